package io.github.bearergate.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bearergate.spi.RevocationList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A revocation list in this process's memory.
 *
 * <p>An entry is kept until the moment given with it, so the list grows only with what is revoked and still valid. It is never
 * evicted for its size: a forgotten revocation would let a token back in. Thread-safe.
 */
public final class InMemoryRevocationList implements RevocationList {
    private final Clock clock;
    private final Cache<Token, Instant> revoked;

    private record Token(String issuer, String jti) {}

    /** Makes an empty list that reads the system's clock. */
    public InMemoryRevocationList() {
        this(Clock.systemUTC());
    }

    /** Makes an empty list that reads the given clock. */
    public InMemoryRevocationList(Clock clock) {
        this.clock = clock;
        this.revoked = Caffeine.newBuilder()
                .expireAfter(Expiry.creating((Token token, Instant until) -> remaining(until)))
                .build();
    }

    /**
     * Revokes a token at once.
     *
     * @param issuer the token's {@code iss}
     * @param jti the token's {@code jti}
     * @param until how long to remember it: the token's {@code exp} plus the issuer's leeway, or later
     */
    public void revoke(String issuer, String jti, Instant until) {
        revoked.put(new Token(issuer, jti), until);
    }

    @Override
    public boolean isRevoked(String issuer, String jti) {
        return revoked.getIfPresent(new Token(issuer, jti)) != null;
    }

    private Duration remaining(Instant until) {
        Duration remaining = Duration.between(clock.instant(), until);
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }
}
