package io.github.bearergate.example;

import io.github.bearergate.testkit.Endpoint;
import io.github.bearergate.testkit.ReceivedRequest;
import io.github.bearergate.testkit.Reply;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The demo authorization server: a token endpoint with known clients and printed secrets, metadata, a key set, and rotation.
 *
 * <p>For demonstrations only: it listens on loopback and refuses anything else.
 */
final class DemoIssuer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    private static final String AUDIENCE = "https://orders.example.com";
    private static final String TOKEN_PATH = "/token";
    private static final String ROTATE_PATH = "/rotate";

    private final TestIssuer issuer;

    private DemoIssuer(TestIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * Makes a key and starts to listen.
     *
     * @param port 0 for any free one
     * @throws IllegalArgumentException when the host is not a loopback address
     * @throws java.io.UncheckedIOException when the port is taken
     */
    static DemoIssuer start(String host, int port) {
        // The server needs its endpoints to start, and they need the server to answer.
        CompletableFuture<DemoIssuer> started = new CompletableFuture<>();
        TestIssuer issuer = TestIssuer.builder()
                .host(host)
                .port(port)
                .algorithms("ES256")
                .defaultAudience(AUDIENCE)
                .endpoint(
                        TOKEN_PATH,
                        local(new TokenEndpoint(
                                (client, scopes) -> started.join().mint(client, scopes))))
                .endpoint(ROTATE_PATH, local(request -> started.join().rotate(request)))
                .start();
        DemoIssuer demo = new DemoIssuer(issuer);
        started.complete(demo);
        return demo;
    }

    String issuer() {
        return issuer.issuer();
    }

    URI tokenEndpoint() {
        return issuer.uri(TOKEN_PATH);
    }

    URI rotateEndpoint() {
        return issuer.uri(ROTATE_PATH);
    }

    /** A token as the token endpoint gives it to this client. */
    String mint(DemoClient client, List<String> scopes) {
        return token(client).scope(scopes.toArray(String[]::new)).sign();
    }

    /** A token of this client before it is signed, with all scopes the client may have. */
    TokenBuilder token(DemoClient client) {
        return issuer.token()
                .subject(client.id())
                .clientId(client.id())
                .claim("tenant", client.tenant())
                .scope(client.scopes().toArray(String[]::new))
                .expiresIn(TOKEN_LIFETIME);
    }

    /** Signs with a new key from this token on; the key before stays published, older ones are withdrawn. */
    List<String> rotate() {
        issuer.rotate();
        List<String> kids = issuer.kids();
        kids.subList(0, Math.max(0, kids.size() - 2)).forEach(issuer::removeKey);
        return issuer.kids();
    }

    /** Withdraws every key but the one that signs. */
    void withdrawOldKeys() {
        String current = issuer.kid();
        issuer.kids().stream().filter(kid -> !kid.equals(current)).forEach(issuer::removeKey);
    }

    private Reply rotate(ReceivedRequest request) {
        if (!request.method().equals("POST")) {
            return Reply.json("{\"error\":\"method not allowed\"}")
                    .withStatus(405)
                    .withHeader("Allow", "POST");
        }
        List<String> published = rotate();
        return Reply.json(Json.object(out -> {
            out.writeStringProperty("signing", issuer.kid());
            out.writeName("published");
            out.writeStartArray();
            published.forEach(out::writeString);
            out.writeEndArray();
        }));
    }

    /**
     * Answers only what was addressed to this machine by name: a web page whose host name was pointed at loopback cannot make a
     * browser fetch a token here.
     */
    private static Endpoint local(Endpoint endpoint) {
        Set<String> names = Set.of(HOST, "localhost", "[::1]");
        return request -> request.header("Host")
                        .map(host -> host.replaceFirst(":[0-9]*$", ""))
                        .filter(names::contains)
                        .isPresent()
                ? endpoint.answer(request)
                : Reply.json("{\"error\":\"loopback only\"}").withStatus(403);
    }

    @Override
    public void close() {
        issuer.close();
    }
}
