package io.github.bearergate.metrics;

import io.github.bearergate.Decision;
import io.github.bearergate.Reason;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts decisions by rule, outcome and reason.
 *
 * <p>What a rule can answer is registered at 0 ahead, since a rate misses the first event of a counter that comes into being with
 * it. In a policy of more than 100 rules only the usual answers are, so that the counters stay in the thousands.
 */
final class RequestMeters {
    private static final String NONE = "none";
    private static final int ALLOWED = Reason.values().length;
    private static final int UNAVAILABLE = ALLOWED + 1;
    private static final int MOST_RULES_IN_FULL = 100;

    private final OwnMeters meters;

    /** By rule id, then by the reason's ordinal or one of the two above: found without making a key per request. */
    private final Map<String, AtomicReferenceArray<Counter>> counters = new ConcurrentHashMap<>();

    RequestMeters(OwnMeters meters, Policy policy) {
        this.meters = meters;
        boolean inFull = policy.rules().size() <= MOST_RULES_IN_FULL;
        register(NONE, PossibleAnswers.withoutRule());
        policy.rules()
                .forEach(rule -> register(rule.id(), inFull ? PossibleAnswers.of(rule) : PossibleAnswers.usual(rule)));
    }

    void count(Decision decision) {
        Optional<Rule> rule = decision.rule();
        int slot = decision.fold(allow -> ALLOWED, deny -> deny.reason().ordinal(), unavailable -> UNAVAILABLE);
        counter(rule.isPresent() ? rule.get().id() : NONE, slot).increment();
    }

    private void register(String rule, PossibleAnswers answers) {
        if (answers.allows()) {
            counter(rule, ALLOWED);
        }
        if (answers.looksAtTokens()) {
            counter(rule, UNAVAILABLE);
        }
        Set<Reason> reasons = answers.refusals();
        reasons.forEach(reason -> counter(rule, reason.ordinal()));
    }

    private Counter counter(String rule, int slot) {
        AtomicReferenceArray<Counter> ofRule = counters.get(rule);
        if (ofRule == null) {
            ofRule = counters.computeIfAbsent(rule, id -> new AtomicReferenceArray<>(UNAVAILABLE + 1));
        }
        Counter counter = ofRule.get(slot);
        if (counter == null) {
            counter = made(rule, slot); // registering twice gives the same counter
            ofRule.set(slot, counter);
        }
        return counter;
    }

    private Counter made(String rule, int slot) {
        if (slot == ALLOWED) {
            return counter(rule, "allowed", NONE, NONE);
        }
        if (slot == UNAVAILABLE) {
            return counter(rule, "unavailable", NONE, "server");
        }
        Reason reason = Reason.values()[slot];
        return counter(rule, outcome(reason), reason.name(), "client");
    }

    private Counter counter(String rule, String outcome, String reason, String fault) {
        return meters.counter(
                "bearergate.requests", "rule", rule, "outcome", outcome, "reason", reason, "fault", fault);
    }

    private static String outcome(Reason reason) {
        return switch (reason.status()) {
            case 400 -> "bad_request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            default -> throw new IllegalArgumentException("no outcome is named for " + reason);
        };
    }
}
