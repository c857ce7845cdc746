package io.github.bearergate.jwks;

import java.time.Duration;

/**
 * How many fetches unknown kids may still cause: a bucket that refills evenly (the generic cell rate algorithm).
 *
 * @param fullAt the moment, by the monotonic clock, at which the bucket is full again
 */
record Budget(long fullAt) {
    boolean allows(KeySourceSettings.UnknownKids limits, long now) {
        long refill = limits.refill().toNanos();
        return fullAt - now <= refill * (limits.burst() - 1);
    }

    Budget spend(Duration refill, long now) {
        long from = fullAt - now > 0 ? fullAt : now;
        return new Budget(from + refill.toNanos());
    }

    /** Keeps the moment near, so that its distance cannot overflow in a source that runs for centuries. */
    Budget at(long now) {
        return fullAt - now < 0 ? new Budget(now) : this;
    }
}
