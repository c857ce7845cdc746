package io.github.bearergate.metrics;

import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardListener;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.policy.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;

/**
 * Keeps the gate's meters in a Micrometer registry; their names begin with {@code bearergate.}.
 *
 * <p>Make it of the policy, give it to the guard as a listener, then let it {@link #watch(RequestGuard) watch} the guard that was
 * built. Tags hold rule ids, configured issuer names and constants only, so that no request can add a time series. Several
 * listeners on one registry add to the same meters. Thread-safe.
 */
public final class MicrometerListener implements GuardListener, AutoCloseable {
    private final OwnMeters meters;
    private final RequestMeters requests;
    private final ValidationMeters validations;
    private final KeyMeters keys;

    /** Events that are on their way when the end comes must not bring meters back. */
    private volatile boolean closed;

    /** Registers the meters that the policy determines, at 0. */
    public MicrometerListener(MeterRegistry registry, Policy policy) {
        this.meters = new OwnMeters(registry);
        this.requests = new RequestMeters(meters, policy);
        this.validations = new ValidationMeters(meters, policy);
        this.keys = new KeyMeters(meters, policy);
        meters.info(
                "bearergate.policy.info",
                "digest",
                policy.digest().substring(0, 12),
                "rules",
                Integer.toString(policy.rules().size()));
    }

    /** Registers the meters in {@link Metrics#globalRegistry}, which passes them on to what the application adds to it. */
    public static MicrometerListener onGlobalRegistry(Policy policy) {
        return new MicrometerListener(Metrics.globalRegistry, policy);
    }

    /** Adds the gauges of the guard's key sources and the meters of its memory of tokens. The guard is not kept alive by them. */
    public void watch(RequestGuard guard) {
        keys.watch(guard);
        meters.bind(new MemoMeters(guard));
    }

    /** Adds the count of audit lines that were lost. */
    public void watch(AuditLog log) {
        meters.functionCounter("bearergate.audit.dropped", log, AuditLog::dropped, "sink", log.sinkName());
    }

    @Override
    public void decided(GuardEvent event) {
        if (closed) {
            return;
        }
        requests.count(event.decision());
        event.validation().ifPresent(validations::record);
    }

    @Override
    public void keys(KeySourceEvent event) {
        if (!closed) {
            keys.record(event);
        }
    }

    /** Takes its meters out of the registry, and counts no more. */
    @Override
    public void close() {
        closed = true;
        meters.removeAll();
    }
}
