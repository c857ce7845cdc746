package io.github.bearergate.policy;

/** One line of a policy written in Java: an issuer or a rule, made with the words of {@link Rules}. */
public sealed interface PolicyLine permits IssuerPolicy.Builder, RuleLine {}
