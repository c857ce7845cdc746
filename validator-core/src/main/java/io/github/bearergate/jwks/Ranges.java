package io.github.bearergate.jwks;

import java.time.Duration;

/** The ranges of the settings that a user may choose: those of the policy language. */
final class Ranges {
    private Ranges() {}

    static Duration refresh(Duration interval) {
        return within("refresh", interval, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    static Duration maxStale(Duration longest) {
        return within("max-stale", longest, Duration.ofMinutes(10), Duration.ofDays(7));
    }

    static Duration timeout(Duration deadline) {
        return within("timeout", deadline, Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    private static Duration within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
