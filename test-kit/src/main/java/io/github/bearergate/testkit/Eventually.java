package io.github.bearergate.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what other threads bring about: keys that arrive, a provider's return that is noticed.
 *
 * <p>It asks again and again, every few milliseconds, and goes on as soon as the answer is yes.
 */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    /**
     * Waits until the condition holds, at most half a minute.
     *
     * @throws AssertionError when it does not hold by then, or the thread is interrupted
     */
    public static void until(BooleanSupplier condition) {
        until(PATIENCE, condition);
    }

    /**
     * Waits until the condition holds; it is asked at least once.
     *
     * @throws AssertionError when it does not hold within that time, or the thread is interrupted
     */
    public static void until(Duration within, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start >= within.toNanos()) {
                throw new AssertionError("this did not happen within " + within);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting");
            }
            LockSupport.parkNanos(STEP);
        }
    }
}
