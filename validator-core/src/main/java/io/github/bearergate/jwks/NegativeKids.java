package io.github.bearergate.jwks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Names of keys that made the source fetch and were not in the set that came.
 *
 * <p>Such a name makes the source fetch again only after a time that grows. It never has a say in what a lookup answers.
 * Bounded, thread-safe.
 */
final class NegativeKids {
    private final List<Duration> gaps;
    private final Cache<String, Asked> asked;

    /**
     * One name.
     *
     * @param times how often it made the source fetch, at least once
     * @param lastAt the last time, by the monotonic clock
     */
    private record Asked(int times, long lastAt) {}

    NegativeKids(KeySourceSettings.UnknownKids limits) {
        this.gaps = limits.gaps();
        this.asked = Caffeine.newBuilder()
                .maximumSize(limits.entries())
                .executor(Runnable::run)
                .build();
    }

    boolean suppresses(String kid, long now) {
        Asked entry = asked.getIfPresent(kid);
        return entry != null && now - entry.lastAt() < gapAfter(entry.times()).toNanos();
    }

    void triggered(String kid, long now) {
        asked.asMap()
                .merge(
                        kid,
                        new Asked(1, now),
                        (before, first) -> new Asked(Math.min(before.times() + 1, gaps.size()), now));
    }

    void forget(Set<String> published) {
        asked.invalidateAll(published);
    }

    void clear() {
        asked.invalidateAll();
    }

    long size() {
        asked.cleanUp();
        return asked.estimatedSize();
    }

    private Duration gapAfter(int times) {
        return gaps.get(Math.min(times, gaps.size()) - 1);
    }
}
