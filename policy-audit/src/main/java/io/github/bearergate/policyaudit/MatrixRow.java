package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ClaimTest;
import io.github.bearergate.policy.Requirement;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule, and what is left to it.
 *
 * @param rule the rule
 * @param except the more specific rules that take from it directly; what those leave to others is theirs
 * @param issuers the aliases of the issuers whose tokens can meet it; empty for an open rule, and for one that lets nobody in
 * @param example a request that it decides
 */
record MatrixRow(Rule rule, List<Rule> except, List<String> issuers, String example) {
    /** Copies the lists. */
    MatrixRow {
        except = List.copyOf(except);
        issuers = List.copyOf(issuers);
    }

    /** What it asks, in one word for sorting and colouring: {@code open}, {@code token}, {@code scope} or {@code denied}. */
    String access() {
        Requirement requirement = rule.requirement();
        return requirement.isOpen()
                ? "open"
                : requirement.alternatives().isEmpty()
                        ? "denied"
                        : requirement.scopes().isEmpty() ? "token" : "scope";
    }

    /** The scopes as the rule combines them; empty when it names none. */
    String scopes() {
        String word = rule.requirement() instanceof Requirement.AnyScope ? " or " : " and ";
        return String.join(word, rule.requirement().scopes());
    }

    /** The tests of claims; empty when there are none. */
    String claims() {
        return rule.requirement().tests().stream().map(ClaimTest::text).collect(Collectors.joining(" and "));
    }

    /** What it asks without its claims. */
    String needs() {
        return switch (access()) {
            case "open" -> "open";
            case "denied" -> "denied";
            case "token" -> "a valid token";
            default -> scopes();
        };
    }

    List<String> exceptIds() {
        return except.stream().map(Rule::id).toList();
    }
}
