package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.audit.AuditSink;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.policy.Policy;
import java.util.Optional;

/**
 * The guard that a filter of {@code web.xml} makes for itself, with all that must be closed with it.
 *
 * @param guard the guard
 * @param audit the audit log, unless it is off
 * @param metrics the meters on Micrometer's global registry; empty where there is no Micrometer
 */
record OwnGuard(RequestGuard guard, Optional<AuditLog> audit, Optional<MicrometerListener> metrics)
        implements AutoCloseable {
    static OwnGuard start(FilterSettings settings) {
        Optional<MicrometerListener> metrics = metrics(settings.policy());
        Optional<AuditLog> audit = settings.audit().open(AuditSink.logger());
        RequestGuardBuilder builder = RequestGuard.builder(settings.policy());
        metrics.ifPresent(builder::listener);
        audit.ifPresent(builder::listener);
        RequestGuard guard = builder.build();
        metrics.ifPresent(meters -> meters.watch(guard));
        metrics.ifPresent(meters -> audit.ifPresent(meters::watch));
        return new OwnGuard(guard, audit, metrics);
    }

    /** The first use of the listener links it, which fails where Micrometer is absent: that is the one place to find out. */
    private static Optional<MicrometerListener> metrics(Policy policy) {
        try {
            return Optional.of(MicrometerListener.onGlobalRegistry(policy));
        } catch (NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    /** The guard first, so that what it still says is heard. */
    @Override
    public void close() {
        guard.close();
        audit.ifPresent(AuditLog::close);
        metrics.ifPresent(MicrometerListener::close);
    }
}
