package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a filter of web.xml says of what it does not stand in front of, its dispatcher types included. */
class DeployedCoverageTest {
    private static final String POLICY = "policy 1\nGET /health is open\neverything else is denied\n";

    private final LogCapture log = LogCapture.of("bearergate");
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    @TempDir
    Path directory;

    private WebAppContext application = new WebAppContext();
    private String doctype = "";

    @BeforeEach
    void listenOnLoopback() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        log.close();
    }

    @Test
    void aFilterOfEverythingIsOnlyToldWhatItIsNotMappedFor() throws Exception {
        deploy(filter("<async-supported>true</async-supported>", ""), mapping("/*", ""));

        assertThat(about("gate"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("enforces the policy"),
                        line -> assertThat(line)
                                .isEqualTo("INFO Filter gate is not mapped for FORWARD, INCLUDE, ASYNC, ERROR: what the"
                                        + " application itself dispatches so, within a request that has passed, is not"
                                        + " judged again by the rule of its target; add the <dispatcher> where targets come"
                                        + " from clients"));
    }

    @Test
    void nothingIsNotedOfAFilterThatIsMappedForAll() throws Exception {
        deploy(
                filter("<async-supported>true</async-supported>", strict()),
                mapping("/*", "REQUEST", "ASYNC"),
                mapping("/*", "FORWARD", "INCLUDE", "ERROR"));

        assertThat(about("gate")).hasSize(1);
        assertThat(application.getUnavailableException()).isNull();
    }

    @Test
    void theContainersOwnServletsAreNamedAsSuch() throws Exception {
        deploy(filter("", ""), mapping("/orders/*", "REQUEST", "ASYNC", "FORWARD", "INCLUDE", "ERROR"));
        Files.writeString(directory.resolve("page.html"), "a page");

        assertThat(about("does not stand"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "WARNING Filter gate does not stand in front of servlet default (org.eclipse.jetty.")
                        .contains(", which the container brings), mapped to \"/\": /x is served to anyone"));
        assertThat(TestServer.exchange(
                                connector.getLocalPort(),
                                "GET /app/page.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .body())
                .contains("a page");
    }

    @Test
    void aFilterThatIsMappedForForwardsAloneStandsInFrontOfNothing() throws Exception {
        deploy(filter("<async-supported>true</async-supported>", strict()), mapping("/*", "FORWARD"));

        assertThat(String.valueOf(refusal().getMessage()).lines())
                .anyMatch(line -> line.contains("servlet who (") && line.contains("/who/x is served to anyone"))
                .anyMatch(line ->
                        line.equals("Filter gate is mapped for other dispatchers than REQUEST, so no request of a"
                                + " client passes it; add <dispatcher>REQUEST</dispatcher> to its filter-mapping"));
    }

    @Test
    void aPatternThatIsMappedForForwardsAloneDoesNotCount() throws Exception {
        deploy(
                filter("<async-supported>true</async-supported>", ""),
                mapping("/*", "FORWARD"),
                mapping("/orders/*", "REQUEST"));

        assertThat(about("servlet who"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("/who/x is served to anyone"));
        assertThat(about("other dispatchers")).isEmpty();
    }

    @Test
    void strictStopsTheDeploymentWithThePoliciesProblemsAndTheGapsAtOnce() throws Exception {
        deploy(filter("", strict()).replace("GET /health", "FETCH /health"), mapping("/orders/*"));

        assertThat(String.valueOf(refusal().getMessage()).lines())
                .anyMatch(line -> line.contains("servlet who ("))
                .anyMatch(line -> line.contains("servlet default ("))
                .anyMatch(line -> line.startsWith("init-param policy:2: "));
    }

    @Test
    void aServletThatIsAsynchronousBehindAFilterThatIsNotIsWarnedAbout() throws Exception {
        deploy(
                filter("", ""),
                mapping("/*"),
                servlet("declared", "", "<async-supported>true</async-supported>"),
                servlet("annotated", Asynchronous.class.getName(), ""));

        assertThat(about("startAsync")).containsExactly(asyncWarning("annotated"), asyncWarning("declared"));
    }

    @Test
    void aDescriptorThatNamesEntitiesIsNotReadAndTheServletsAreCheckedAllTheSame() throws Exception {
        doctype = "<!DOCTYPE web-app [<!ENTITY x SYSTEM \"file:///no/such/file\">]>";
        deploy(filter("", ""), mapping("/orders/*"));

        assertThat(about("not mapped for")).isEmpty();
        assertThat(about("servlet who (")).hasSize(1);
    }

    @Test
    void thePageShowsTheLinesThatAreLogged() throws Exception {
        deploy(
                filter("<async-supported>true</async-supported>", ""),
                mapping("/*"),
                mapping("/api/*"),
                servlet("admin", "", ""));
        String notMapped = about("is not mapped for").get(0);
        server.stop();
        deploy(filter("", ""), mapping("/api/*"), servlet("admin", "", ""));
        String gap = about("servlet admin").get(0).replace(WhoServlet.class.getName(), "com.example.AdminServlet");

        assertThat(Files.readString(Path.of(System.getProperty("bearergate.root", ".."), "docs", "coverage.md")))
                .contains("\n" + notMapped.replace("INFO ", "") + "\n", "\n" + gap.replace("WARNING ", "") + "\n");
    }

    private static String asyncWarning(String servlet) {
        return "WARNING Filter gate does not support asynchronous requests and servlet " + servlet
                + " does, which will fail at startAsync; add <async-supported>true</async-supported> to the filter";
    }

    private ServletException refusal() {
        assertThat(application.getUnavailableException()).isInstanceOf(ServletException.class);
        return (ServletException) application.getUnavailableException();
    }

    private List<String> about(String words) {
        return log.lines.stream().filter(line -> line.contains(words)).toList();
    }

    private static String strict() {
        return "<init-param><param-name>coverage</param-name><param-value>strict</param-value></init-param>";
    }

    private static String filter(String async, String parameter) {
        return "<filter><filter-name>gate</filter-name>"
                + "<filter-class>io.github.bearergate.servlet.BearerTokenFilter</filter-class>" + async
                + "<init-param><param-name>policy</param-name><param-value>" + POLICY + "</param-value></init-param>"
                + parameter + "</filter>";
    }

    private static String mapping(String pattern, String... dispatchers) {
        String types = String.join(
                "",
                List.of(dispatchers).stream()
                        .filter(type -> !type.isEmpty())
                        .map(type -> "<dispatcher>" + type + "</dispatcher>")
                        .toList());
        return "<filter-mapping><filter-name>gate</filter-name><url-pattern>" + pattern + "</url-pattern>" + types
                + "</filter-mapping>";
    }

    private static String servlet(String name, String type, String async) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>"
                + (type.isEmpty() ? WhoServlet.class.getName() : type) + "</servlet-class>" + async + "</servlet>"
                + "<servlet-mapping><servlet-name>" + name + "</servlet-name><url-pattern>/" + name
                + "/*</url-pattern></servlet-mapping>";
    }

    private void deploy(String... elements) throws Exception {
        write(elements);
        server.setHandler(application);
        server.start();
    }

    private void write(String... elements) throws Exception {
        Path webInf = Files.createDirectories(directory.resolve("WEB-INF"));
        Files.writeString(
                webInf.resolve("web.xml"),
                doctype + "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + String.join("\n", elements) + servlet("who", "", "") + "</web-app>");
        application = new WebAppContext();
        application.setContextPath("/app");
        application.setWar(directory.toString());
        application.setParentLoaderPriority(true);
    }

    @WebServlet(asyncSupported = true)
    public static final class Asynchronous extends jakarta.servlet.http.HttpServlet {
        private static final long serialVersionUID = 1L;
    }
}
