package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.testkit.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/main/webapp} in a Jetty that knows nothing but the directory: {@code web.xml}, {@code api.policy}, no code of ours. */
@Timeout(60)
class WebApplicationTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main/webapp/WEB-INF");
    private static final String ISSUER_LINE = "issuer https://login.example.com/";

    @TempDir
    private Path webapp;

    private TestIssuer issuer;
    private final Server server = new Server(0);

    @BeforeEach
    void start() {
        issuer = TestIssuer.builder()
                .algorithms("ES256")
                .defaultAudience("https://orders.example.com")
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        issuer.close();
    }

    /** Deploys the application as it is in the sources, but for the one line that each user changes too. */
    private void deploy(String issuerLine) throws Exception {
        Path target = Files.createDirectories(webapp.resolve("WEB-INF"));
        Files.copy(SOURCES.resolve("web.xml"), target.resolve("web.xml"));
        String policy = Files.readString(SOURCES.resolve("api.policy"));
        assertThat(policy).containsOnlyOnce(ISSUER_LINE);
        Files.writeString(target.resolve("api.policy"), policy.replace(ISSUER_LINE, issuerLine));

        WebAppContext context = new WebAppContext(webapp.toString(), "/shop");
        context.setThrowUnavailableOnStartupException(true);
        server.setHandler(context);
        server.start();
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/shop" + path;
    }

    private HttpResponse<String> get(String path, String token) {
        return Http.get(uri(path), "Authorization", "Bearer " + token);
    }

    /** Until the first key set has come, nobody can tell: 503. */
    private void awaitKeys(String token) {
        HttpResponse<String> answer;
        do {
            answer = get("/whoami", token);
        } while (answer.statusCode() == 503);
    }

    @Test
    void theFilterOfWebXmlEnforcesTheFileInTheApplication() throws Exception {
        deploy("issuer " + issuer.issuer());
        String token =
                issuer.token().scope("orders:read").claim("tenant", "acme").sign();
        awaitKeys(token);

        assertThat(Http.get(uri("/")).statusCode()).isEqualTo(200);
        assertThat(Http.get(uri("/orders")).statusCode()).isEqualTo(401);
        assertThat(get("/orders", token).body()).contains("\"item\":\"tea\"");
        assertThat(get("/tenants/acme/orders", token).statusCode()).isEqualTo(200);
        assertThat(get("/tenants/globex/orders", token).statusCode()).isEqualTo(403);
        assertThat(get("/whoami", token).body()).contains("\"name\":\"alice\"", "\"scopes\":[\"orders:read\"]");
        assertThat(get("/orders/nobody", token).body()).isEqualTo("{\"error\":\"not found\"}");
        assertThat(get("/nowhere", token).statusCode()).isEqualTo(403);
        assertThat(get("/WEB-INF/api.policy", token).statusCode()).isGreaterThanOrEqualTo(400);
        HttpResponse<String> created = Http.post(
                uri("/orders"),
                "{\"item\":\"tea\",\"quantity\":1}",
                "Content-Type",
                "application/json; charset=utf-8",
                "Authorization",
                "Bearer " + issuer.token().scope("orders:write").sign());
        assertThat(Http.header(created, "Location")).isEqualTo("/shop/orders/3");
        assertThat(Http.send("DELETE", uri("/orders/1"), "", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPolicyWithAMistakeStopsTheDeployment() {
        assertThatThrownBy(() -> deploy("issuer http://login.example.com/")).hasStackTraceContaining("api.policy:5: ");
    }

    @Test
    void theFileDiffersFromTheDemosPolicyInItsIssuerOnly() throws IOException {
        String demo = Files.readString(SOURCES.resolve("../../resources/io/github/bearergate/example/orders.policy"));
        String webapp = Files.readString(SOURCES.resolve("api.policy"));

        assertThat(rules(webapp)).isNotEmpty().isEqualTo(rules(demo));
    }

    private static String rules(String policy) {
        return policy.substring(policy.indexOf("GET "));
    }
}
