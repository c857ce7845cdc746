package io.github.bearergate.example;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A client of the demo authorization server. Its secret is no secret: it is printed at start and stands in the README.
 *
 * @param id the client id, also the subject of its tokens
 * @param tenant the claim {@code tenant} of its tokens
 * @param scopes all that it may ask for
 */
record DemoClient(String id, String tenant, List<String> scopes) {
    static final DemoClient READER = new DemoClient("reader", "acme", List.of("orders:read"));
    static final DemoClient WRITER = new DemoClient("writer", "acme", List.of("orders:read", "orders:write"));
    static final DemoClient ADMIN =
            new DemoClient("admin", "globex", List.of("orders:read", "orders:write", "orders:admin"));

    static final List<DemoClient> ALL = List.of(READER, WRITER, ADMIN);

    static Optional<DemoClient> named(String id) {
        return ALL.stream().filter(client -> client.id.equals(id)).findFirst();
    }

    String secret() {
        return id + "-secret";
    }

    boolean hasSecret(String presented) {
        return MessageDigest.isEqual(
                presented.getBytes(StandardCharsets.UTF_8), secret().getBytes(StandardCharsets.UTF_8));
    }
}
