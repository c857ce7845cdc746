package io.github.bearergate.jwks;

import java.util.List;

/** What one event leads to: the next state, and what to do in the world outside, in order. */
record Step(State state, List<Effect> effects) {
    boolean startsFetch() {
        return effects.stream().anyMatch(Effect.Fetch.class::isInstance);
    }
}
