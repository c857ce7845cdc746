package io.github.bearergate.audit;

/**
 * Takes audit lines to where they are kept.
 *
 * <p>It is called by one thread of the audit log, one line after the other, never by a request's thread. It may be slow: lines
 * wait in a bounded queue, and those that find it full are dropped and counted. A line for which it throws is counted the same way.
 */
@FunctionalInterface
public interface AuditSink {
    /**
     * Takes one line.
     *
     * @param line a JSON object of printable ASCII, without a line break
     */
    void write(String line);

    /** The sink that writes to the {@link System.Logger} named {@code bearergate.audit}, at level INFO. */
    static AuditSink logger() {
        return LoggerSink.INSTANCE;
    }
}
