package io.github.bearergate.policy;

/** One line of a policy written in Java: an issuer or a rule, made with the words of {@link Rules}. */
public abstract sealed class PolicyLine permits IssuerPolicy.Builder, RuleLine {
    PolicyLine() {}

    /** Hands over what the line says, with the problems that are known by now. */
    abstract void addTo(PolicyAssembler policy, Problems problems);
}
