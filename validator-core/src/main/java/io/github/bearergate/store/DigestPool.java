package io.github.bearergate.store;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends a {@link TokenHasher} to each thread that needs one, for the time of one digest: making one, and a copy of the token, for every
 * request took twice the bytes of all else.
 *
 * <p>Safe for concurrent use without a lock, and for virtual threads, of which there are too many for one each: whoever finds the place
 * of its thread empty makes another, and of two that come back to one place the last stays.
 */
final class DigestPool {
    private static final int PLACES = 32;

    /** Places lie so many references apart that no two share a cache line of 64 or 128 bytes. */
    private static final int STRIDE = 32;

    private static final AtomicReferenceArray<@Nullable TokenHasher> IDLE = new AtomicReferenceArray<>(PLACES * STRIDE);

    private DigestPool() {}

    static @Nullable TokenDigest digest(String text, int start) {
        int place = (int) (Thread.currentThread().getId() % PLACES) * STRIDE;
        TokenHasher idle = IDLE.getAndSet(place, null);
        TokenHasher hasher = idle == null ? new TokenHasher() : idle;
        TokenDigest digest = hasher.digest(text, start);
        // Not in a finally block: one that failed in the middle of a token must not be lent again.
        IDLE.setRelease(place, hasher);
        return digest;
    }
}
