package io.github.bearergate.metrics;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.jwks.JwksKeySource;
import io.github.bearergate.jwks.KeySkipCause;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.jwks.KeySourceState;
import io.github.bearergate.jwks.KeySourceStatus;
import io.github.bearergate.jwks.TrustBounds;
import io.github.bearergate.jwks.UnknownKidResult;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Tells how the keys of each issuer fare. */
final class KeyMeters {
    private static final String CHANGES = "bearergate.jwks.key.changes";
    private static final String SKIPPED = "bearergate.jwks.keys.skipped";
    private static final String UNKNOWN_KID = "bearergate.jwks.unknown.kid";

    private static final String READY = "bearergate.jwks.ready";
    private static final String DEGRADED = "bearergate.jwks.degraded";

    private final OwnMeters meters;

    KeyMeters(OwnMeters meters, Policy policy) {
        this.meters = meters;
        policy.issuers().stream().map(IssuerPolicy::alias).forEach(this::registerCounters);
    }

    /** Gauges ask the guard when they are read, and do not keep it alive. */
    void watch(RequestGuard guard) {
        for (KeySourceStatus source : guard.keySources()) {
            String issuer = source.alias();
            meters.gauge("bearergate.jwks.keys", guard, ask(issuer, KeySourceStatus::keys), "issuer", issuer);
            meters.gauge(
                    "bearergate.jwks.state", guard, ask(issuer, status -> number(status.state())), "issuer", issuer);
            meters.gaugeOfSeconds(
                    "bearergate.jwks.last.success.timestamp",
                    guard,
                    ask(issuer, KeyMeters::lastSuccess),
                    "issuer",
                    issuer);
            meters.gauge(READY, guard, ask(issuer, status -> status.ready() ? 1 : 0), "issuer", issuer);
            meters.gauge(DEGRADED, guard, ask(issuer, status -> status.degraded() ? 1 : 0), "issuer", issuer);
        }
        guard.policy().issuers().forEach(issuer -> registerBounds(guard, issuer));
    }

    private void registerBounds(RequestGuard guard, IssuerPolicy issuer) {
        bounds(guard, issuer).ifPresent(any -> {
            registerBound(guard, issuer, "removed_in_health", TrustBounds::removedKeyInHealth);
            registerBound(guard, issuer, "removed_in_outage", TrustBounds::removedKeyInOutage);
            registerBound(guard, issuer, "new_key_in_health", TrustBounds::newKeyInHealth);
        });
    }

    private void registerBound(
            RequestGuard guard, IssuerPolicy issuer, String bound, Function<TrustBounds, Duration> which) {
        meters.gaugeOfSeconds(
                "bearergate.jwks.trust.bound",
                guard,
                asked -> bounds(asked, issuer)
                        .map(which)
                        .map(duration -> duration.toMillis() / 1_000.0)
                        .orElse(Double.NaN),
                "issuer",
                issuer.alias(),
                "bound",
                bound);
    }

    private static Optional<TrustBounds> bounds(RequestGuard guard, IssuerPolicy issuer) {
        return guard.keySource(issuer.issuer()).map(JwksKeySource::trustBounds);
    }

    void record(KeySourceEvent event) {
        String issuer = event.alias();
        if (event instanceof KeySourceEvent.Refreshed refreshed) {
            meters.timer(Timer.builder("bearergate.jwks.refresh")
                            .tags("issuer", issuer)
                            .tags("outcome", lower(refreshed.outcome()), "trigger", lower(refreshed.trigger())))
                    .record(refreshed.took());
        } else if (event instanceof KeySourceEvent.KeysChanged changed) {
            meters.counter(CHANGES, "issuer", issuer, "change", "added").increment(changed.added());
            meters.counter(CHANGES, "issuer", issuer, "change", "removed").increment(changed.removed());
            meters.counter(CHANGES, "issuer", issuer, "change", "replaced").increment(changed.replaced());
        } else if (event instanceof KeySourceEvent.KeySkipped skipped) {
            meters.counter(SKIPPED, "issuer", issuer, "cause", lower(skipped.cause()))
                    .increment();
        } else if (event instanceof KeySourceEvent.UnknownKid unknown) {
            meters.counter(UNKNOWN_KID, "issuer", issuer, "result", lower(unknown.result()))
                    .increment();
        } else {
            throw new IllegalArgumentException("no meter counts " + event.getClass());
        }
    }

    private void registerCounters(String issuer) {
        for (String change : new String[] {"added", "removed", "replaced"}) {
            meters.counter(CHANGES, "issuer", issuer, "change", change);
        }
        Arrays.stream(KeySkipCause.values())
                .forEach(cause -> meters.counter(SKIPPED, "issuer", issuer, "cause", lower(cause)));
        Arrays.stream(UnknownKidResult.values())
                .forEach(result -> meters.counter(UNKNOWN_KID, "issuer", issuer, "result", lower(result)));
    }

    private static ToDoubleFunction<RequestGuard> ask(String issuer, ToDoubleFunction<KeySourceStatus> question) {
        return guard ->
                status(guard, issuer).stream().mapToDouble(question).findFirst().orElse(Double.NaN);
    }

    private static Optional<KeySourceStatus> status(RequestGuard guard, String issuer) {
        return guard.keySources().stream()
                .filter(source -> source.alias().equals(issuer))
                .findFirst();
    }

    /** 0 before the first set, so that its age is an alarm and not a gap. */
    private static double lastSuccess(KeySourceStatus status) {
        return status.lastSuccess()
                .map(instant -> instant.toEpochMilli() / 1_000.0)
                .orElse(0.0);
    }

    /** The numbers are part of the meter's meaning; a state that is added must not move them. */
    private static int number(KeySourceState state) {
        return switch (state) {
            case COLD -> 0;
            case FRESH -> 1;
            case REVALIDATING -> 2;
            case SERVING_STALE -> 3;
            case EXPIRED -> 4;
            case CLOSED -> 5;
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
