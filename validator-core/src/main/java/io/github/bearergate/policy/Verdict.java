package io.github.bearergate.policy;

/** What a rule says of one request whose token is already known to be valid. */
public enum Verdict {
    /** The request meets the rule. */
    SATISFIED,
    /** The rule denies every request. */
    DENIED,
    /** The token lacks a scope that the rule needs. */
    INSUFFICIENT_SCOPE,
    /** The scopes suffice, but a claim is not what the rule's {@code where} asks for. */
    CLAIM_MISMATCH
}
