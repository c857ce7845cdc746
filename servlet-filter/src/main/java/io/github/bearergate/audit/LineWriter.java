package io.github.bearergate.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Hands lines to a sink, one after the other, on a thread of its own. */
final class LineWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AuditSink sink;

    /** Lines, and an empty element for the end. */
    private final BlockingQueue<Optional<String>> lines;

    private final LongAdder dropped;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    LineWriter(AuditSink sink, int queueLength, LongAdder dropped) {
        this.sink = sink;
        this.lines = new ArrayBlockingQueue<>(queueLength);
        this.dropped = dropped;
        this.thread = new Thread(this::writeUntilEnd, "bearergate-audit");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether a line would be dropped now. */
    boolean isFull() {
        return closed.get() || lines.remainingCapacity() == 0;
    }

    void offer(String line) {
        if (closed.get() || !lines.offer(Optional.of(line))) {
            dropped.increment();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            if (lines.offer(Optional.empty(), PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        giveUpOnTheRest();
    }

    private void giveUpOnTheRest() {
        List<Optional<String>> rest = new ArrayList<>();
        lines.drainTo(rest);
        dropped.add(rest.stream().filter(Optional::isPresent).count());
        lines.offer(Optional.empty());
    }

    private void writeUntilEnd() {
        try {
            for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
                write(line.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() ran out of patience with the sink, and counts what is left
        }
    }

    /** Whatever the sink throws, errors included, the log outlives it: the next line may succeed. */
    private void write(String line) {
        try {
            sink.write(line);
        } catch (Throwable e) {
            dropped.increment();
        }
    }
}
