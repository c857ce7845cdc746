package io.github.bearergate.spi;

import java.time.Duration;

/**
 * Says that a source cannot answer now, so that the request is answered 503 and never let through.
 *
 * <p>It carries no stack trace: it is an answer, thrown on the request's path while a source is down.
 */
public final class SourceUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * Makes the answer.
     *
     * @param message what is unavailable; for logs, never sent to the caller
     * @param retryAfter when it is worth asking again; sent as {@code Retry-After} in whole seconds, at least one
     */
    public SourceUnavailableException(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When it is worth asking again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
