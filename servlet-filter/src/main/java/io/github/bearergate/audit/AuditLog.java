package io.github.bearergate.audit;

import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardListener;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes a line of JSON for each decision: refusals always, allowances if asked for.
 *
 * <p>Give it to the guard as a listener. It never delays or changes a decision: lines wait in a bounded queue for a thread of
 * its own, and are dropped and counted when the queue is full or the sink throws. Thread-safe; {@link #close} writes what waits.
 *
 * <p>What a line holds: when, the decision and its reason, method, path, peer address and trace, the rule and the policy's digest;
 * of a token that verified, its issuer, client, scopes, algorithm, key and remaining life, and digests of its subject and {@code jti}.
 * Never the token itself, the Authorization field, the query, or anything from a token that did not verify.
 */
public final class AuditLog implements GuardListener, AutoCloseable {
    /** How many lines may wait; a line has about 1 KiB. */
    static final int QUEUE_LENGTH = 8_192;

    private final boolean allowances;
    private final String sinkName;
    private final Clock clock;
    private final LongAdder dropped = new LongAdder();
    private final LineWriter writer;

    AuditLog(AuditSink sink, boolean allowances, int queueLength, Clock clock) {
        this.allowances = allowances;
        this.sinkName = sink == AuditSink.logger() ? "logger" : "custom";
        this.clock = clock;
        this.writer = new LineWriter(sink, queueLength, dropped);
    }

    /** Starts a log of refusals, and of requests that cannot be decided for want of an answer (503). */
    public static AuditLog ofDenials(AuditSink sink) {
        return new AuditLog(sink, false, QUEUE_LENGTH, Clock.systemUTC());
    }

    /** Starts a log of every decision. */
    public static AuditLog ofEverything(AuditSink sink) {
        return new AuditLog(sink, true, QUEUE_LENGTH, Clock.systemUTC());
    }

    @Override
    public void decided(GuardEvent event) {
        if (!allowances && event.decision().fold(allow -> true, deny -> false, down -> false)) {
            return;
        }
        if (writer.isFull()) {
            dropped.increment();
            return;
        }
        writer.offer(AuditLine.of(event, CurrentOrigin.get(), clock.instant()));
    }

    /** How many lines were lost since the log was started. */
    public long dropped() {
        return dropped.sum();
    }

    /** What kind of sink it writes to, for a metric's tag: {@code logger} or {@code custom}. */
    public String sinkName() {
        return sinkName;
    }

    /** Writes what waits, within two seconds, and ends the thread; later decisions are dropped. Calling it again does nothing. */
    @Override
    public void close() {
        writer.close();
    }
}
