package io.github.bearergate.testkit;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an authorization server writes its tokens, its key set and its metadata. */
enum Style {
    /** As RFC 9068 wants it: {@code at+jwt}, every registered claim, each key bound to one algorithm. */
    STANDARD("", "/jwks"),
    /** Keycloak: {@code typ} JWT, blanks in the header, {@code azp}, roles, x5c and an encryption key in its set. */
    KEYCLOAK("/realms/test", "/protocol/openid-connect/certs"),
    /** Node oidc-provider: {@code at+jwt}, {@code sub} is the client, keys without {@code alg}. */
    OIDC_PROVIDER("", "/jwks"),
    /** Spring Authorization Server: no {@code typ}, scope as an array, {@code nbf}, RFC 8414 metadata only. */
    SPRING("", "/oauth2/jwks");

    private final String path;
    private final String jwksPath;

    Style(String path, String jwksPath) {
        this.path = path;
        this.jwksPath = jwksPath;
    }

    /** The path of the issuer identifier. */
    String path() {
        return path;
    }

    /** Where the key set is, below the issuer. */
    String jwksPath() {
        return jwksPath;
    }

    /** What it has keys for, the usual one first. */
    List<JwsAlgorithm> algorithms() {
        return switch (this) {
            case STANDARD -> List.of(JwsAlgorithm.RS256, JwsAlgorithm.ES256, JwsAlgorithm.EdDSA);
            case KEYCLOAK, SPRING -> List.of(JwsAlgorithm.RS256);
            case OIDC_PROVIDER -> List.of(JwsAlgorithm.RS256, JwsAlgorithm.EdDSA);
        };
    }

    /** The metadata documents that it serves. */
    Set<MetadataDocument> metadata() {
        return switch (this) {
            case STANDARD -> Set.of(MetadataDocument.OPENID_CONFIGURATION, MetadataDocument.OAUTH_AUTHORIZATION_SERVER);
            case KEYCLOAK, OIDC_PROVIDER -> Set.of(MetadataDocument.OPENID_CONFIGURATION);
            case SPRING -> Set.of(MetadataDocument.OAUTH_AUTHORIZATION_SERVER);
        };
    }

    /** Whether each published key is bound to one algorithm. */
    boolean publishesAlgorithms() {
        return this == STANDARD || this == KEYCLOAK;
    }

    String kid(JwsAlgorithm algorithm, KeyPair pair) {
        String thumbprint = SigningKey.thumbprint(pair.getPublic());
        return switch (this) {
            case STANDARD -> algorithm.name().toLowerCase(Locale.ROOT) + "-" + thumbprint.substring(0, 8);
            case KEYCLOAK, OIDC_PROVIDER -> thumbprint;
            case SPRING ->
                UUID.nameUUIDFromBytes(thumbprint.getBytes(StandardCharsets.US_ASCII))
                        .toString();
        };
    }

    Map<String, @Nullable Object> header(JwsAlgorithm algorithm, String kid) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        switch (this) {
            case STANDARD, OIDC_PROVIDER -> {
                header.put("alg", algorithm.name());
                header.put("typ", "at+jwt");
                header.put("kid", kid);
            }
            case KEYCLOAK -> {
                header.put("alg", algorithm.name());
                header.put("typ", "JWT");
                header.put("kid", kid);
            }
            case SPRING -> {
                header.put("kid", kid);
                header.put("alg", algorithm.name());
            }
        }
        return header;
    }

    /** The header's text; Keycloak puts blanks around the colons, but for that of {@code alg}. */
    String headerText(Map<String, @Nullable Object> header) {
        if (this != KEYCLOAK) {
            return Json.write(header);
        }
        return header.entrySet().stream()
                .map(member -> Json.quote(member.getKey())
                        + (member.getKey().equals("alg") ? ":" : " : ")
                        + Json.value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
