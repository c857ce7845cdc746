package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.audit.AuditSink;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.policy.Policy;
import java.util.Optional;

/**
 * The guard that a filter of {@code web.xml} makes for itself, with the listeners that must be closed with it.
 *
 * @param guard the guard
 * @param audit the audit log, unless it is off
 * @param meters ends the meters on Micrometer's global registry; does nothing where there is no Micrometer
 */
record OwnGuard(RequestGuard guard, Optional<AuditLog> audit, Runnable meters) implements AutoCloseable {
    static OwnGuard start(FilterSettings settings) {
        Optional<AuditLog> audit = settings.audit().open(AuditSink.logger());
        try {
            RequestGuardBuilder builder = RequestGuard.builder(settings.policy());
            settings.signatures().applyTo(builder);
            audit.ifPresent(builder::listener);
            return hasMicrometer()
                    ? Metered.start(builder, audit, settings.policy())
                    : new OwnGuard(builder.build(), audit, () -> {});
        } catch (RuntimeException e) {
            audit.ifPresent(AuditLog::close);
            throw e;
        }
    }

    /** The guard first, so that what it still says is heard. */
    @Override
    public void close() {
        guard.close();
        audit.ifPresent(AuditLog::close);
        meters.run();
    }

    private static boolean hasMicrometer() {
        try {
            Class.forName("io.micrometer.core.instrument.Metrics", false, OwnGuard.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Apart, since merely linking a reference to the listener's methods fails where Micrometer is absent. */
    private static final class Metered {
        static OwnGuard start(RequestGuardBuilder builder, Optional<AuditLog> audit, Policy policy) {
            MicrometerListener listener = MicrometerListener.onGlobalRegistry(policy);
            RequestGuard guard = builder.listener(listener).build();
            listener.watch(guard);
            audit.ifPresent(listener::watch);
            return new OwnGuard(guard, audit, listener::close);
        }
    }
}
