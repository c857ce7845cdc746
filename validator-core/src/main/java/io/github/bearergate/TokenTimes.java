package io.github.bearergate;

import org.jspecify.annotations.Nullable;

/**
 * The times of one token in whole seconds since the epoch (RFC 7519 section 4.1.4 to 4.1.6), and what they say at a moment.
 *
 * <p>Every value lies between 0 and 2^53, so that no sum or difference of them overflows.
 *
 * @param expiresAt {@code exp}
 * @param notBefore {@code nbf}, or {@link #ABSENT}
 * @param issuedAt {@code iat}, or {@link #ABSENT}
 */
record TokenTimes(long expiresAt, long notBefore, long issuedAt) {
    static final long ABSENT = -1;

    /** What is wrong with the times now; null when nothing is. The last valid second is {@code exp + leeway - 1}. */
    @Nullable
    Reason problemAt(long now, long leeway, long longestLifetime) {
        if (now >= expiresAt + leeway) {
            return Reason.EXPIRED;
        }
        if (notBefore > now + leeway) {
            return Reason.NOT_YET_VALID;
        }
        if (issuedAt > now + leeway) {
            return Reason.ISSUED_IN_FUTURE;
        }
        if (expiresAt < issuedAt || expiresAt < notBefore) {
            return Reason.CONTRADICTORY_TIMES;
        }
        long start = issuedAt == ABSENT ? now : issuedAt;
        return expiresAt - start > longestLifetime ? Reason.LIVES_TOO_LONG : null;
    }
}
