package io.github.bearergate.example;

import io.github.bearergate.testkit.Endpoint;
import io.github.bearergate.testkit.ReceivedRequest;
import io.github.bearergate.testkit.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The client-credentials grant of the demo authorization server (RFC 6749 section 4.4). */
final class TokenEndpoint implements Endpoint {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final BiFunction<DemoClient, List<String>, String> mint;

    /**
     * @param mint makes the token for a client and the scopes granted to it
     */
    TokenEndpoint(BiFunction<DemoClient, List<String>, String> mint) {
        this.mint = mint;
    }

    @Override
    public Reply answer(ReceivedRequest request) {
        if (!request.method().equals("POST")) {
            return OAuthError.INVALID_REQUEST
                    .reply("tokens are asked for with POST")
                    .withStatus(405)
                    .withHeader("Allow", "POST");
        }
        Optional<Form> form =
                request.header("Content-Type").filter(TokenEndpoint::isForm).isPresent()
                        ? Form.read(request.body())
                        : Optional.empty();
        return form.map(parameters -> answer(request, parameters))
                .orElseGet(() -> OAuthError.INVALID_REQUEST.reply("the body must be " + FORM + ", no parameter twice"));
    }

    private Reply answer(ReceivedRequest request, Form form) {
        if (ClientAuthentication.isAmbiguous(request, form)) {
            return OAuthError.INVALID_REQUEST.reply("authenticate in one way only");
        }
        Optional<DemoClient> client = ClientAuthentication.client(request, form);
        if (client.isEmpty()) {
            return OAuthError.INVALID_CLIENT.reply("unknown client or wrong secret");
        }
        Optional<String> grant = form.get("grant_type");
        if (grant.isEmpty()) {
            return OAuthError.INVALID_REQUEST.reply("grant_type is missing");
        }
        if (!grant.get().equals("client_credentials")) {
            return OAuthError.UNSUPPORTED_GRANT_TYPE.reply("only client_credentials is supported");
        }
        return grant(client.get(), form.get("scope"));
    }

    /** A client that names no scope gets all it may have (RFC 6749 section 3.3). */
    private Reply grant(DemoClient client, Optional<String> scope) {
        List<String> asked = scope.map(
                        text -> Stream.of(text.split(" ", -1)).distinct().toList())
                .orElse(client.scopes());
        if (!client.scopes().containsAll(asked)) {
            return OAuthError.INVALID_SCOPE.reply("this client may have " + String.join(" ", client.scopes()));
        }
        String token = mint.apply(client, asked);
        return Reply.json(Json.object(out -> {
                    out.writeStringProperty("access_token", token);
                    out.writeStringProperty("token_type", "Bearer");
                    out.writeNumberProperty("expires_in", DemoIssuer.TOKEN_LIFETIME.toSeconds());
                    out.writeStringProperty("scope", String.join(" ", asked));
                }))
                .withHeader("Cache-Control", "no-store");
    }

    private static boolean isForm(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
    }
}
