package io.github.bearergate.servlet;

import io.github.bearergate.policy.Policy;
import java.util.Optional;

/**
 * What a filter of {@code web.xml} is told by its init-params.
 *
 * @param policy the policy to enforce
 * @param policySource where it was read, for the log
 * @param realm the protection space that challenges name, if any
 * @param audit which decisions are logged
 * @param coverage what is done about servlets without a gate in front
 * @param signatures who verifies signatures
 */
record FilterSettings(
        Policy policy,
        String policySource,
        Optional<String> realm,
        AuditSetting audit,
        CoverageSetting coverage,
        SignatureSetting signatures) {}
