package io.github.bearergate.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes audit lines to the platform's logger. */
final class LoggerSink implements AuditSink {
    static final LoggerSink INSTANCE = new LoggerSink();

    private static final Logger LOGGER = System.getLogger("bearergate.audit");

    private LoggerSink() {}

    /** Without parameters, so that braces in the line are not taken for a format. */
    @Override
    public void write(String line) {
        LOGGER.log(Level.INFO, line);
    }
}
