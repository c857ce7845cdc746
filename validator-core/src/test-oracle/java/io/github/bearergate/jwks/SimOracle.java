package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.EnumSet;
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
    private final SimTruth provider;
    private final SimNumbers numbers;
    private final long interval;
    private final long join;
    private final Map<Integer, Times> times = new HashMap<>();
    private final Set<Integer> denied = new HashSet<>();
    private @Nullable Handed last;
    private @Nullable Handed perhaps;

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
        long gap;
        long presentedAt = -1;
        long presentedAgainAt = -1;

        Times(long gap) {
            this.gap = gap;
        }
    }

    SimOracle(SimTruth provider, SimNumbers numbers, Duration interval, boolean discovers) {
        this.provider = provider;
        this.numbers = numbers;
        this.interval = interval.toNanos();
        // A request for the metadata may be in the way of one for the keys.
        this.join = discovers ? numbers.deadline() : 0;
    }

    void handedOut(long startedAt, Set<Integer> set) {
        last = new Handed(startedAt, set);
        perhaps = null;
    }

    /** The provider has sent a whole answer, but whether it came in time is open until the next one that did. */
    void perhapsHandedOut(long startedAt, Set<Integer> set) {
        perhaps = new Handed(startedAt, set);
    }

    void purged() {
        last = null;
        perhaps = null;
    }

    void publishedOrRemoved(int key, long now) {
        Times before = times(key);
        Times fresh = new Times(numbers.refill());
        fresh.changedAt = now;
        if (before.presentedTooEarlyAt >= 0 && now - before.presentedTooEarlyAt > numbers.patience()) {
            fresh.gap = numbers.longestGap();
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
        presented(key, now, now);
    }

    /** The same for a request that took time, and that may be told of late. */
    void presented(int key, long sent, long answered) {
        Times when = times(key);
        if (!provider.publishes(key)) {
            when.presentedTooEarlyAt = when.presentedTooEarlyAt < 0 ? sent : Math.min(sent, when.presentedTooEarlyAt);
        } else if (sent < when.changedAt) {
            when.gap = when.changedAt - sent > numbers.patience() ? numbers.longestGap() : when.gap;
        } else if (when.presentedAt < 0) {
            when.presentedAt = answered;
        } else if (when.presentedAgainAt < 0 && sent - when.presentedAt >= when.gap + join) {
            when.presentedAgainAt = answered;
        }
    }

    Must mustBe(int key, long now) {
        return mustBe(last, key, now);
    }

    /** What the answer must be, one of these: more than one while it is open which set was the last one. */
    Set<Must> mustBeOneOf(int key, long now) {
        Set<Must> each = EnumSet.of(mustBe(last, key, now));
        if (perhaps != null) {
            each.add(mustBe(perhaps, key, now));
        }
        return each;
    }

    private Must mustBe(@Nullable Handed set, int key, long now) {
        if (!isLive(set, now)) {
            return Must.UNAVAILABLE;
        }
        if (denied.contains(key)) {
            return Must.REFUSE;
        }
        boolean handed = set != null && set.set().contains(key);
        if (!provider.publishes(key)) {
            return handed && now <= refreshedBy(key) ? Must.EITHER : Must.REFUSE;
        }
        return handed || mustHaveComeByNow(key, now) ? Must.ACCEPT : Must.EITHER;
    }

    /** What the answer to a token with a name that nobody ever used must be. */
    Must mustBeForUnknown(long now) {
        return isLive(last, now) ? Must.REFUSE : Must.UNAVAILABLE;
    }

    /** The same while it may be open which set was the last one. */
    Set<Must> mustBeOneOfForUnknown(long now) {
        Set<Must> each = EnumSet.of(mustBeForUnknown(now));
        if (perhaps != null) {
            each.add(isLive(perhaps, now) ? Must.REFUSE : Must.UNAVAILABLE);
        }
        return each;
    }

    private boolean isLive(@Nullable Handed set, long now) {
        return set != null && now - set.startedAt() < numbers.maxStale();
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
        return times(key).gap > numbers.refill();
    }

    boolean isSettledSince(long moment) {
        return provider.isHealthy() && provider.healthySince() + numbers.settled() <= moment;
    }

    private boolean mustHaveComeByNow(int key, long now) {
        Times when = times(key);
        boolean byTraffic = when.presentedAgainAt >= 0
                && isSettledSince(when.presentedAt)
                && now >= when.presentedAgainAt + numbers.deadline();
        return byTraffic || now > refreshedBy(key);
    }

    /** When the last change of the key must have been seen by a scheduled fetch; never while something is wrong. */
    private long refreshedBy(int key) {
        if (!provider.isHealthy()) {
            return Long.MAX_VALUE;
        }
        return Math.max(times(key).changedAt, provider.healthySince() + numbers.settled())
                + interval
                + numbers.deadline();
    }

    private Times times(int key) {
        return times.computeIfAbsent(key, any -> new Times(numbers.refill()));
    }
}
