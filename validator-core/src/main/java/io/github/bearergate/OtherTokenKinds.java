package io.github.bearergate;

import io.github.bearergate.jose.Claims;
import java.util.List;

/**
 * Recognises JWTs that are not access tokens by what they claim, for issuers that do not type their tokens (RFC 8725 section
 * 3.12): ID tokens, logout tokens, security events, introspection responses, and the refresh and offline tokens of Keycloak.
 */
final class OtherTokenKinds {
    private static final List<String> TELLING_CLAIMS = List.of("at_hash", "c_hash", "events", "token_introspection");
    private static final List<String> TELLING_TYPES = List.of("ID", "Logout", "Offline", "Refresh");

    private OtherTokenKinds() {}

    static boolean include(Claims claims) {
        for (String name : TELLING_CLAIMS) {
            if (claims.has(name)) {
                return true;
            }
        }
        return claims.get("typ").filter(OtherTokenKinds::isTelling).isPresent();
    }

    private static boolean isTelling(Object type) {
        return type instanceof String text && TELLING_TYPES.stream().anyMatch(text::equalsIgnoreCase);
    }
}
