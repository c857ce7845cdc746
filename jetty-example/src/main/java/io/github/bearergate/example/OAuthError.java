package io.github.bearergate.example;

import io.github.bearergate.testkit.Reply;
import java.util.Locale;

/** Why the demo authorization server gives no token (RFC 6749 section 5.2); none of them is told to caches. */
enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    UNSUPPORTED_GRANT_TYPE(400),
    INVALID_SCOPE(400);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    Reply reply(String description) {
        Reply reply = Reply.json(Json.object(out -> {
                    out.writeStringProperty("error", name().toLowerCase(Locale.ROOT));
                    out.writeStringProperty("error_description", description);
                }))
                .withStatus(status)
                .withHeader("Cache-Control", "no-store");
        return this == INVALID_CLIENT ? reply.withHeader("WWW-Authenticate", "Basic realm=\"demo\"") : reply;
    }
}
