package io.github.bearergate.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** java-jwt with a key provider that has every key in memory, as its cache would. */
final class Auth0 {
    private Auth0() {}

    static TokenCheck open(Setting setting) throws Exception {
        Map<String, PublicKey> keys = setting.keysByName();
        Algorithm algorithm = setting.isRsa() ? Algorithm.RSA256(new Rsa(keys)) : Algorithm.ECDSA256(new Ec(keys));
        JWTVerifier verifier = JWT.require(algorithm)
                .withIssuer(setting.issuer())
                .withAnyOfAudience(setting.audience())
                .withClaim("scope", (claim, token) -> setting.grants(claim.asString()))
                .acceptLeeway(Setting.LEEWAY_SECONDS)
                .build();
        return token -> {
            try {
                verifier.verify(token);
                return true;
            } catch (JWTVerificationException refused) {
                return false;
            }
        };
    }

    private record Rsa(Map<String, PublicKey> keys) implements RSAKeyProvider {
        @Override
        public @Nullable RSAPublicKey getPublicKeyById(String kid) {
            return (RSAPublicKey) keys.get(kid);
        }

        @Override
        public @Nullable RSAPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public @Nullable String getPrivateKeyId() {
            return null;
        }
    }

    private record Ec(Map<String, PublicKey> keys) implements ECDSAKeyProvider {
        @Override
        public @Nullable ECPublicKey getPublicKeyById(String kid) {
            return (ECPublicKey) keys.get(kid);
        }

        @Override
        public @Nullable ECPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public @Nullable String getPrivateKeyId() {
            return null;
        }
    }
}
