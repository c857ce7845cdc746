package io.github.bearergate.jwks;

/** The rules of a key source as a pure function: no I/O, no clock, no hidden randomness. */
@FunctionalInterface
interface Reducer {
    /**
     * Reacts to one event.
     *
     * @param now the monotonic clock in nanoseconds; only differences mean anything, and they may overflow
     * @return the same state object when nothing changes
     */
    Step step(State state, Event event, long now);
}
