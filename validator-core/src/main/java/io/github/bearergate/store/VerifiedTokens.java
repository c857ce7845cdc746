package io.github.bearergate.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The memory of tokens whose signature was verified: that expensive step is a pure function of the token's bytes and the key.
 *
 * <p>Bounded by a number of tokens; an entry leaves at the latest when its token ends. Whoever finds an entry must check again
 * all that can change: the time, whether the key is still live, revocation, and the rule. Thread-safe.
 *
 * @param <T> what is remembered of a token; it must not hold the token's text
 */
public final class VerifiedTokens<T> {
    private record Entry<T>(T value, Duration lifetime) {}

    private final Cache<TokenDigest, Entry<T>> entries;
    private final LongAdder remembered = new LongAdder();

    /**
     * Makes an empty memory.
     *
     * @param maximumSize how many tokens it may hold; 0 remembers nothing
     */
    public VerifiedTokens(long maximumSize) {
        this(maximumSize, Ticker.systemTicker());
    }

    VerifiedTokens(long maximumSize, Ticker ticker) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .ticker(ticker)
                .expireAfter(Expiry.creating((TokenDigest digest, Entry<T> entry) -> entry.lifetime()))
                .recordStats()
                .build();
    }

    /** What is remembered of the token, if anything. */
    public Optional<T> find(TokenDigest digest) {
        Entry<T> entry = entries.getIfPresent(digest);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    /**
     * Remembers a token.
     *
     * @param lifetime how long at most; nothing is remembered when it is not positive
     */
    public void remember(TokenDigest digest, T value, Duration lifetime) {
        if (!lifetime.isNegative() && !lifetime.isZero()) {
            entries.put(digest, new Entry<>(value, lifetime));
            remembered.increment();
        }
    }

    /** Forgets a token. */
    public void forget(TokenDigest digest) {
        entries.invalidate(digest);
    }

    /** How the memory has served so far. */
    public MemoStatistics statistics() {
        CacheStats stats = entries.stats();
        return new MemoStatistics(
                entries.estimatedSize(), stats.hitCount(), stats.missCount(), remembered.sum(), stats.evictionCount());
    }

    /** About how many tokens are remembered. */
    public long size() {
        return entries.estimatedSize();
    }
}
