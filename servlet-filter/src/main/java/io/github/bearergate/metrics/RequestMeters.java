package io.github.bearergate.metrics;

import io.github.bearergate.Decision;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts decisions by rule, outcome and reason.
 *
 * <p>What a rule can answer is registered at 0 ahead, since a rate misses the first event of a counter that comes into being with
 * it. In a policy of more than 100 rules only the usual answers are, so that the counters stay in the thousands.
 */
final class RequestMeters {
    static final String NO_RULE = "none";

    private static final int MOST_RULES_IN_FULL = 100;

    private final OwnMeters meters;
    private final Map<String, RuleCounters> byRule = new ConcurrentHashMap<>();

    RequestMeters(OwnMeters meters, Policy policy) {
        this.meters = meters;
        boolean inFull = policy.rules().size() <= MOST_RULES_IN_FULL;
        of(NO_RULE).register(PossibleAnswers.withoutRule());
        for (Rule rule : policy.rules()) {
            of(rule.id()).register(inFull ? PossibleAnswers.of(rule) : PossibleAnswers.usual(rule));
        }
    }

    void count(Decision decision) {
        Optional<Rule> rule = decision.rule();
        of(rule.isPresent() ? rule.get().id() : NO_RULE).count(decision);
    }

    /** Looked up before it is made: on most maps the latter takes a lock. */
    private RuleCounters of(String rule) {
        RuleCounters known = byRule.get(rule);
        return known != null ? known : byRule.computeIfAbsent(rule, id -> new RuleCounters(meters, id));
    }
}
