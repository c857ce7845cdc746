package io.github.bearergate.jwks;

import java.time.Duration;

/**
 * The settings of a run of chaos: a hundredth of the usual ones, but for the deadline, which a loaded machine must be able to
 * keep, and the wait of a request for a fetch.
 *
 * @param interval the refresh interval R
 * @param maxStale M
 */
record ChaosScale(Duration interval, Duration maxStale) {
    static final ChaosScale USUAL = new ChaosScale(Duration.ofSeconds(3), Duration.ofSeconds(30));
    static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final Duration WAIT = Duration.ofMillis(50);

    /** Scheduling of threads and the way over the loopback, for which the specification knows no time. */
    static final long SLACK = Duration.ofMillis(250).toNanos();

    KeySourceSettings settings() {
        KeySourceSettings base = Scaled.BY_100;
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
                base.backoff(),
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
        Duration longestRetryAfter = Duration.ofMillis(3_005);
        return SimNumbers.of(
                DEADLINE,
                maxStale,
                Duration.ofMillis(300),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(3),
                longestRetryAfter.plus(DEADLINE).plus(DEADLINE));
    }
}
