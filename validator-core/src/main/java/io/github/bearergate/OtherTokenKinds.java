package io.github.bearergate;

import io.github.bearergate.jose.Claims;
import java.util.List;
import java.util.Optional;

/**
 * Recognises JWTs that are not access tokens by what they claim, for issuers that do not type their tokens (RFC 8725 section
 * 3.12): ID tokens, logout tokens, security events, introspection responses, and the refresh and offline tokens of Keycloak.
 */
final class OtherTokenKinds {
    private static final List<String> TELLING_CLAIMS = List.of(
            "at_hash",
            "c_hash",
            "s_hash",
            "urn:openid:params:jwt:claim:rt_hash",
            "urn:openid:params:jwt:claim:auth_req_id",
            "events",
            "token_introspection");
    private static final List<String> TELLING_TYPES = List.of("ID", "Logout", "Offline", "Refresh");
    private static final List<String> CLAIMS_OF_ACCESS_TOKENS = List.of("client_id", "scope", "scp");

    private OtherTokenKinds() {}

    /**
     * Tells whether the claims are those of another kind of token.
     *
     * @param type the header's {@code typ}
     */
    static boolean include(Claims claims, Optional<String> type) {
        for (String name : TELLING_CLAIMS) {
            if (claims.has(name)) {
                return true;
            }
        }
        return claims.get("typ").filter(OtherTokenKinds::isTelling).isPresent()
                || claims.get("token_use").filter("id"::equals).isPresent()
                || (claims.has("nonce") && !saysThatItIsAnAccessToken(claims, type));
    }

    private static boolean isTelling(Object type) {
        return type instanceof String text && TELLING_TYPES.stream().anyMatch(text::equalsIgnoreCase);
    }

    /** Some issuers copy an ID token's {@code nonce} into access tokens, which have other marks (docs/decisions/0055). */
    private static boolean saysThatItIsAnAccessToken(Claims claims, Optional<String> type) {
        return TokenTypes.ACCESS_TOKENS_ONLY.allow(type)
                || claims.get("typ").filter("Bearer"::equals).isPresent()
                || CLAIMS_OF_ACCESS_TOKENS.stream()
                        .anyMatch(name -> claims.get(name).isPresent());
    }
}
