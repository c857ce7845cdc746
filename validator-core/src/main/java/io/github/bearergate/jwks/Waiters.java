package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The few requests that wait for a fetch on its way.
 *
 * <p>A waiter enters the queue before it looks whether there is still something to wait for, and {@link #wakeAll} is called
 * after that has ended: so one of the two sees the other, and no wake-up is lost.
 */
final class Waiters {
    private final int most;
    private final Duration longest;
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Thread> queue = new ConcurrentLinkedQueue<>();

    Waiters(int most, Duration longest) {
        this.most = most;
        this.longest = longest;
    }

    /**
     * Waits while there is something to wait for.
     *
     * @return false when it did not wait, because waiting is off or too many wait already
     */
    boolean await(BooleanSupplier stillOnItsWay) {
        if (longest.isZero()) {
            return false;
        }
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return false;
        }
        Thread me = Thread.currentThread();
        queue.add(me);
        try {
            long start = System.nanoTime();
            long left = longest.toNanos();
            while (left > 0 && stillOnItsWay.getAsBoolean() && !me.isInterrupted()) {
                LockSupport.parkNanos(this, left);
                left = longest.toNanos() - (System.nanoTime() - start);
            }
            return true;
        } finally {
            queue.remove(me);
            count.decrementAndGet();
        }
    }

    void wakeAll() {
        queue.forEach(LockSupport::unpark);
    }
}
