package io.github.bearergate.benchmarks.peers;

/** A library that is configured and ready: it checks signature, issuer, audience, times and scope. Thread-safe. */
@FunctionalInterface
public interface TokenCheck extends AutoCloseable {
    /** Whether the token is good; whatever the library throws about a bad one is part of the answer's price. */
    boolean accepts(String token);

    /** Ends what the library has started, if anything. */
    @Override
    default void close() {}
}
