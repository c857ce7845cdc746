package io.github.bearergate.jwks;

import java.time.Duration;

/**
 * The numbers of the specification, in nanoseconds, or all of them scaled by the same factor.
 *
 * @param deadline how long one fetch may take
 * @param maxStale how long a set is trusted
 * @param refill the time in which unknown kids gain one more fetch
 * @param patience a name that was asked for in vain for longer than this is asked for at the provider less often
 * @param longestGap and then at least once in so long
 * @param settled after so long in health no backoff, no Retry-After and no fetch from before is left
 */
record SimNumbers(long deadline, long maxStale, long refill, long patience, long longestGap, long settled) {
    static final SimNumbers SPECIFICATION = of(
            Duration.ofSeconds(5),
            Duration.ofHours(6),
            Duration.ofSeconds(30),
            Duration.ofSeconds(150),
            Duration.ofMinutes(5),
            Duration.ofSeconds(306));

    static SimNumbers of(
            Duration deadline,
            Duration maxStale,
            Duration refill,
            Duration patience,
            Duration longestGap,
            Duration settled) {
        return new SimNumbers(
                deadline.toNanos(),
                maxStale.toNanos(),
                refill.toNanos(),
                patience.toNanos(),
                longestGap.toNanos(),
                settled.toNanos());
    }
}
