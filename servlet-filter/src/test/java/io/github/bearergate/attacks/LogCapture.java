package io.github.bearergate.attacks;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps everything that is logged through {@code java.util.logging} and the platform's logger, formatted. Thread-safe. */
final class LogCapture extends Handler {
    private static final List<Logger> OURS =
            List.of(Logger.getLogger("bearergate"), Logger.getLogger("io.github.bearergate"));

    private final Logger root = Logger.getLogger("");
    private final ConcurrentLinkedQueue<String> records = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    static LogCapture start() {
        LogCapture capture = new LogCapture();
        capture.root.addHandler(capture);
        return capture;
    }

    /** Keeps what our own code logs off the console, or lets it through again; returns whether it was kept off before. */
    static boolean mute(boolean muted) {
        boolean before = !OURS.get(0).getUseParentHandlers();
        OURS.forEach(logger -> logger.setUseParentHandlers(!muted));
        return before;
    }

    /** What was logged since the last call. */
    String take() {
        StringBuilder text = new StringBuilder();
        for (String line = records.poll(); line != null; line = records.poll()) {
            text.append(line);
        }
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(formatter.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
