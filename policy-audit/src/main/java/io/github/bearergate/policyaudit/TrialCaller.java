package io.github.bearergate.policyaudit;

import io.github.bearergate.jose.StrictJson;
import io.github.bearergate.policy.ClaimPath;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.VerificationKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A caller who is described on the command line: a fresh, valid token but for what the description says. */
final class TrialCaller {
    private final TrialKey key;
    private final String token;

    private TrialCaller(TrialKey key, String token) {
        this.key = key;
        this.token = token;
    }

    /**
     * Makes the caller.
     *
     * @param claimsFile a JSON object of claims which replace the usual ones; empty for none
     */
    static TrialCaller of(Policy policy, List<String> scopes, Optional<String> claimsFile) {
        Map<String, @Nullable Object> given = claimsFile.isEmpty()
                ? Map.of()
                : StrictJson.readObject(Reading.bytes(claimsFile.get()))
                        .orElseThrow(() -> new CannotRunException(claimsFile.get() + ": not one strict JSON object"));
        IssuerPolicy issuer = policy.issuers().stream()
                .filter(each -> each.issuer().equals(given.get("iss")))
                .findFirst()
                .or(() -> policy.issuers().stream().findFirst())
                .orElseThrow(() -> new CannotRunException("the policy has no issuer, so no token is valid"));
        Map<String, @Nullable Object> claims = usual(issuer, scopes);
        claims.putAll(given);
        TrialKey key = TrialKey.of(issuer.algorithms().iterator().next());
        return new TrialCaller(key, key.sign(claims));
    }

    private static Map<String, @Nullable Object> usual(IssuerPolicy issuer, List<String> scopes) {
        long now = Instant.now().getEpochSecond();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.issuer());
        claims.put("aud", issuer.audience().get(0));
        claims.put("sub", "trial");
        claims.put("client_id", "trial");
        claims.put("jti", "trial");
        claims.put("iat", now);
        claims.put("exp", now + 60);
        if (!scopes.isEmpty()) {
            claims.put(issuer.scopeClaim().map(ClaimPath::text).orElse("scope"), String.join(" ", scopes));
        }
        return claims;
    }

    VerificationKey key() {
        return key.verificationKey();
    }

    String token() {
        return token;
    }
}
