package io.github.bearergate.jwks;

/**
 * One request and its answer.
 *
 * @param sent in nanoseconds from the start of the run, before the first byte
 * @param received after the last byte of the head
 * @param key whose token it carried; meaningless for tokens of no key
 * @param status 0 when the connection broke
 * @param retryAfter in seconds; -1 without
 */
record ChaosRecord(long sent, long received, Kind kind, int key, int status, int retryAfter) {
    /** What is right and wrong with a token. */
    enum Kind {
        /** All is right, if its key is trusted. */
        VALID,
        /** Its time is over. */
        EXPIRED,
        /** Another signed it. */
        FORGED,
        /** Its kid was never used. */
        UNKNOWN_KID,
        /** It is no token. */
        MALFORMED
    }

    @Override
    public String toString() {
        return kind + " token of key " + key + " was answered " + status
                + (retryAfter < 0 ? "" : " with Retry-After " + retryAfter) + " after "
                + (received - sent) / 1_000 + " us";
    }
}
