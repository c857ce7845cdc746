package io.github.bearergate.benchmarks.peers;

import io.smallrye.jwt.KeyFormat;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import java.util.Set;

/** SmallRye JWT's parser, given the key set as text. */
final class SmallRye {
    private SmallRye() {}

    static TokenCheck open(Setting setting) {
        JWTAuthContextInfo info = new JWTAuthContextInfo();
        info.setPublicKeyContent(setting.jwks());
        info.setKeyFormat(KeyFormat.JWK);
        info.setIssuedBy(setting.issuer());
        info.setExpectedAudience(Set.of(setting.audience()));
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.fromAlgorithm(setting.algorithm())));
        info.setClockSkew(Setting.LEEWAY_SECONDS);
        JWTParser parser = new DefaultJWTParser(info);
        return token -> {
            try {
                return setting.grants(parser.parse(token).<Object>getClaim("scope"));
            } catch (ParseException refused) {
                return false;
            }
        };
    }
}
