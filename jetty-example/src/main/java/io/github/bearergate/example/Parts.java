package io.github.bearergate.example;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started so far; closing it closes every part, the youngest first, whatever the others do. Not thread-safe. */
final class Parts implements AutoCloseable {
    /** A part whose closing throws nothing checked. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Part> parts = new ArrayDeque<>();

    void add(Part part) {
        parts.push(part);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
