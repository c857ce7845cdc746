package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application as it is deployed: six lines of web.xml, and a policy beside it. */
class WebApplicationTest {
    private static final String SIX_LINES = """
            <filter>
                <filter-name>gate</filter-name><filter-class>io.github.bearergate.servlet.BearerTokenFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>policy</param-name><param-value>/WEB-INF/api.policy</param-value></init-param>
            </filter>
            <filter-mapping><filter-name>gate</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            """;

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
            %s
            <servlet>
                <servlet-name>who</servlet-name><servlet-class>io.github.bearergate.servlet.WhoServlet</servlet-class>
            </servlet>
            <servlet-mapping><servlet-name>who</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
            </web-app>
            """;

    private final TestIssuer issuer = TestIssuer.start();
    private final LogCapture log = LogCapture.of("bearergate");
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    @TempDir
    Path directory;

    private WebAppContext application = new WebAppContext();

    @BeforeEach
    void listenOnLoopback() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        log.close();
        issuer.close();
    }

    @Test
    void sixLinesAndAPolicyProtectAnApplication() throws Exception {
        deploy(SIX_LINES, issuer.policy("GET /health is open\nGET /orders/** needs orders:read\n"));
        awaitKeys();

        assertThat(get("/app/health", "").body()).contains("served=GET /health principal=none");
        assertThat(get("/app/orders/7", "").status()).isEqualTo(401);
        assertThat(get("/app/orders/7", issuer.token().sign()).status()).isEqualTo(403);
        assertThat(get("/app/orders/7", issuer.token().scope("orders:read").sign())
                        .body())
                .contains("served=GET /orders/7 principal=<alice>");
        assertThat(SIX_LINES.lines()).hasSize(6);
    }

    @Test
    void theLogTellsWhichPolicyIsEnforcedAndWhatIsDoubtful() throws Exception {
        deploy(SIX_LINES, issuer.policy("ANY /health is open\nGET /orders/** needs orders:read\n"));

        assertThat(log.lines)
                .contains("INFO Filter gate enforces the policy /WEB-INF/api.policy: SHA-256 "
                        + guard().policy().digest() + ", rules: 2")
                .anySatisfy(line -> assertThat(line).startsWith("WARNING /WEB-INF/api.policy:"));
    }

    @Test
    void aFilterThatDoesNotCoverEverythingIsWarnedAbout() throws Exception {
        deploy(SIX_LINES.replace("/*", "/orders/*"), issuer.policy("GET /orders/** needs orders:read\n"));

        assertThat(log.lines)
                .contains("WARNING Filter gate does not stand in front of servlet who"
                        + " (io.github.bearergate.servlet.WhoServlet), mapped to \"/\": /x is served to anyone; map the filter"
                        + " to /*");
    }

    @Test
    void readinessCanAskTheGuard() throws Exception {
        deploy(SIX_LINES, issuer.policy("GET /orders/** needs orders:read\n"));
        awaitKeys();

        assertThat(guard().ready()).isTrue();
        assertThat(application.getServletContext().getAttribute("io.github.bearergate.RequestGuard.gate"))
                .isSameAs(guard());
    }

    @Test
    void refusalsAreAuditedAndCountedWithoutFurtherWiring() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        Set<Meter.Id> others = ids(registry);
        try (LogCapture audit = LogCapture.of("bearergate.audit")) {
            deploy(SIX_LINES, issuer.policy("GET /orders/** needs orders:read\n"));

            assertThat(get("/app/orders/7", "").status()).isEqualTo(401);
            application.stop();

            assertThat(audit.lines)
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("INFO {\"@timestamp\":")
                            .contains("\"event.reason\":\"MISSING_TOKEN\"")
                            .contains("\"client.address\":\"127.0.0.1\""));
            assertThat(ids(registry)).as("meters leave with the application").isEqualTo(others);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    /** What other filters of this JVM have in the global registry is copied into every registry that joins it. */
    private static Set<Meter.Id> ids(SimpleMeterRegistry registry) {
        return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }

    @Test
    void countersAreInTheGlobalRegistryWhileTheApplicationRuns() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            deploy(SIX_LINES, issuer.policy("GET /orders/** needs orders:read\n"));

            assertThat(get("/app/orders/7", "").status()).isEqualTo(401);
            assertThat(registry.get("bearergate.requests")
                            .tag("rule", "GET /orders/**")
                            .tag("reason", "MISSING_TOKEN")
                            .counter()
                            .count())
                    .isEqualTo(1);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void auditOffWritesNothing() throws Exception {
        try (LogCapture audit = LogCapture.of("bearergate.audit")) {
            String off =
                    "<init-param><param-name>audit</param-name><param-value>off</param-value></init-param></filter>";
            deploy(SIX_LINES.replace("</filter>", off), issuer.policy("GET /orders/** needs orders:read\n"));

            assertThat(get("/app/orders/7", "").status()).isEqualTo(401);
            application.stop();

            assertThat(audit.lines).isEmpty();
        }
    }

    @Test
    void theRealmIsNamedInChallenges() throws Exception {
        String realm =
                "<init-param><param-name>realm</param-name><param-value>orders</param-value></init-param></filter>";
        deploy(SIX_LINES.replace("</filter>", realm), issuer.policy("GET /orders/** needs orders:read\n"));

        assertThat(get("/app/orders/7", "").header("WWW-Authenticate")).containsExactly("Bearer realm=\"orders\"");
    }

    @Test
    void stoppingTheApplicationClosesItsGuardAndWithdrawsIt() throws Exception {
        Set<Thread> others = AuditThreads.alive();
        deploy(SIX_LINES, issuer.policy("GET /orders/** needs orders:read\n"));
        awaitKeys();
        RequestGuard guard = guard();
        assertThat(others.containsAll(AuditThreads.alive())).isFalse();
        application.stop();

        assertThat(guard.keySources())
                .allSatisfy(source -> assertThat(source.state().name()).isEqualTo("CLOSED"));
        assertThat(application.getServletContext().getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE))
                .isNull();
        Eventually.until(() -> others.containsAll(AuditThreads.alive()));
    }

    @Test
    void aWrongPolicyStopsTheDeployment() throws Exception {
        deploy(SIX_LINES, "policy 1\nGET /orders/** needs orders:read\n");

        assertThat(application.getUnavailableException())
                .isInstanceOf(jakarta.servlet.ServletException.class)
                .hasMessageStartingWith(
                        "BearerTokenFilter \"gate\" is configured wrongly, so nothing is deployed:\napi.policy:");
        assertThat(get("/app/orders/7", issuer.token().scope("orders:read").sign())
                        .status())
                .isEqualTo(503);
    }

    private void deploy(String filter, String policy) throws Exception {
        Path webInf = Files.createDirectories(directory.resolve("WEB-INF"));
        Files.writeString(webInf.resolve("web.xml"), WEB_XML.formatted(filter));
        Files.writeString(webInf.resolve("api.policy"), policy);
        application = new WebAppContext();
        application.setContextPath("/app");
        application.setWar(directory.toString());
        application.setParentLoaderPriority(true);
        server.setHandler(application);
        server.start();
    }

    private RequestGuard guard() {
        return (RequestGuard) java.util.Objects.requireNonNull(
                application.getServletContext().getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE));
    }

    private void awaitKeys() {
        RequestGuard guard = guard();
        Eventually.until(guard::ready);
    }

    private Reply get(String target, String token) throws IOException {
        String field = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return TestServer.exchange(
                connector.getLocalPort(),
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + field + "Connection: close\r\n\r\n");
    }
}
