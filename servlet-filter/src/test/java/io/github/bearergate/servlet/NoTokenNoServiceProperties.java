package io.github.bearergate.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.eclipse.jetty.http.UriCompliance;

/** Whatever becomes of a request's bytes on the way: without a token nothing but the open path is served. */
class NoTokenNoServiceProperties {
    private static final String RULES =
            "GET /open is open\nGET /api/** needs orders:read\nANY /admin/** needs orders:admin\n";

    private static final String[] PIECES = {
        "/", "//", ".", "..", "/../", "/./", ";", "..;/", "%2e", "%2F", "%5c", "\\", "%3b", "%00", "%25", "%c0%ae", "?",
        "#", " ", "\t", "open", "/open"
    };

    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final RequestGuard GUARD = RequestGuard.of(Policy.parse("test.policy", ISSUER.policy(RULES)));
    private static final WhoServlet APP = new WhoServlet();
    private static final List<TestServer> SERVERS =
            List.of(server(UriCompliance.DEFAULT), server(UriCompliance.UNSAFE));

    @AfterContainer
    static void stop() {
        SERVERS.forEach(TestServer::close);
        GUARD.close();
        ISSUER.close();
    }

    private static TestServer server(UriCompliance compliance) {
        TestServer server = new TestServer("/", compliance)
                .filter(new BearerTokenFilter(GUARD))
                .servlet(APP, "/*");
        server.context.getServletHandler().setDecodeAmbiguousURIs(compliance == UriCompliance.UNSAFE);
        return server.start();
    }

    @Example
    void theOpenPathIsServedByBothServers() {
        for (TestServer server : SERVERS) {
            APP.served.clear();
            send(server, "GET /open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(APP.served).hasSize(1);
        }
    }

    @Property(tries = 500)
    void noMutationOfAProtectedRequestIsServed(@ForAll("requests") String request) {
        for (TestServer server : SERVERS) {
            APP.served.clear();
            send(server, request);

            assertThat(APP.served).allMatch(served -> served.matches("served=(GET|HEAD) /open principal=none .*"));
        }
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> methods = Arbitraries.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "FOO", "get");
        Arbitrary<String> targets = Arbitraries.of(
                "/api/x", "/admin/users", "/open", "/open/../api/x", "/open;/../admin/x", "/api/x?y=/open", "/open/x");
        Arbitrary<String> fields = Arbitraries.of(
                "", "Authorization: Bearer x.y.z\r\n", "Authorization: Bearer\r\n", "X-HTTP-Method-Override: GET\r\n");
        Arbitrary<String> plain = Combinators.combine(methods, targets, fields)
                .as((method, target, field) -> method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + field
                        + "Connection: close\r\n\r\n");
        return Combinators.combine(plain, mutations().list().ofMaxSize(4)).as((request, mutations) -> {
            String mutated = request;
            for (Mutation mutation : mutations) {
                mutated = mutation.of(mutated);
            }
            return mutated;
        });
    }

    private static Arbitrary<Mutation> mutations() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('\0', '\u00ff')
                        .ofMinLength(1)
                        .ofMaxLength(2),
                Arbitraries.of(PIECES));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 3),
                        pieces)
                .as(Mutation::new);
    }

    /** Replaces some bytes of the request, mostly of its first line, by others. */
    private record Mutation(int at, int removed, String inserted) {
        String of(String request) {
            int from = Math.min(at, request.length());
            return request.substring(0, from)
                    + inserted
                    + request.substring(Math.min(from + removed, request.length()));
        }
    }

    /** Ends its side after the request, so that the server answers what it has, or hangs up. */
    private static void send(TestServer server, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The server hung up on what was no HTTP. What it served is known all the same.
        }
    }
}
