package io.github.bearergate.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Nimbus JOSE+JWT, as its manual says and in the fastest way that its parts allow. */
final class Nimbus {
    private Nimbus() {}

    /** The whole processor over a key set. */
    static TokenCheck processor(Setting setting) throws ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(setting.type())));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(setting.algorithm()), new ImmutableJWKSet<>(setting.keySet())));
        processor.setJWTClaimsSetVerifier(claimsVerifier(setting));
        return token -> {
            try {
                return setting.grants(processor.process(token, null).getClaim("scope"));
            } catch (ParseException | BadJOSEException | JOSEException refused) {
                return false;
            }
        };
    }

    /** A verifier for each key, made before. */
    static TokenCheck prebuilt(Setting setting) throws Exception {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(setting.algorithm());
        JOSEObjectType type = new JOSEObjectType(setting.type());
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        for (Map.Entry<String, PublicKey> key : setting.keysByName().entrySet()) {
            verifiers.put(
                    key.getKey(),
                    new DefaultJWSVerifierFactory().createJWSVerifier(new JWSHeader(algorithm), key.getValue()));
        }
        DefaultJWTClaimsVerifier<SecurityContext> claims = claimsVerifier(setting);
        return token -> {
            try {
                SignedJWT jwt = SignedJWT.parse(token);
                JWSVerifier verifier = verifiers.get(jwt.getHeader().getKeyID());
                if (verifier == null
                        || !algorithm.equals(jwt.getHeader().getAlgorithm())
                        || !type.equals(jwt.getHeader().getType())
                        || !jwt.verify(verifier)) {
                    return false;
                }
                JWTClaimsSet said = jwt.getJWTClaimsSet();
                claims.verify(said, null);
                return setting.grants(said.getClaim("scope"));
            } catch (ParseException | BadJOSEException | JOSEException refused) {
                return false;
            }
        };
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(Setting setting) {
        DefaultJWTClaimsVerifier<SecurityContext> verifier = new DefaultJWTClaimsVerifier<>(
                setting.audience(),
                new JWTClaimsSet.Builder().issuer(setting.issuer()).build(),
                Set.of("exp"));
        verifier.setMaxClockSkew(Setting.LEEWAY_SECONDS);
        return verifier;
    }
}
