package io.github.bearergate.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the issuer says of itself (RFC 8414 section 2, OpenID Connect Discovery 1.0 section 3). Thread-safe. */
final class Metadata {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    Metadata(String issuer, String host, String jwksUri, List<String> algorithms) {
        members.put("issuer", issuer);
        members.put("authorization_endpoint", host + "/authorize");
        members.put("token_endpoint", host + "/token");
        members.put("jwks_uri", jwksUri);
        members.put("response_types_supported", List.of("code"));
        members.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        members.put("subject_types_supported", List.of("public"));
        members.put("id_token_signing_alg_values_supported", algorithms);
    }

    /** Replaces a member; null leaves it out. */
    synchronized void set(String name, @Nullable Object value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
    }

    synchronized String document() {
        return Json.write(members);
    }
}
