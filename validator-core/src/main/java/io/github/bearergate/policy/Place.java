package io.github.bearergate.policy;

/**
 * Where a part of a policy stands.
 *
 * @param line the line, counted from 1; 0 when the policy is made in Java
 * @param subject the rule or issuer, for messages that have no line
 */
record Place(int line, String subject) {}
