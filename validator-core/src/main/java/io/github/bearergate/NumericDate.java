package io.github.bearergate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A claim that should be a NumericDate (RFC 7519 section 2): seconds since the epoch, fractions dropped.
 *
 * @param seconds from 0 to 2^53, {@link TokenTimes#ABSENT} when the claim is absent, or {@link #MISTYPED}
 */
record NumericDate(long seconds) {
    /** The largest whole number that every JSON implementation keeps exactly (RFC 8259 section 6). */
    private static final long LARGEST = 1L << 53;

    private static final long MISTYPED = -2;
    private static final BigDecimal LARGEST_DECIMAL = BigDecimal.valueOf(LARGEST);

    /** Reads a claim; the range is checked before any arithmetic. */
    static NumericDate read(Optional<Object> claim) {
        return new NumericDate(claim.isEmpty() ? TokenTimes.ABSENT : secondsOf(claim.get()));
    }

    boolean isAbsent() {
        return seconds == TokenTimes.ABSENT;
    }

    boolean isMistyped() {
        return seconds == MISTYPED;
    }

    private static long secondsOf(Object value) {
        if (value instanceof Long number) {
            return number >= 0 && number <= LARGEST ? number : MISTYPED;
        }
        if (value instanceof BigDecimal number && number.signum() >= 0 && number.compareTo(LARGEST_DECIMAL) <= 0) {
            return number.setScale(0, RoundingMode.FLOOR).longValueExact();
        }
        return MISTYPED;
    }
}
