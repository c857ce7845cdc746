package io.github.bearergate.jwks;

import java.time.Duration;

/** Settings whose durations are all divided by the same number, so that what takes minutes takes moments. */
final class Scaled {
    /** R 3 s, D 50 ms, max-stale 216 s and so on: for tests that only talk to loopback. */
    static final KeySourceSettings BY_100 = down(KeySourceSettings.defaults(), 100);

    private Scaled() {}

    static KeySourceSettings down(KeySourceSettings from, long divisor) {
        KeySourceSettings.Refreshing refreshing = from.refreshing();
        KeySourceSettings.Backoff backoff = from.backoff();
        KeySourceSettings.UnknownKids unknown = from.unknownKids();
        KeySourceSettings.Http http = from.http();
        return new KeySourceSettings(
                new KeySourceSettings.Refreshing(
                        refreshing.interval().dividedBy(divisor),
                        refreshing.ceiling(),
                        refreshing.shortest().dividedBy(divisor),
                        refreshing.longest().dividedBy(divisor),
                        refreshing.earliest()),
                from.deadline().dividedBy(divisor),
                from.maxStale().dividedBy(divisor),
                new KeySourceSettings.Backoff(
                        backoff.first().dividedBy(divisor),
                        backoff.cap().dividedBy(divisor),
                        backoff.coldCap().dividedBy(divisor),
                        backoff.earliest(),
                        backoff.shortestAsked().dividedBy(divisor),
                        backoff.longestAsked().dividedBy(divisor),
                        backoff.spread().dividedBy(divisor)),
                new KeySourceSettings.UnknownKids(
                        unknown.burst(),
                        unknown.refill().dividedBy(divisor),
                        unknown.entries(),
                        unknown.gaps().stream()
                                .map(gap -> gap.dividedBy(divisor))
                                .toList(),
                        Duration.ZERO,
                        unknown.waiters(),
                        unknown.longestKid()),
                new KeySourceSettings.Http(
                        http.connect().dividedBy(divisor),
                        http.longestBody(),
                        http.failuresOfClient(),
                        http.clientGap().dividedBy(divisor)),
                new KeySourceSettings.Discovering(
                        from.discovering().interval().dividedBy(divisor),
                        from.discovering().failures()),
                from.operatorGap().dividedBy(divisor),
                from.closing());
    }
}
