package io.github.bearergate.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that arrived: counts by path, and the last hundred in full. Thread-safe. */
final class RequestLog {
    private static final int REMEMBERED = 100;
    private static final int MOST_PATHS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Deque<ReceivedRequest> last = new ArrayDeque<>();
    private int total;

    void add(ReceivedRequest request) {
        lock.lock();
        try {
            total++;
            if (counts.size() < MOST_PATHS || counts.containsKey(request.path())) {
                counts.merge(request.path(), 1, Integer::sum);
            }
            if (last.size() == REMEMBERED) {
                last.removeFirst();
            }
            last.addLast(request);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int total() {
        lock.lock();
        try {
            return total;
        } finally {
            lock.unlock();
        }
    }

    int count(String path) {
        lock.lock();
        try {
            return counts.getOrDefault(path, 0);
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedRequest> last() {
        lock.lock();
        try {
            return List.copyOf(last);
        } finally {
            lock.unlock();
        }
    }

    boolean await(String path, int atLeast, Duration within) throws InterruptedException {
        long left = within.toNanos();
        lock.lock();
        try {
            while (counts.getOrDefault(path, 0) < atLeast) {
                if (left <= 0) {
                    return false;
                }
                left = arrived.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
