package io.github.bearergate.benchmarks;

import io.github.bearergate.benchmarks.peers.Setting;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A maker of tokens with one algorithm, RSA keys having 2,048 bits: the same tokens and keys for everything that is measured.
 *
 * <p>To be closed before anything is measured, so that no thread of it runs beside.
 */
final class Mint implements AutoCloseable {
    static final String ISSUER = "https://login.example.com/realms/shop";
    static final String AUDIENCE = "https://orders.example.com";
    static final String TENANT = "north";

    /** The {@code typ} of the tokens (RFC 9068). */
    static final String TYPE = "at+jwt";

    /** The scope that the policy of {@link Gates} asks for in most benchmarks. */
    static final String SCOPE = "orders:read";

    /** Longer than any run, shorter than what a policy allows by default. */
    private static final Duration LIFETIME = Duration.ofHours(20);

    private final Algorithm algorithm;
    private final TestIssuer issuer;

    Mint(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.issuer = TestIssuer.builder().algorithms(algorithm.name()).start();
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** A token that the policy of {@link Gates} accepts: twelve claims, about 900 characters with an RSA signature. */
    TokenBuilder token() {
        Instant now = Instant.now();
        return issuer.token()
                .claim("iss", ISSUER)
                .audience(AUDIENCE)
                .subject("f3c9a1d2-6f0e-4a57-9d0c-2b8f1e7a5c44")
                .clientId("shop-frontend")
                .scope("orders:read orders:write profile")
                .issuedAt(now)
                .notBefore(now)
                .expiresIn(LIFETIME)
                .claim("auth_time", now)
                .claim("tenant", TENANT)
                .claim("roles", List.of("clerk", "auditor"));
    }

    /** The key that the tokens verify with, under the name that they call it by. */
    VerificationKey key() {
        String kid = issuer.kid();
        return VerificationKey.of(
                Optional.of(kid), EnumSet.of(algorithm), issuer.key(kid).getPublic());
    }

    /** What every library is to check, with the keys that are published now. */
    Setting setting() {
        return new Setting(issuer.jwks(), algorithm.name(), ISSUER, AUDIENCE, SCOPE, TYPE);
    }

    /** Publishes keys that sign nothing, beside the one that does. */
    void publishOthers(int count) {
        for (int i = 0; i < count; i++) {
            issuer.addKey(algorithm.name());
        }
    }

    @Override
    public void close() {
        issuer.close();
    }
}
