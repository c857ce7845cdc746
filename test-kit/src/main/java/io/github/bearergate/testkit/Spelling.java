package io.github.bearergate.testkit;

import io.github.bearergate.policy.PathGate;
import java.util.Optional;

/**
 * One way of writing a path into a request.
 *
 * @param kind how it differs from the plain way
 * @param target the request target, without a query
 */
public record Spelling(SpellingKind kind, String target) {
    /** The path that the gate reads from it on any container; empty when it refuses the request as ambiguous. */
    public Optional<String> path() {
        return PathGate.open(target);
    }

    @Override
    public String toString() {
        return target + " (" + kind + ")";
    }
}
