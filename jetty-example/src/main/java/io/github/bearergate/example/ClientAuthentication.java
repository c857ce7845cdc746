package io.github.bearergate.example;

import io.github.bearergate.testkit.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Finds out which client asks for a token: by HTTP Basic or by parameters of the body, never both (RFC 6749 section 2.3). */
final class ClientAuthentication {
    private static final String BASIC = "basic ";

    /** What a client says of itself. */
    private record Credentials(String id, String secret) {
        Optional<DemoClient> client() {
            return DemoClient.named(id).filter(client -> client.hasSecret(secret));
        }
    }

    private ClientAuthentication() {}

    /** Whether the request authenticates in more than one way, which RFC 6749 section 2.3 forbids. */
    static boolean isAmbiguous(ReceivedRequest request, Form form) {
        int fields = authorization(request).size();
        return fields > 1 || (fields == 1 && form.get("client_secret").isPresent());
    }

    /** The client, if it is known and the secret is its own. */
    static Optional<DemoClient> client(ReceivedRequest request, Form form) {
        List<String> fields = authorization(request);
        Optional<Credentials> credentials = fields.isEmpty() ? inBody(form) : basic(fields.get(0));
        return credentials.flatMap(Credentials::client);
    }

    private static List<String> authorization(ReceivedRequest request) {
        return request.headers().getOrDefault("authorization", List.of());
    }

    private static Optional<Credentials> inBody(Form form) {
        return form.get("client_id")
                .flatMap(id -> form.get("client_secret").map(secret -> new Credentials(id, secret)));
    }

    /** Both halves are form-encoded before they are joined (RFC 6749 section 2.3.1). */
    private static Optional<Credentials> basic(String field) {
        if (!field.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(field.substring(BASIC.length()).strip());
            String[] halves = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            if (halves.length < 2) {
                return Optional.empty();
            }
            return Form.decoded(halves[0])
                    .flatMap(id -> Form.decoded(halves[1]).map(secret -> new Credentials(id, secret)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
