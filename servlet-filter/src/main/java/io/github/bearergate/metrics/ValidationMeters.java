package io.github.bearergate.metrics;

import io.github.bearergate.GuardEvent.ValidatedToken;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Times the validation of tokens. Micrometer's own buckets begin at 1 ms, above most of what happens here. */
final class ValidationMeters {
    private static final Duration[] BUCKETS = LongStream.of(
                    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toArray(Duration[]::new);

    private static final List<String> OUTCOMES = List.of("valid", "invalid", "unavailable");

    private final OwnMeters meters;

    /** By issuer, then by outcome, remembered tokens behind the others. */
    private final Map<String, List<Timer>> timers = new ConcurrentHashMap<>();

    ValidationMeters(OwnMeters meters, Policy policy) {
        this.meters = meters;
        policy.issuers().stream().map(IssuerPolicy::alias).forEach(this::ofIssuer);
    }

    void record(ValidatedToken validated) {
        int outcome = validated.result().fold(token -> 0, reason -> 1, (outage, retryAfter) -> 2);
        int slot = outcome + (validated.remembered() ? OUTCOMES.size() : 0);
        ofIssuer(validated.issuerAlias()).get(slot).record(validated.nanos(), TimeUnit.NANOSECONDS);
    }

    private List<Timer> ofIssuer(String issuer) {
        List<Timer> known = timers.get(issuer);
        return known != null ? known : timers.computeIfAbsent(issuer, this::made);
    }

    private List<Timer> made(String issuer) {
        return List.of("miss", "hit").stream()
                .flatMap(memo -> OUTCOMES.stream().map(outcome -> timer(issuer, memo, outcome)))
                .toList();
    }

    private Timer timer(String issuer, String memo, String outcome) {
        return meters.timer(Timer.builder("bearergate.validation")
                .tags("issuer", issuer, "memo", memo, "outcome", outcome)
                .serviceLevelObjectives(BUCKETS));
    }
}
