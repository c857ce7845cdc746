package io.github.bearergate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.jwks.KeySkipCause;
import io.github.bearergate.jwks.KeySourceEvent;
import io.github.bearergate.jwks.RefreshOutcome;
import io.github.bearergate.jwks.RefreshTrigger;
import io.github.bearergate.jwks.UnknownKidResult;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.servlet.Guards;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.testkit.TestIssuer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The meters as a registry, and as Prometheus, sees them. */
class MicrometerListenerTest {
    private static final String RULES = """
        GET /open is open
        GET /orders/** needs orders:read
        GET /tenants/{t} needs orders:read where tenant is {t}
        GET /any needs a valid token
        GET /shut is denied
        """;

    private final TestIssuer issuer = TestIssuer.start();
    private final Policy policy = Policy.parse("test.policy", issuer.policy(RULES));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void decisionsAreCountedByRuleOutcomeReasonAndFault() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        try (RequestGuard guard = Guards.ready(
                issuer,
                RULES,
                builder -> builder.listener(listener).revocationList((iss, jti) -> {
                    if (jti.equals("unknowable")) {
                        throw new SourceUnavailableException("away", Duration.ofSeconds(1));
                    }
                    return false;
                }))) {
            guard.decide(ApiRequest.of("GET", "/open", List.of()));
            guard.decide(ApiRequest.of("GET", "/orders/7", List.of()));
            guard.decide(ApiRequest.of("GET", "/orders/7", List.of()));
            guard.decide(ApiRequest.of("GET", "/nowhere", bearer(issuer.token().sign())));
            guard.decide(ApiRequest.ambiguous("GET"));
            guard.decide(ApiRequest.of(
                    "GET", "/any", bearer(issuer.token().jti("unknowable").sign())));
        }

        assertThat(count("GET /open", "allowed", "none", "none")).isEqualTo(1);
        assertThat(count("GET /orders/**", "unauthorized", "MISSING_TOKEN", "client"))
                .isEqualTo(2);
        assertThat(count("none", "forbidden", "DENIED_BY_POLICY", "client")).isEqualTo(1);
        assertThat(count("none", "bad_request", "AMBIGUOUS_PATH", "client")).isEqualTo(1);
        assertThat(count("GET /any", "unavailable", "none", "server")).isEqualTo(1);
        assertThat(registry.find("bearergate.requests").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(6);
    }

