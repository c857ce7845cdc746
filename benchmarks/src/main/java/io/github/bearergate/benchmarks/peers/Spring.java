package io.github.bearergate.benchmarks.peers;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Collection;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder, with one key or with a key set in memory. */
public final class Spring {
    private Spring() {}

    static TokenCheck publicKey(Setting setting) throws Exception {
        return check(
                NimbusJwtDecoder.withPublicKey((RSAPublicKey) setting.onlyKey())
                        .signatureAlgorithm(SignatureAlgorithm.valueOf(setting.algorithm()))
                        .validateType(false)
                        .build(),
                setting);
    }

    static TokenCheck keySet(Setting setting) throws Exception {
        return check(
                NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(setting.keySet()))
                        .jwsAlgorithm(SignatureAlgorithm.valueOf(setting.algorithm()))
                        .build(),
                setting);
    }

    /** The checks of times, type, issuer and audience, as the reference manual composes them. */
    public static OAuth2TokenValidator<Jwt> validators(String issuer, String audience, String type) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator(type),
                new JwtTimestampValidator(Duration.ofSeconds(Setting.LEEWAY_SECONDS)),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>("aud", names -> names != null && names.contains(audience)));
    }

    private static TokenCheck check(NimbusJwtDecoder decoder, Setting setting) {
        decoder.setJwtValidator(validators(setting.issuer(), setting.audience(), setting.type()));
        return token -> {
            try {
                return setting.grants(decoder.decode(token).getClaim("scope"));
            } catch (JwtException refused) {
                return false;
            }
        };
    }
}
