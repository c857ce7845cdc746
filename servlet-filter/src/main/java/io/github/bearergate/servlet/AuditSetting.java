package io.github.bearergate.servlet;

import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.audit.AuditSink;
import java.util.Locale;
import java.util.Optional;

/** Which decisions a filter of {@code web.xml} writes to the audit log. */
enum AuditSetting {
    DENIALS,
    ALL,
    OFF;

    /** The setting of that name, in lower case. */
    static Optional<AuditSetting> named(String name) {
        for (AuditSetting setting : values()) {
            if (setting.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    Optional<AuditLog> open(AuditSink sink) {
        return switch (this) {
            case DENIALS -> Optional.of(AuditLog.ofDenials(sink));
            case ALL -> Optional.of(AuditLog.ofEverything(sink));
            case OFF -> Optional.empty();
        };
    }
}
