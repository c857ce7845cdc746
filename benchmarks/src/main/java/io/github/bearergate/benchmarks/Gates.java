package io.github.bearergate.benchmarks;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.TokenValidator;
import io.github.bearergate.TrustedIssuer;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeySource;
import io.github.bearergate.testkit.Eventually;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The policy that most benchmarks enforce, and what enforces it with keys held in memory. */
final class Gates {
    /** How many verified tokens a guard remembers unless told otherwise. */
    static final int USUAL_MEMO = 10_000;

    /** The {@code jti} of the one token that is revoked. */
    static final String REVOKED_ID = "revoked";

    private static final String POLICY = """
            policy 1

            issuer %s
                audience    %s
                algorithms  %s
                leeway      5m

            GET            /health          is open
            GET            /orders/**       needs orders:read
            POST PUT       /orders/**       needs orders:write
            DELETE         /orders/*        needs orders:write and orders:admin
            GET            /reports/**      needs reports:read or orders:admin
            GET            /tenants/{t}/**  needs orders:read where tenant is {t}
            ANY            /me              needs a valid token
            everything else is denied
            """;

    private Gates() {}

    static Policy policy(Algorithm algorithm) {
        return Policy.parse("benchmark.policy", POLICY.formatted(Mint.ISSUER, Mint.AUDIENCE, algorithm));
    }

    static RequestGuardBuilder guard(Algorithm algorithm, KeySource keys, int memoSize) {
        return RequestGuard.builder(policy(algorithm))
                .keySource(Mint.ISSUER, keys)
                .revocationList((issuer, jti) -> jti.equals(REVOKED_ID))
                .memoSize(memoSize);
    }

    /**
     * A guard that is ready, with the keys of a file that is read now, as those of an issuer are.
     *
     * @param provider who verifies signatures; empty for the JDK
     */
    static RequestGuard guard(Algorithm algorithm, Path keys, int memoSize, Optional<Provider> provider) {
        String text = POLICY.formatted(Mint.ISSUER, Mint.AUDIENCE, algorithm)
                .replace("leeway ", "keys        file://" + keys.toUri().getPath() + "\n    leeway ");
        RequestGuardBuilder builder = RequestGuard.builder(Policy.parse("benchmark.policy", text))
                .revocationList((issuer, jti) -> jti.equals(REVOKED_ID))
                .memoSize(memoSize);
        provider.ifPresent(builder::signatureProvider);
        RequestGuard guard = builder.build();
        Eventually.until(guard::ready);
        return guard;
    }

    static TokenValidator validator(Algorithm algorithm, KeySource keys) {
        List<TrustedIssuer> issuers = policy(algorithm).issuers().stream()
                .map(issuer -> new TrustedIssuer(issuer, keys))
                .toList();
        return TokenValidator.of(issuers, Clock.systemUTC());
    }
}
