package io.github.bearergate.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token must be like, for every library the same.
 *
 * @param jwks the key set as the issuer publishes it
 * @param algorithm the one allowed, by its name of RFC 7518 or RFC 8037
 * @param issuer the one allowed
 * @param audience the name of the API
 * @param scope the scope that is needed
 * @param type the {@code typ} of the header
 */
public record Setting(String jwks, String algorithm, String issuer, String audience, String scope, String type) {
    static final int LEEWAY_SECONDS = 60;

    /** The key set as Nimbus reads it, for Nimbus and for those that take JCA keys. */
    JWKSet keySet() throws ParseException {
        return JWKSet.parse(jwks);
    }

    /** The keys by their name, for those that have no key set of their own. RSA and EC keys only. */
    Map<String, PublicKey> keysByName() throws ParseException, JOSEException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (JWK key : keySet().getKeys()) {
            if (key instanceof AsymmetricJWK asymmetric) {
                keys.put(key.getKeyID(), asymmetric.toPublicKey());
            }
        }
        return Map.copyOf(keys);
    }

    /** The only key of the set, for those that take one. */
    PublicKey onlyKey() throws ParseException, JOSEException {
        Map<String, PublicKey> keys = keysByName();
        if (keys.size() != 1) {
            throw new IllegalArgumentException("this library takes one key, not " + keys.size());
        }
        return keys.values().iterator().next();
    }

    /** Whether the {@code scope} claim has the scope that is needed (RFC 8693 section 4.2). */
    boolean grants(@Nullable Object scopeClaim) {
        return scopeClaim instanceof String scopes && (" " + scopes + " ").contains(" " + scope + " ");
    }

    boolean isRsa() {
        return algorithm.startsWith("RS") || algorithm.startsWith("PS");
    }
}
