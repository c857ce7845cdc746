package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the provider published and handed out, when something was wrong with it, and which tokens were presented; nothing
 * of the source. From that it says what the answer to a token must be.
 *
 * <p>It uses the numbers of the specification, never those of the source under test.
 */
final class SimOracle {
    private static final long DEADLINE = Duration.ofSeconds(5).toNanos();
    private static final long MAX_STALE = Duration.ofHours(6).toNanos();
    private static final long REFILL = Duration.ofSeconds(30).toNanos();

    /** A name that was asked for in vain for longer than this is asked for at the provider less often. */
    private static final long PATIENCE = Duration.ofSeconds(150).toNanos();

    private static final long LONGEST_GAP = Duration.ofMinutes(5).toNanos();

    /** After so long in health no backoff, no Retry-After and no fetch from before is left. */
    private static final long SETTLED = Duration.ofSeconds(306).toNanos();

    private final SimProvider provider;
    private final long interval;
    private final long join;
    private final Map<Integer, Times> times = new HashMap<>();
    private final Set<Integer> denied = new HashSet<>();
    private @Nullable Handed last;

    /** What the answer must be. */
    enum Must {
        /** The key must be found. */
        ACCEPT,
        /** The key must not be found, and the answer must not be 503. */
        REFUSE,
        /** The answer must be 503. */
        UNAVAILABLE,
        /** The key may be found or not; the answer must not be 503. */
        EITHER
    }

    /** The last set that the provider handed out in time, and when its request arrived. */
    private record Handed(long startedAt, Set<Integer> set) {}

    /** When what happened to a key; -1 for never. */
    private static final class Times {
        long changedAt;
        long presentedTooEarlyAt = -1;
        long gap = REFILL;
        long presentedAt = -1;
        long presentedAgainAt = -1;
    }

    SimOracle(SimProvider provider, Duration interval, boolean discovers) {
        this.provider = provider;
        this.interval = interval.toNanos();
        // A request for the metadata may be in the way of one for the keys.
        this.join = discovers ? DEADLINE : 0;
    }

    void handedOut(long startedAt, Set<Integer> set) {
        last = new Handed(startedAt, set);
    }

    void purged() {
        last = null;
    }

    void publishedOrRemoved(int key, long now) {
        Times before = times(key);
        Times fresh = new Times();
        fresh.changedAt = now;
        if (before.presentedTooEarlyAt >= 0 && now - before.presentedTooEarlyAt > PATIENCE) {
            fresh.gap = LONGEST_GAP;
        }
        times.put(key, fresh);
    }

    void deny(int key) {
        denied.add(key);
    }

    void undeny(int key) {
        denied.remove(key);
    }

    /** A token names the key; to be called before {@link #mustBe}. */
    void presented(int key, long now) {
        Times when = times(key);
        if (!provider.published.contains(key)) {
            when.presentedTooEarlyAt = when.presentedTooEarlyAt < 0 ? now : when.presentedTooEarlyAt;
        } else if (when.presentedAt < 0) {
            when.presentedAt = now;
        } else if (when.presentedAgainAt < 0 && now - when.presentedAt >= when.gap + join) {
            when.presentedAgainAt = now;
        }
    }

    Must mustBe(int key, long now) {
        if (!isLive(now)) {
            return Must.UNAVAILABLE;
        }
        if (denied.contains(key)) {
            return Must.REFUSE;
        }
        boolean handed = last != null && last.set().contains(key);
        if (!provider.published.contains(key)) {
            return handed && now <= refreshedBy(key) ? Must.EITHER : Must.REFUSE;
        }
        return handed || mustHaveComeByNow(key, now) ? Must.ACCEPT : Must.EITHER;
    }

    /** What the answer to a token with a name that nobody ever used must be. */
    Must mustBeForUnknown(long now) {
        return isLive(now) ? Must.REFUSE : Must.UNAVAILABLE;
    }

    boolean isLive(long now) {
        return last != null && now - last.startedAt() < MAX_STALE;
    }

    /** The first presentation of a published key; -1 when there was none. */
    long firstPresented(int key) {
        return times(key).presentedAt;
    }

    long changedAt(int key) {
        return times(key).changedAt;
    }

    /** Whether the key was asked for in vain for so long that its provider is asked about it less often. */
    boolean wasAwaitedInVain(int key) {
        return times(key).gap > REFILL;
    }

    boolean isSettledSince(long moment) {
        return provider.isHealthy() && provider.healthySince + SETTLED <= moment;
    }

    private boolean mustHaveComeByNow(int key, long now) {
        Times when = times(key);
        boolean byTraffic = when.presentedAgainAt >= 0
                && isSettledSince(when.presentedAt)
                && now >= when.presentedAgainAt + DEADLINE;
        return byTraffic || now > refreshedBy(key);
    }

    /** When the last change of the key must have been seen by a scheduled fetch; never while something is wrong. */
    private long refreshedBy(int key) {
        if (!provider.isHealthy()) {
            return Long.MAX_VALUE;
        }
        return Math.max(times(key).changedAt, provider.healthySince + SETTLED) + interval + DEADLINE;
    }

    private Times times(int key) {
        return times.computeIfAbsent(key, any -> new Times());
    }
}
