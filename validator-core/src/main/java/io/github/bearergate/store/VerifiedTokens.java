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
 * <p>Bounded by weight: a token takes one place for each started {@value #BYTES_OF_A_PLACE} bytes of its claims. An entry leaves at the latest when its token ends. Whoever finds an entry must check again
 * all that can change: the time, whether the key is still live, revocation, and the rule. Thread-safe.
 *
 * @param <T> what is remembered of a token; it must not hold the token's text
 */
public final class VerifiedTokens<T> {
    /** Claims of a usual token take one place. */
    private static final int BYTES_OF_A_PLACE = 1_024;

    private record Entry<T>(T value, Duration lifetime, int places) {}

    private final Cache<TokenDigest, Entry<T>> entries;
    private final LongAdder remembered = new LongAdder();

    /**
     * Makes an empty memory.
     *
     * @param places how many tokens of usual size it may hold; 0 remembers nothing
     */
    public VerifiedTokens(long places) {
        this(places, Ticker.systemTicker());
    }

    VerifiedTokens(long places, Ticker ticker) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(places)
                .weigher((TokenDigest digest, Entry<T> entry) -> entry.places())
                .ticker(ticker)
                .expireAfter(Expiry.creating((TokenDigest digest, Entry<T> entry) -> entry.lifetime()))
                .recordStats()
                // After each 16 reads Caffeine tidies up for a moment; to wake another thread for it is dearer.
                .executor(Runnable::run)
                .build();
    }

    /** What is remembered of the token, if anything. */
    public Optional<T> find(TokenDigest digest) {
        Entry<T> entry = entries.getIfPresent(digest);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    /** What is remembered of the token, without a mark in the statistics. */
    public Optional<T> findUncounted(TokenDigest digest) {
        Entry<T> entry = entries.policy().getIfPresentQuietly(digest);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    /**
     * Remembers a token.
     *
     * @param lifetime how long at most; nothing is remembered when it is not positive
     * @param payloadLength how many bytes of claims the token carries
     */
    public void remember(TokenDigest digest, T value, Duration lifetime, int payloadLength) {
        if (!lifetime.isNegative() && !lifetime.isZero()) {
            entries.put(digest, new Entry<>(value, lifetime, 1 + payloadLength / BYTES_OF_A_PLACE));
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
