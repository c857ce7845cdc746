package io.github.bearergate.jwks;

import java.time.Duration;

/**
 * The settings of a run of chaos: a hundredth of the usual ones, but for the deadline, which a loaded machine must be able to
 * keep, and the wait of a request for a fetch.
 *
 * @param interval the refresh interval R
 * @param maxStale M
 * @param longestRetryAfter the longest {@code Retry-After} that is obeyed
 */
record ChaosScale(Duration interval, Duration maxStale, Duration longestRetryAfter) {
    static final ChaosScale USUAL = of(Duration.ofSeconds(3), Duration.ofSeconds(30));
    static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final Duration WAIT = Duration.ofMillis(50);

    /** Scheduling of threads and the way over the loopback, for which the specification knows no time. */
    static final long SLACK = Duration.ofMillis(250).toNanos();

    static ChaosScale of(Duration interval, Duration maxStale) {
        return new ChaosScale(interval, maxStale, Duration.ofSeconds(3));
    }

    KeySourceSettings settings() {
        KeySourceSettings base = Scaled.BY_100;
        KeySourceSettings.Backoff backoff = base.backoff();
        KeySourceSettings.UnknownKids unknown = base.unknownKids();
        return new KeySourceSettings(
                new KeySourceSettings.Refreshing(
                        interval,
                        true,
                        base.refreshing().shortest(),
                        base.refreshing().longest(),
                        base.refreshing().earliest()),
                DEADLINE,
                maxStale,
                new KeySourceSettings.Backoff(
                        backoff.first(),
                        backoff.cap(),
                        backoff.coldCap(),
                        backoff.earliest(),
                        backoff.shortestAsked(),
                        longestRetryAfter,
                        backoff.spread()),
                new KeySourceSettings.UnknownKids(
                        unknown.burst(),
                        unknown.refill(),
                        unknown.entries(),
                        unknown.gaps(),
                        WAIT,
                        unknown.waiters(),
                        unknown.longestKid()),
                new KeySourceSettings.Http(
                        CONNECT,
                        base.http().longestBody(),
                        base.http().failuresOfClient(),
                        base.http().clientGap()),
                base.discovering(),
                base.operatorGap(),
                base.closing());
    }

    /** The numbers of the specification to the same scale; never read from the settings under test. */
    SimNumbers numbers() {
        Duration longestPause = longestRetryAfter.plusMillis(5);
        return SimNumbers.of(
                DEADLINE,
                maxStale,
                Duration.ofMillis(300),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(3),
                longestPause.plus(DEADLINE).plus(DEADLINE));
    }
}
