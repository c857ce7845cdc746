package io.github.bearergate.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Hands lines to a sink, one after the other, on a thread of its own. */
final class LineWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Marks the end of the queue; compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified") // a new object, so that no line can be mistaken for it
    private static final String END = new String("end");

    private final AuditSink sink;
    private final BlockingQueue<String> lines;
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
        if (closed.get() || !lines.offer(line)) {
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
            if (lines.offer(END, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        giveUpOnTheRest();
    }

    private void giveUpOnTheRest() {
        List<String> rest = new ArrayList<>();
        lines.drainTo(rest);
        dropped.add(rest.stream().filter(line -> line != END).count());
        lines.offer(END);
    }

    private void writeUntilEnd() {
        try {
            for (String line = lines.take(); line != END; line = lines.take()) {
                write(line);
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
