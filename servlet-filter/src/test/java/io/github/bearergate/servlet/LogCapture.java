package io.github.bearergate.servlet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Collects what is written to a logger and those below it, as a log file would show it. */
final class LogCapture extends Handler implements AutoCloseable {
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level before;

    private LogCapture(String name, Level level) {
        this.logger = Logger.getLogger(name);
        this.before = logger.getLevel();
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
        logger.setLevel(level);
        logger.addHandler(this);
    }

    static LogCapture of(String name) {
        return new LogCapture(name, Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + getFormatter().formatMessage(record)
                + (record.getThrown() == null ? "" : getFormatter().format(record)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
