package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PolicyProblem;
import io.github.bearergate.policy.ProblemKind.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A problem of a policy, and what a reviewer wants to know with it.
 *
 * @param file the policy file
 * @param problem what the engine says
 * @param subject the id of the rule, or the URL of the issuer, that stands at the line; empty for other lines
 * @param witness a request that shows it; empty where none can
 * @param accepted why the team has accepted it; empty when it has not
 */
record Finding(
        String file,
        PolicyProblem problem,
        Optional<String> subject,
        Optional<String> witness,
        Optional<String> accepted) {
    boolean isRefusal() {
        return problem.kind().severity() == Severity.REFUSAL;
    }

    /** The word for its severity: {@code error}, {@code warning} or {@code accepted}. */
    String level() {
        return isRefusal() ? "error" : accepted.isPresent() ? "accepted" : "warning";
    }

    Finding acceptedFor(String reason) {
        return new Finding(file, problem, subject, witness, Optional.of(reason));
    }

    Map<String, Object> json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", file);
        members.put("line", problem.line());
        members.put("severity", level());
        members.put("id", problem.id());
        members.put("message", problem.message());
        subject.ifPresent(value -> members.put("subject", value));
        witness.ifPresent(value -> members.put("witness", value));
        accepted.ifPresent(value -> members.put("accepted", value));
        return members;
    }
}