    @Test
    void everyAnswerThatARuleCanGiveIsThereBeforeItIsGiven() {
        new MicrometerListener(registry, policy);

        assertThat(reasons("GET /open")).containsExactly("none");
        assertThat(reasons("GET /orders/**"))
                .contains("none", "INSUFFICIENT_SCOPE", "EXPIRED", "MISSING_TOKEN")
                .doesNotContain("CLAIM_MISMATCH", "AMBIGUOUS_PATH", "DENIED_BY_POLICY");
        assertThat(reasons("GET /tenants/{t}")).contains("INSUFFICIENT_SCOPE", "CLAIM_MISMATCH");
        assertThat(reasons("GET /any")).contains("EXPIRED").doesNotContain("INSUFFICIENT_SCOPE", "CLAIM_MISMATCH");
        assertThat(reasons("GET /shut")).contains("DENIED_BY_POLICY").doesNotContain("INSUFFICIENT_SCOPE");
        assertThat(registry.find("bearergate.requests")
                        .tag("rule", "GET /shut")
                        .tag("outcome", "allowed")
                        .counter())
                .isNull();
        Set<String> withoutRule = Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet());
        withoutRule.removeAll(Set.of("INSUFFICIENT_SCOPE", "CLAIM_MISMATCH"));
        withoutRule.add("none");
        assertThat(reasons("none")).isEqualTo(withoutRule);
        assertThat(registry.find("bearergate.requests").counters()).allMatch(counter -> counter.count() == 0);
    }

    @Test
    void aPolicyOfManyRulesRegistersOnlyTheUsualAnswersAhead() {
        String rules = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "GET /r" + i + " needs orders:read\n")
                .collect(Collectors.joining());
        new MicrometerListener(registry, Policy.parse("test.policy", issuer.policy(rules)));

        assertThat(reasons("GET /r101"))
                .containsExactlyInAnyOrder("none", "MISSING_TOKEN", "EXPIRED", "INSUFFICIENT_SCOPE");
        assertThat(registry.find("bearergate.requests").counters()).hasSizeLessThan(600);
    }

    @Test
    void whatIsAnsweredUnexpectedlyIsCountedAllTheSame() {
        String rules = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "GET /r" + i + " needs orders:read\n")
                .collect(Collectors.joining());
        MicrometerListener listener =
                new MicrometerListener(registry, Policy.parse("test.policy", issuer.policy(rules)));
        try (RequestGuard guard = Guards.ready(issuer, rules, builder -> builder.listener(listener))) {
            guard.decide(ApiRequest.of("GET", "/r7", List.of("Bearer nonsense")));
        }

        assertThat(count("GET /r7", "unauthorized", "MALFORMED_TOKEN", "client"))
                .isEqualTo(1);
    }

    @Test
    void validationsAreTimedByIssuerMemoAndOutcome() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        try (RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(listener))) {
            String token = issuer.token().sign();
            guard.decide(ApiRequest.of("GET", "/any", bearer(token)));
            guard.decide(ApiRequest.of("GET", "/any", bearer(token)));
            guard.decide(ApiRequest.of("GET", "/any", bearer(token)));
            guard.decide(ApiRequest.of("GET", "/any", bearer("nonsense")));
            guard.decide(ApiRequest.of("GET", "/any", List.of()));
        }
        String alias = policy.issuers().get(0).alias();

        assertThat(timer(alias, "miss", "valid").count()).isEqualTo(1);
        assertThat(timer(alias, "hit", "valid").count()).isEqualTo(2);
        assertThat(timer("unknown", "miss", "invalid").count()).isEqualTo(1);
        assertThat(registry.find("bearergate.validation").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void eventsOfKeysAreCounted() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        String alias = policy.issuers().get(0).alias();
        listener.keys(new KeySourceEvent.Refreshed(
                alias, RefreshOutcome.STATUS_5XX, RefreshTrigger.UNKNOWN_KID, Duration.ofMillis(7)));
        listener.keys(new KeySourceEvent.KeysChanged(alias, 3, 2, 1));
        listener.keys(new KeySourceEvent.KeySkipped(alias, KeySkipCause.WEAK_RSA));
        listener.keys(new KeySourceEvent.UnknownKid(alias, UnknownKidResult.TOO_LONG));

        Timer refresh = registry.get("bearergate.jwks.refresh")
                .tags("issuer", alias, "outcome", "status_5xx", "trigger", "unknown_kid")
                .timer();
        assertThat(refresh.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(7);
        assertThat(value("bearergate.jwks.key.changes", "change", "added")).isEqualTo(3);
        assertThat(value("bearergate.jwks.key.changes", "change", "removed")).isEqualTo(2);
        assertThat(value("bearergate.jwks.key.changes", "change", "replaced")).isEqualTo(1);
        assertThat(value("bearergate.jwks.keys.skipped", "cause", "weak_rsa")).isEqualTo(1);
        assertThat(value("bearergate.jwks.keys.skipped", "cause", "private_members"))
                .isZero();
        assertThat(value("bearergate.jwks.unknown.kid", "result", "too_long")).isEqualTo(1);
        assertThat(value("bearergate.jwks.unknown.kid", "result", "triggered")).isZero();
    }

    @Test
    void gaugesAskTheGuard() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        try (RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(listener))) {
            listener.watch(guard);
            String token = issuer.token().sign();
            guard.decide(ApiRequest.of("GET", "/any", bearer(token)));
            guard.decide(ApiRequest.of("GET", "/any", bearer(token)));

            assertThat(registry.get("bearergate.jwks.keys").gauge().value())
                    .isEqualTo(issuer.kids().size());
            assertThat(registry.get("bearergate.jwks.state").gauge().value()).isEqualTo(1);
            assertThat(registry.get("bearergate.jwks.ready").gauge().value()).isEqualTo(1);
            assertThat(registry.get("bearergate.jwks.degraded").gauge().value()).isZero();
            assertThat(registry.get("bearergate.jwks.last.success.timestamp")
                            .gauge()
                            .value())
                    .isBetween(1.7e9, System.currentTimeMillis() / 1_000.0 + 1);
            assertThat(registry.get("cache.size")
                            .tag("cache", "bearergate.tokens")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("cache.gets")
                            .tag("result", "hit")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("cache.gets")
                            .tag("result", "miss")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("cache.puts").functionCounter().count()).isEqualTo(1);
        }
        assertThat(registry.get("bearergate.jwks.state").gauge().value())
                .as("closed")
                .isEqualTo(5);
    }

    @Test
    void beforeTheFirstSetOfKeysTheLastSuccessIsLongAgo() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        issuer.close();
        try (RequestGuard guard =
                RequestGuard.builder(policy).listener(listener).build()) {
            listener.watch(guard);

            assertThat(registry.get("bearergate.jwks.last.success.timestamp")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(registry.get("bearergate.jwks.state").gauge().value()).isZero();
            assertThat(registry.get("bearergate.jwks.ready").gauge().value()).isZero();
            assertThat(registry.get("bearergate.jwks.degraded").gauge().value()).isEqualTo(1);
        }
    }

    @Test
    void theTrustBoundsAreThoseOfThePolicysSettings() {
        Policy bounded = Policy.parse(
                "test.policy",
                "policy 1\n\n" + issuer.issuerLines("refresh 120s", "timeout 4s", "max-stale 30m", "alias idp")
                        + "\nGET /any needs a valid token\n\neverything else is denied\n");
        MicrometerListener listener = new MicrometerListener(registry, bounded);
        try (RequestGuard guard = RequestGuard.of(bounded)) {
            listener.watch(guard);

            assertThat(registry.get("bearergate.jwks.trust.bound").tag("issuer", "idp").gauges().stream()
                            .map(gauge -> gauge.getId().getTag("bound") + " " + gauge.value()))
                    .containsExactlyInAnyOrder(
                            "removed_in_health 124.0", "removed_in_outage 1800.0", "new_key_in_health 34.0");
        }
    }

    @Test
    void prometheusSeesTheseNamesAndTypesAndNoOthers() {
        MicrometerListener listener = new MicrometerListener(prometheus, policy);
        try (RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(listener));
                AuditLog audit = AuditLog.ofDenials(line -> {})) {
            listener.watch(guard);
            listener.watch(audit);
            Set<String> types = prometheus
                    .scrape()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .map(line -> line.substring("# TYPE ".length()))
                    .collect(Collectors.toSet());

            assertThat(types)
                    .containsExactlyInAnyOrder(
                            "bearergate_requests_total counter",
                            "bearergate_validation_seconds histogram",
                            "bearergate_validation_seconds_max gauge",
                            "bearergate_jwks_refresh_seconds summary",
                            "bearergate_jwks_refresh_seconds_max gauge",
                            "bearergate_jwks_last_success_timestamp_seconds gauge",
                            "bearergate_jwks_keys gauge",
                            "bearergate_jwks_state gauge",
                            "bearergate_jwks_ready gauge",
                            "bearergate_jwks_degraded gauge",
                            "bearergate_jwks_trust_bound_seconds gauge",
                            "bearergate_jwks_key_changes_total counter",
                            "bearergate_jwks_keys_skipped_total counter",
                            "bearergate_jwks_unknown_kid_total counter",
                            "bearergate_policy_info gauge",
                            "bearergate_audit_dropped_total counter",
                            "cache_size gauge",
                            "cache_gets_total counter",
                            "cache_puts_total counter",
                            "cache_evictions_total counter");
            assertThat(prometheus.scrape())
                    .contains("bearergate_policy_info{digest=\""
                            + policy.digest().substring(0, 12) + "\",rules=\"5\"} 1\n")
                    .contains("bearergate_audit_dropped_total{sink=\"custom\"} 0.0\n")
                    .contains("bearergate_requests_total{fault=\"client\",outcome=\"unauthorized\",reason=\"EXPIRED\","
                            + "rule=\"GET /orders/**\"} 0.0\n");
        }
    }

    @Test
    void validationsAreSortedIntoBucketsFromTenMicrosecondsToOneSecond() {
        new MicrometerListener(prometheus, policy);
        List<String> buckets = prometheus
                .scrape()
                .lines()
                .filter(line -> line.startsWith("bearergate_validation_seconds_bucket"))
                .filter(line -> line.contains("memo=\"hit\"") && line.contains("outcome=\"valid\""))
                .map(line -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1"))
                .toList();

        assertThat(buckets)
                .containsExactly(
                        "1.0E-5", "2.5E-5", "5.0E-5", "1.0E-4", "2.5E-4", "5.0E-4", "0.001", "0.0025", "0.005", "0.01",
                        "0.025", "0.05", "0.1", "0.25", "1.0", "+Inf");
    }

    @Test
    void noRequestAddsATimeSeries() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        try (RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(listener));
                TestIssuer stranger = TestIssuer.start()) {
            guard.decide(ApiRequest.of("GET", "/any", bearer(stranger.token().sign())));
            guard.decide(
                    ApiRequest.of("GET", "/any", bearer(issuer.token().kid("k").sign())));
            long before = metersButRefreshes();
            for (int i = 0; i < 50; i++) {
                guard.decide(ApiRequest.of("M" + i, "/orders/" + i, List.of()));
                guard.decide(ApiRequest.of(
                        "GET",
                        "/p" + i,
                        bearer(issuer.token().subject("s" + i).clientId("c" + i).sign())));
                guard.decide(ApiRequest.of(
                        "GET",
                        "/any",
                        bearer(stranger.token().jti("j" + i).kid("k" + i).sign())));
                guard.decide(ApiRequest.of(
                        "GET", "/any", bearer(issuer.token().kid("k" + i).sign())));
            }

            assertThat(metersButRefreshes()).isEqualTo(before);
        }
    }

    @Test
    void closingTakesTheMetersOutOfTheRegistry() {
        MicrometerListener listener = new MicrometerListener(registry, policy);
        Counter others = registry.counter("others");
        try (RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(listener))) {
            listener.watch(guard);
            assertThat(registry.getMeters()).hasSizeGreaterThan(100);
            listener.close();
        }

        assertThat(registry.getMeters()).containsExactly(others);
    }

    @Test
    void everyKindOfKeyEventHasItsMeters() {
        assertThat(KeySourceEvent.class.getPermittedSubclasses())
                .as("a new kind of event needs a meter in KeyMeters")
                .containsExactlyInAnyOrder(
                        KeySourceEvent.Refreshed.class,
                        KeySourceEvent.KeysChanged.class,
                        KeySourceEvent.KeySkipped.class,
                        KeySourceEvent.UnknownKid.class);
    }

    /** Refreshes come when they come; their tags are three closed sets. */
    private long metersButRefreshes() {
        return registry.getMeters().stream()
                .filter(meter -> !meter.getId().getName().equals("bearergate.jwks.refresh"))
                .count();
    }

    private static List<String> bearer(String token) {
        return List.of("Bearer " + token);
    }

    private Timer timer(String issuer, String memo, String outcome) {
        return registry.get("bearergate.validation")
                .tags("issuer", issuer, "memo", memo, "outcome", outcome)
                .timer();
    }

    private double value(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    private double count(String rule, String outcome, String reason, String fault) {
        return registry.get("bearergate.requests")
                .tags("rule", rule, "outcome", outcome, "reason", reason, "fault", fault)
                .counter()
                .count();
    }

    private Set<String> reasons(String rule) {
        Collection<Counter> counters =
                registry.find("bearergate.requests").tag("rule", rule).counters();
        return counters.stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .filter(tag -> tag.getKey().equals("reason"))
                .map(Tag::getValue)
                .collect(Collectors.toSet());
    }
}
