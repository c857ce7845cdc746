package io.github.bearergate.benchmarks.peers;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.jwt.JwkSetConverter;
import com.google.crypto.tink.jwt.JwtPublicKeyVerify;
import com.google.crypto.tink.jwt.JwtSignatureConfig;
import com.google.crypto.tink.jwt.JwtValidator;
import com.google.crypto.tink.jwt.VerifiedJwt;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Tink's JWT verifier over a key set; it tries every key of the set. */
final class Tink {
    private Tink() {}

    static TokenCheck open(Setting setting) throws GeneralSecurityException, IOException {
        JwtSignatureConfig.register();
        JwtPublicKeyVerify verifier = JwkSetConverter.toPublicKeysetHandle(setting.jwks())
                .getPrimitive(RegistryConfiguration.get(), JwtPublicKeyVerify.class);
        JwtValidator validator = JwtValidator.newBuilder()
                .expectTypeHeader(setting.type())
                .expectIssuer(setting.issuer())
                .expectAudience(setting.audience())
                .setClockSkew(Duration.ofSeconds(Setting.LEEWAY_SECONDS))
                .build();
        return token -> {
            try {
                VerifiedJwt jwt = verifier.verifyAndDecode(token, validator);
                return jwt.hasStringClaim("scope") && setting.grants(jwt.getStringClaim("scope"));
            } catch (GeneralSecurityException refused) {
                return false;
            }
        };
    }
}
