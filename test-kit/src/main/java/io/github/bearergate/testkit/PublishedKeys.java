package io.github.bearergate.testkit;

import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The elements of a key set as each style of server writes them (RFC 7517 section 4). */
final class PublishedKeys {
    private PublishedKeys() {}

    static Map<String, Object> members(Style style, SigningKey key) {
        Map<String, Object> members = new LinkedHashMap<>();
        switch (style) {
            case STANDARD -> {
                members.put("kid", key.kid());
                members.put("use", "sig");
                members.put("alg", key.algorithm().name());
                members.putAll(key.publicMembers());
            }
            case KEYCLOAK -> {
                members.put("kid", key.kid());
                members.put("alg", key.algorithm().name());
                members.put("use", "sig");
                members.putAll(key.publicMembers());
                putCertificate(key.pair(), members);
            }
            case OIDC_PROVIDER -> {
                members.put("use", "sig");
                members.put("kid", key.kid());
                members.putAll(key.publicMembers());
            }
            case SPRING -> {
                members.putAll(key.publicMembers());
                members.put("kid", key.kid());
            }
        }
        return members;
    }

    /** Keycloak's second key: for encryption only, so no token may ever be verified with it. */
    static Map<String, Object> encryptionKey(KeyPair pair) {
        SigningKey key = new SigningKey(SigningKey.thumbprint(pair.getPublic()), JwsAlgorithm.RS256, pair);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kid", key.kid());
        members.put("alg", "RSA-OAEP");
        members.put("use", "enc");
        members.putAll(key.publicMembers());
        putCertificate(pair, members);
        return members;
    }

    private static void putCertificate(KeyPair pair, Map<String, Object> members) {
        if (pair.getPublic().getAlgorithm().equals("RSA")) {
            SelfSignedCertificate certificate = SelfSignedCertificate.of("test", pair);
            members.put("x5c", List.of(certificate.base64()));
            members.put("x5t", certificate.digest("SHA-1"));
            members.put("x5t#S256", certificate.digest("SHA-256"));
        }
    }
}
