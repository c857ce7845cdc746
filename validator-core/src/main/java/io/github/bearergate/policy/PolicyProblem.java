package io.github.bearergate.policy;

/**
 * One thing that is wrong, or doubtful, about a policy.
 *
 * @param line the line it stands at, counted from 1; 0 when the policy was made in Java, or the problem has no line
 * @param id the kind of problem in kebab case, such as {@code ambiguous-rules}; stable across releases, closed set
 * @param message what is wrong and what to write instead, in one line
 */
public record PolicyProblem(int line, String id, String message) {}
