package io.github.bearergate.jwks;

import java.time.Duration;

/** How long a failing provider is left alone. */
final class Backoffs {
    /** Beyond this many failures the time no longer doubles, whatever the cap. */
    private static final int MOST_DOUBLINGS = 30;

    private Backoffs() {}

    /** The time before jitter after so many failures in a row, at least one. */
    static Duration step(KeySourceSettings.Backoff backoff, int failures, boolean cold) {
        Duration doubled = backoff.first().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration capped = KeySourceSettings.shorter(doubled, backoff.cap());
        return cold ? KeySourceSettings.shorter(capped, backoff.coldCap()) : capped;
    }
}
