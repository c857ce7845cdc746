package io.github.bearergate.benchmarks.peers;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pac4j.core.exception.CredentialsException;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.jwt.config.signature.ECSignatureConfiguration;
import org.pac4j.jwt.config.signature.RSASignatureConfiguration;
import org.pac4j.jwt.config.signature.SignatureConfiguration;
import org.pac4j.jwt.credentials.authenticator.JwtAuthenticator;

/** pac4j's authenticator with one key; it leaves issuer, audience and start to the application. */
final class Pac4j {
    private Pac4j() {}

    static TokenCheck open(Setting setting) throws Exception {
        KeyPair key = new KeyPair(setting.onlyKey(), null);
        JWSAlgorithm algorithm = JWSAlgorithm.parse(setting.algorithm());
        SignatureConfiguration signature = setting.isRsa()
                ? new RSASignatureConfiguration(key, algorithm)
                : new ECSignatureConfiguration(key, algorithm);
        JwtAuthenticator authenticator = new JwtAuthenticator(signature);
        return token -> {
            try {
                UserProfile profile = authenticator.validateToken(token);
                if (profile == null) {
                    return false;
                }
                Map<String, Object> claims = profile.getAttributes();
                return setting.issuer().equals(claims.get("iss"))
                        && names(claims.get("aud"), setting.audience())
                        && claims.containsKey("exp")
                        && hasBegun(claims.get("nbf"))
                        && setting.grants(claims.get("scope"));
            } catch (CredentialsException refused) {
                return false;
            }
        };
    }

    private static boolean names(@Nullable Object audience, String api) {
        return audience instanceof Collection<?> several ? several.contains(api) : api.equals(audience);
    }

    private static boolean hasBegun(@Nullable Object notBefore) {
        return !(notBefore instanceof Date start)
                || !start.toInstant().isAfter(Instant.now().plusSeconds(Setting.LEEWAY_SECONDS));
    }
}
