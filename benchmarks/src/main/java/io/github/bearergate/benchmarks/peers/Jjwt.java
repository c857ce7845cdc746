package io.github.bearergate.benchmarks.peers;

import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;

/** JJWT with a key locator over its own key set. */
final class Jjwt {
    private Jjwt() {}

    static TokenCheck open(Setting setting) {
        Map<String, Key> keys = new HashMap<>();
        for (Jwk<?> key : Jwks.setParser().build().parse(setting.jwks()).getKeys()) {
            keys.put(key.getId(), key.toKey());
        }
        JwtParser parser = Jwts.parser()
                .keyLocator(header -> header instanceof JwsHeader jws
                                && setting.algorithm().equals(jws.getAlgorithm())
                                && jws.getKeyId() != null
                        ? keys.get(jws.getKeyId())
                        : null)
                .requireIssuer(setting.issuer())
                .requireAudience(setting.audience())
                .clockSkewSeconds(Setting.LEEWAY_SECONDS)
                .build();
        return token -> {
            try {
                return setting.grants(
                        parser.parseSignedClaims(token).getPayload().get("scope"));
            } catch (JwtException | IllegalArgumentException refused) {
                return false;
            }
        };
    }
}
