package io.github.bearergate;

import io.github.bearergate.jwks.KeySourceEvent;

/**
 * Hears what the gate decides and how its keys fare. A listener cannot change a decision: it is told afterwards, and what it
 * throws is dropped.
 *
 * <p>It is called on request threads, many at once, so it must be quick and thread-safe. An event's token and request are for
 * reading; what identifies people must not become a metric's tag.
 */
public interface GuardListener {
    /** Hears a decision, before the response is written. */
    default void decided(GuardEvent event) {}

    /** Hears something about the keys of an issuer. */
    default void keys(KeySourceEvent event) {}
}
