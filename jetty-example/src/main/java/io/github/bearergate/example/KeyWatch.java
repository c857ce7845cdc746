package io.github.bearergate.example;

import io.github.bearergate.GuardListener;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import io.github.bearergate.jwks.RefreshOutcome;
import io.github.bearergate.jwks.RefreshTrigger;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets a thread wait for keys to be fetched, without asking again and again. Thread-safe. */
final class KeyWatch implements GuardListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fetched = lock.newCondition();
    private int onDemand;

    @Override
    public void keys(KeySourceEvent event) {
        if (event instanceof Refreshed refreshed && refreshed.outcome() == RefreshOutcome.OK) {
            lock.lock();
            try {
                if (refreshed.trigger() == RefreshTrigger.OPERATOR) {
                    onDemand++;
                }
                fetched.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** How often keys were fetched because someone asked for it. */
    int fetchedOnDemand() {
        lock.lock();
        try {
            return onDemand;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something holds that a fetch can bring about; false when the time is up before. */
    boolean await(BooleanSupplier condition, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = fetched.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
