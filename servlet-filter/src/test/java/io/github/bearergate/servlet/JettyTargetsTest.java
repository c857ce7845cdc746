package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.PathGate;
import io.github.bearergate.testkit.TestIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.UriCompliance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Request targets in every spelling, sent over a socket to a server whose application is all behind the gate. */
class JettyTargetsTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final RequestGuard GUARD = Guards.ready(ISSUER, "GET /** needs orders:read\n");
    private static final List<TestServer> SERVERS = new ArrayList<>();

    @AfterAll
    static void close() {
        SERVERS.forEach(TestServer::close);
        GUARD.close();
        ISSUER.close();
    }

    static List<Arguments> servers() {
        List<Arguments> servers = new ArrayList<>();
        servers.addAll(servers(UriCompliance.DEFAULT, false));
        for (UriCompliance lax : List.of(UriCompliance.LEGACY, UriCompliance.UNSAFE)) {
            servers.addAll(servers(lax, false));
            servers.addAll(servers(lax, true));
        }
        return servers;
    }

    private static List<Arguments> servers(UriCompliance compliance, boolean decodes) {
        return List.of(
                Arguments.of(compliance, decodes, "/", "/*"),
                Arguments.of(compliance, decodes, "/", "/"),
                Arguments.of(compliance, decodes, "/", "/api/*"),
                Arguments.of(compliance, decodes, "/", "*.json"),
                Arguments.of(compliance, decodes, "/app", "/*"));
    }

    @ParameterizedTest(name = "{0}, decoding ambiguous URIs: {1}, context {2}, servlet {3}")
    @MethodSource("servers")
    void noTargetIsServedWithoutAToken(UriCompliance compliance, boolean decodes, String contextPath, String pattern) {
        List<Map<String, Object>> rows = Vectors.rows("jetty-12.1.13-observed.json");
        WhoServlet app = new WhoServlet();
        TestServer server = new TestServer(contextPath, compliance)
                .filter(new BearerTokenFilter(GUARD))
                .servlet(app, pattern)
                .servlet(app, "/fallback", "");
        SERVERS.add(server);
        server.context.getServletHandler().setDecodeAmbiguousURIs(decodes);
        server.start();

        for (Map<String, Object> row : rows) {
            String target = String.valueOf(row.get("target"));
            String inContext = contextPath.equals("/") || !target.startsWith("/") ? target : contextPath + target;
            int status = server.get(inContext).status();
            // Where the target leaves the context there is no gate, and no application either.
            assertThat(status).as(inContext).isIn(contextPath.equals("/") ? List.of(400, 401) : List.of(400, 401, 404));
        }
        assertThat(app.reached).hasValue(0);
    }

    @Test
    void withATokenATargetIsServedInItsStrictSpellingAndInNoOther() {
        TestServer server = new TestServer()
                .filter(new BearerTokenFilter(GUARD))
                .servlet(new WhoServlet(), "/*")
                .start();
        SERVERS.add(server);
        String token = ISSUER.token().scope("orders:read").sign();
        List<Map<String, Object>> rows = Vectors.rows("jetty-12.1.13-observed.json");
        int served = 0;

        for (Map<String, Object> row : rows) {
            String target = String.valueOf(row.get("target"));
            Reply reply = server.getWithToken(target, token);
            boolean strict = PathGate.open(target.replaceFirst("[?].*", "")).isPresent();
            assertThat(reply.status()).as(target).isIn(strict ? List.of(200, 400) : List.of(400));
            served += reply.status() == 200 ? 1 : 0;
        }
        Vectors.assertRecorded("Jetty 12.1, targets with a token", rows.size(), served);
    }
}
