package io.github.bearergate;

import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.spi.KeySource;

/**
 * An issuer whose tokens may be accepted: what the policy says of it, and where its keys come from.
 *
 * @param policy the policy's lines about the issuer
 * @param keys its keys, and nobody else's
 */
public record TrustedIssuer(IssuerPolicy policy, KeySource keys) {}
