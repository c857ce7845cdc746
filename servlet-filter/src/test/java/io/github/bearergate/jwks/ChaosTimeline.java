package io.github.bearergate.jwks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** What held when, of the last minute or so. Not thread-safe. */
final class ChaosTimeline<V> {
    private final Deque<Span<V>> spans = new ArrayDeque<>();

    /** Holds from this moment to that of the next one. */
    private record Span<V>(long from, V value) {}

    /** Says what holds from now on. */
    void add(long now, V value) {
        Span<V> last = spans.peekLast();
        if (last == null || !last.value().equals(value)) {
            spans.addLast(new Span<>(now, value));
        }
    }

    /** All that held at some moment of the window; what was first said holds for all time before. */
    Set<V> within(long from, long to) {
        Set<V> values = new HashSet<>();
        for (Iterator<Span<V>> latest = spans.descendingIterator(); latest.hasNext(); ) {
            Span<V> span = latest.next();
            if (span.from() <= to || !latest.hasNext()) {
                values.add(span.value());
            }
            if (span.from() <= from) {
                break;
            }
        }
        return values;
    }

    void forgetBefore(long moment) {
        while (spans.size() > 1) {
            Span<V> first = spans.removeFirst();
            if (spans.getFirst().from() > moment) {
                spans.addFirst(first);
                return;
            }
        }
    }
}
