package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PolicyProblem;
import io.github.bearergate.policy.ProblemKind.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a reviewer has to look at.
 *
 * @param file the file it stands in
 * @param line its line, counted from 1; 0 when it is about the whole file
 * @param id its kind in kebab case, stable across releases
 * @param weight how bad it is
 * @param message what is the case and what to do, in one line
 * @param subject what a baseline names it by: the id of a rule, the URL of an issuer, an operation; empty where there is none
 * @param witness a request that shows it; empty where none can
 * @param accepted why the team has accepted it; empty when it has not
 */
record Finding(
        String file,
        int line,
        String id,
        Weight weight,
        String message,
        Optional<String> subject,
        Optional<String> witness,
        Optional<String> accepted) {
    /** How bad a finding is. */
    enum Weight {
        /** The service would not start: no baseline can accept it. */
        REFUSAL,
        /** Somebody gets in who should not. */
        ERROR,
        /** It works; its owner should look. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    /** What the engine says of a policy. */
    static Finding of(String file, PolicyProblem problem, Optional<String> subject, Optional<String> witness) {
        Weight weight = problem.kind().severity() == Severity.REFUSAL ? Weight.REFUSAL : Weight.WARNING;
        return new Finding(
                file, problem.line(), problem.id(), weight, problem.message(), subject, witness, Optional.empty());
    }

    boolean isRefusal() {
        return weight == Weight.REFUSAL;
    }

    /** Tells whether it counts: it is not accepted. */
    boolean isOpen() {
        return accepted.isEmpty();
    }

    /** The level as SARIF names it: {@code error}, {@code warning} or {@code note}. */
    String level() {
        return switch (weight) {
            case REFUSAL, ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    /** The word that a reader sees: its level, or {@code accepted}. */
    String word() {
        return isOpen() ? level() : "accepted";
    }

    Finding acceptedFor(String reason) {
        return new Finding(file, line, id, weight, message, subject, witness, Optional.of(reason));
    }

    Map<String, Object> json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", file);
        members.put("line", line);
        members.put("severity", word());
        members.put("id", id);
        members.put("message", message);
        subject.ifPresent(value -> members.put("subject", value));
        witness.ifPresent(value -> members.put("witness", value));
        accepted.ifPresent(value -> members.put("accepted", value));
        return members;
    }
}
