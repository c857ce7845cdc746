package io.github.bearergate.jwks;

/**
 * Told what happens to the keys of an issuer.
 *
 * <p>Called by the source's own thread, and for unknown {@code kid}s by request threads, so it must be thread-safe and must
 * not block. What it throws is dropped: a listener cannot change what the source does.
 */
@FunctionalInterface
public interface KeySourceListener {
    /** Takes one event. */
    void on(KeySourceEvent event);
}
