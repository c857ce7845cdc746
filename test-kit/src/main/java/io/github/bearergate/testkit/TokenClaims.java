package io.github.bearergate.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The claims that each style of server writes for the same draft. */
final class TokenClaims {
    private TokenClaims() {}

    static Map<String, @Nullable Object> of(Style style, TokenDraft draft) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        switch (style) {
            case STANDARD -> standard(draft, claims);
            case KEYCLOAK -> keycloak(draft, claims);
            case OIDC_PROVIDER -> oidcProvider(draft, claims);
            case SPRING -> spring(draft, claims);
        }
        draft.notBefore.ifPresent(instant -> claims.put("nbf", seconds(instant)));
        return claims;
    }

    private static void standard(TokenDraft draft, Map<String, @Nullable Object> claims) {
        claims.put("iss", draft.issuer);
        claims.put("sub", draft.subject.orElse("alice"));
        claims.put("aud", oneOrMany(draft.audience));
        claims.put("client_id", draft.clientId);
        claims.put("iat", seconds(draft.issued()));
        claims.put("exp", seconds(draft.expires()));
        claims.put("jti", draft.jti);
        putScope(draft.scopes, claims);
    }

    private static void keycloak(TokenDraft draft, Map<String, @Nullable Object> claims) {
        claims.put("exp", seconds(draft.expires()));
        claims.put("iat", seconds(draft.issued()));
        claims.put("jti", draft.jti);
        claims.put("iss", draft.issuer);
        claims.put("aud", oneOrMany(draft.audience));
        claims.put(
                "sub",
                draft.subject.orElseGet(
                        () -> UUID.nameUUIDFromBytes(new byte[] {1}).toString()));
        claims.put("typ", "Bearer");
        claims.put("azp", draft.clientId);
        claims.put("acr", "1");
        claims.put("allowed-origins", List.of("/*"));
        claims.put("realm_access", Map.of("roles", List.of("offline_access", "uma_authorization")));
        claims.put("resource_access", Map.of("account", Map.of("roles", List.of("view-profile"))));
        putScope(
                Stream.concat(draft.scopes.stream(), Stream.of("profile", "email"))
                        .toList(),
                claims);
        claims.put("email_verified", false);
        claims.put("preferred_username", "service-account-" + draft.clientId);
    }

    private static void oidcProvider(TokenDraft draft, Map<String, @Nullable Object> claims) {
        claims.put("jti", draft.jti);
        claims.put("sub", draft.subject.orElse(draft.clientId));
        claims.put("iat", seconds(draft.issued()));
        claims.put("exp", seconds(draft.expires()));
        putScope(draft.scopes, claims);
        claims.put("client_id", draft.clientId);
        claims.put("iss", draft.issuer);
        claims.put("aud", oneOrMany(draft.audience));
    }

    private static void spring(TokenDraft draft, Map<String, @Nullable Object> claims) {
        claims.put("sub", draft.subject.orElse(draft.clientId));
        claims.put("aud", oneOrMany(draft.audience));
        claims.put("nbf", seconds(draft.issued()));
        if (!draft.scopes.isEmpty()) {
            claims.put("scope", draft.scopes);
        }
        claims.put("iss", draft.issuer);
        claims.put("exp", seconds(draft.expires()));
        claims.put("iat", seconds(draft.issued()));
        claims.put("jti", draft.jti);
    }

    private static void putScope(List<String> scopes, Map<String, @Nullable Object> claims) {
        if (!scopes.isEmpty()) {
            claims.put("scope", String.join(" ", scopes));
        }
    }

    private static Object oneOrMany(List<String> audience) {
        return audience.size() == 1 ? audience.get(0) : audience;
    }

    private static long seconds(Instant instant) {
        return instant.getEpochSecond();
    }
}
