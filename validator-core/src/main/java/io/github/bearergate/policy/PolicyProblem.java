package io.github.bearergate.policy;

import java.util.Optional;

/**
 * One thing that is wrong, or doubtful, about a policy.
 *
 * @param line the line it stands at, counted from 1; 0 when the policy was made in Java
 * @param kind the kind of problem
 * @param message what is wrong and what to write instead, in one line
 * @param witness a request that shows it, such as {@code GET /orders/x}, which the message names too; empty for most kinds
 */
public record PolicyProblem(int line, ProblemKind kind, String message, Optional<String> witness) {
    /** A message quotes the policy, where anything can stand: what cannot be seen is named. */
    public PolicyProblem {
        message = Texts.visible(message);
    }

    PolicyProblem(int line, ProblemKind kind, String message) {
        this(line, kind, message, Optional.empty());
    }

    /** The kind in kebab case, such as {@code ambiguous-rules}; stable across releases, a closed set. */
    public String id() {
        return kind.id();
    }

    /**
     * The problem as a compiler would print it, such as {@code api.policy:12: message}.
     *
     * @param source the name of the policy's file
     */
    public String text(String source) {
        return source + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
