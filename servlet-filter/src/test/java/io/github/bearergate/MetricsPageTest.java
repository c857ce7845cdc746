package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.audit.RequestOrigin;
import io.github.bearergate.jwks.KeySourceState;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.servlet.Guards;
import io.github.bearergate.testkit.TestIssuer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/metrics.md against the code that they describe. */
class MetricsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("bearergate.root", ".."), "docs", "metrics.md");
    private static final String RULES = "GET /orders/** needs orders:read\n";

    @Test
    void everyMeterIsDescribedWithItsTagsAndNoOther() throws IOException {
        Policy policy;
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestIssuer issuer = TestIssuer.start()) {
            policy = Policy.parse("test.policy", issuer.policy(RULES));
            MicrometerListener listener = new MicrometerListener(registry, policy);
            watch(issuer, listener);
        }
        Map<String, Set<String>> registered = new TreeMap<>();
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> !id.getName().endsWith(".histogram")) // how this registry shows a timer's buckets
                .forEach(id -> registered
                        .computeIfAbsent(id.getName(), name -> new TreeSet<>())
                        .addAll(id.getTags().stream().map(Tag::getKey).toList()));
        Map<String, Set<String>> described = new TreeMap<>();
        for (List<String> row : table("meter")) {
            described.put(
                    unquoted(row.get(0)),
                    new TreeSet<>(List.of(unquoted(row.get(3)).split(", ", -1))));
        }

        assertThat(described).isEqualTo(registered);
    }

    @Test
    void everyMeterIsDescribedAsPrometheusNamesIt() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (TestIssuer issuer = TestIssuer.start()) {
            watch(issuer, new MicrometerListener(registry, Policy.parse("test.policy", issuer.policy(RULES))));
        }
        Set<String> printed = registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE ") && !line.contains("_seconds_max "))
                .map(line -> line.substring("# TYPE ".length()))
                .collect(Collectors.toSet());

        assertThat(table("meter").stream().map(row -> unquoted(row.get(1)) + " " + row.get(2)))
                .containsExactlyInAnyOrderElementsOf(printed);
    }

    @Test
    void theNumbersOfTheStatesAreDescribed() throws IOException {
        String states = Arrays.stream(KeySourceState.values())
                .map(state -> Arrays.asList(KeySourceState.values()).indexOf(state) + " "
                        + state.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));

        assertThat(table("meter")).anySatisfy(row -> assertThat(row).contains("`bearergate.jwks.state`", states));
    }

    @Test
    void everyAuditFieldIsDescribedInItsOrderAndNoOther() throws IOException, ParseException {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (AuditLog log = AuditLog.ofDenials(lines::add);
                TestIssuer issuer = TestIssuer.start();
                RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(log))) {
            ApiRequest request = ApiRequest.of(
                    "GET", "/orders/7", List.of("Bearer " + issuer.token().sign()));
            RequestOrigin.during(new Origin(), () -> guard.decide(request));
        }
        List<String> described =
                table("field").stream().map(row -> unquoted(row.get(0))).toList();

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(JSONObjectUtils.parse(line).keySet()).containsExactlyInAnyOrderElementsOf(described);
            assertThat(described)
                    .isSortedAccordingTo((one, other) -> line.indexOf(quoted(one)) - line.indexOf(quoted(other)));
        });
    }

    private record Origin() implements RequestOrigin {
        @Override
        public String clientAddress() {
            return "192.0.2.7";
        }

        @Override
        public Optional<String> traceId() {
            return Optional.of("0af7651916cd43dd8448eb211c80319c");
        }
    }

    /** Has every meter registered, those that appear with their first event included. */
    private static void watch(TestIssuer issuer, MicrometerListener listener) {
        try (RequestGuard guard = Guards.ready(issuer, RULES, builder -> builder.listener(listener));
                AuditLog log = AuditLog.ofDenials(line -> {})) {
            listener.watch(guard);
            listener.watch(log);
        }
    }

    /** The rows of the table whose first column has this heading. */
    private static List<List<String>> table(String heading) throws IOException {
        List<List<String>> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
        assertThat(rows).as("table " + heading).isNotEmpty();
        return rows;
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
