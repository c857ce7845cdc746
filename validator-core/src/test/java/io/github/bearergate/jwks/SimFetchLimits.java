package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Holds a source to its limits as its provider sees them: one fetch at a time, and few for unknown kids. */
final class SimFetchLimits {
    private static final long REFILL = Duration.ofSeconds(30).toNanos();
    private static final int BURST = 3;

    /** When the last fetches for unknown kids started; as many as matter. */
    private final Deque<Long> forUnknown = new ArrayDeque<>();

    private long open;

    boolean isOpen(long id) {
        return open == id;
    }

    void ended(long id) {
        if (open == id) {
            open = 0;
        }
    }

    void started(Flight flight, long now, SimReport report) {
        report.fetches++;
        if (open != 0) {
            report.violation(now, "two fetches at a time");
        }
        open = flight.id();
        if (flight.trigger() != RefreshTrigger.UNKNOWN_KID) {
            return;
        }
        forUnknown.addLast(now);
        int count = 0;
        for (long at : (Iterable<Long>) forUnknown::descendingIterator) {
            count++;
            long window = now - at;
            if (count > BURST + (window + REFILL - 1) / REFILL) {
                report.violation(now, count + " fetches for unknown kids in " + Duration.ofNanos(window));
            }
        }
        if (forUnknown.size() > 64) {
            forUnknown.removeFirst();
        }
    }

    void mustBeOver(long id, long now, SimReport report) {
        if (isOpen(id)) {
            report.violation(now, "a fetch has neither ended nor been given up by its deadline");
        }
    }
}
