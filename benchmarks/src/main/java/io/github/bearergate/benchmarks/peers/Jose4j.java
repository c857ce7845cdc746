package io.github.bearergate.benchmarks.peers;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j's consumer over its own key set. */
final class Jose4j {
    private Jose4j() {}

    static TokenCheck open(Setting setting) throws JoseException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(setting.jwks()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, setting.algorithm())
                .setExpectedType(true, setting.type())
                .setExpectedIssuer(setting.issuer())
                .setExpectedAudience(setting.audience())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(Setting.LEEWAY_SECONDS)
                .build();
        return token -> {
            try {
                return setting.grants(consumer.processToClaims(token).getClaimValue("scope"));
            } catch (InvalidJwtException refused) {
                return false;
            }
        };
    }
}
