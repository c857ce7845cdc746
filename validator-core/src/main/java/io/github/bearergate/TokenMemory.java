package io.github.bearergate;

import io.github.bearergate.store.MemoStatistics;
import io.github.bearergate.store.TokenDigest;
import io.github.bearergate.store.VerifiedTokens;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spares a token that was verified before its signature, and only that; and lets a burst of one new token verify it once.
 *
 * <p>A hit takes no lock and waits for nobody. Requests that bring the same new token at the same moment wait for the first of
 * them, for a bounded time, and then check for themselves all that can change.
 */
final class TokenMemory {
    /** Many verifications long; whoever has waited so long verifies the signature itself. */
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final VerifiedTokens<VerifiedToken> tokens;
    private final ConcurrentHashMap<TokenDigest, CountDownLatch> inProgress = new ConcurrentHashMap<>();

    TokenMemory(int size) {
        this.tokens = new VerifiedTokens<>(size);
    }

    /** What holds now for a token that was verified before; null when it was not, or its key is no longer live. */
    @Nullable
    Attempt recall(TokenDigest digest, long now) {
        Optional<VerifiedToken> known = tokens.find(digest);
        if (known.isEmpty()) {
            return null;
        }
        Attempt again = known.get().checkAgain(now);
        if (again == null) {
            tokens.forget(digest);
        }
        return again;
    }

    /** Verifies a token, unless another request does so at this moment with success. */
    Attempt once(TokenDigest digest, long now, Supplier<Attempt> verification) {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch other = inProgress.putIfAbsent(digest, mine);
        if (other != null) {
            await(other);
            return unlessRecalled(digest, now, verification);
        }
        try {
            // Another one may have ended between the look into the memory and the entry into the table.
            return unlessRecalled(digest, now, () -> remember(digest, now, verification.get()));
        } finally {
            inProgress.remove(digest, mine);
            mine.countDown();
        }
    }

    MemoStatistics statistics() {
        return tokens.statistics();
    }

    private Attempt unlessRecalled(TokenDigest digest, long now, Supplier<Attempt> verification) {
        Optional<VerifiedToken> known = tokens.findUncounted(digest);
        Attempt again = known.isPresent() ? known.get().checkAgain(now) : null;
        return again == null ? verification.get() : again;
    }

    private Attempt remember(TokenDigest digest, long now, Attempt attempt) {
        attempt.verified()
                .ifPresent(verified ->
                        tokens.remember(digest, verified, verified.remainingAt(now), verified.payloadLength()));
        return attempt;
    }

    private static void await(CountDownLatch other) {
        try {
            // The memory tells whether it ended well.
            boolean unused = other.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
