package io.github.bearergate.policyaudit;

import java.time.Duration;

/** Durations as a policy writes them. */
final class Durations {
    private Durations() {}

    /** In seconds, or in milliseconds where it has parts of a second. */
    static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
