package io.github.bearergate.example;

import io.github.bearergate.AccessToken;
import io.github.bearergate.servlet.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Who calls, as the gate found.
 *
 * @param token the accepted token; empty where the policy asks for none
 */
record Caller(Optional<AccessToken> token) {
    static Caller of(HttpServletRequest request) {
        return new Caller(AccessTokens.of(request));
    }

    /** The claim {@code tenant}, if it is a string: a claim is as trustworthy as its issuer once the signature is verified. */
    Optional<String> tenant() {
        return token.map(accepted -> accepted.claims().get("tenant"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    String json() {
        return Json.object(out -> {
            Json.member(out, "name", token.flatMap(AccessToken::name));
            Json.member(out, "issuer", token.map(AccessToken::issuer));
            Json.member(out, "client", token.flatMap(AccessToken::clientId));
            out.writeName("scopes");
            token.ifPresentOrElse(accepted -> scopes(accepted, out), out::writeNull);
        });
    }

    private static void scopes(AccessToken token, JsonGenerator out) {
        out.writeStartArray();
        token.scopes().forEach(out::writeString);
        out.writeEndArray();
    }
}
