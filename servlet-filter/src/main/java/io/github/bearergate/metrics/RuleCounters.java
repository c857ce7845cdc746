package io.github.bearergate.metrics;

import io.github.bearergate.Decision;
import io.github.bearergate.Reason;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The counters of one rule, found without making a key per request. A counter that is not there yet is registered. */
final class RuleCounters {
    private static final String NONE = "none";

    private final OwnMeters meters;
    private final String rule;
    private final Map<Reason, Counter> denied = new ConcurrentHashMap<>();
    private final Map<String, Counter> others = new ConcurrentHashMap<>();

    RuleCounters(OwnMeters meters, String rule) {
        this.meters = meters;
        this.rule = rule;
    }

    void register(PossibleAnswers answers) {
        if (answers.allows()) {
            allowed();
        }
        if (answers.looksAtTokens()) {
            unavailable();
        }
        answers.refusals().forEach(this::denied);
    }

    void count(Decision decision) {
        decision.fold(allow -> allowed(), deny -> denied(deny.reason()), down -> unavailable())
                .increment();
    }

    private Counter allowed() {
        return found(others, "allowed", outcome -> counter(outcome, NONE, NONE));
    }

    private Counter unavailable() {
        return found(others, "unavailable", outcome -> counter(outcome, NONE, "server"));
    }

    private Counter denied(Reason reason) {
        return found(denied, reason, it -> counter(outcome(it), it.name(), "client"));
    }

    /** Looked up before it is made: the latter may take a lock. */
    private static <K> Counter found(Map<K, Counter> counters, K key, Function<K, Counter> maker) {
        Counter known = counters.get(key);
        return known != null ? known : counters.computeIfAbsent(key, maker);
    }

    private Counter counter(String outcome, String reason, String fault) {
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
