package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.audit.AuditLog;
import io.github.bearergate.metrics.MicrometerListener;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rules;
import io.github.bearergate.testkit.Eventually;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One policy has one digest, wherever an operator reads it: the log, the audit line and the meter. */
class PolicyDigestTest {
    static List<Policy> policies() {
        return List.of(
                Policy.parse("api.policy", "policy 1\n# health\nGET /health is open\neverything else is denied\n"),
                Policy.of(Rules.get("/health").isOpen()),
                Policy.of(Rules.get("/health").isOpen(), Rules.any("/caf\u00e9").isDenied()));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theLogTheAuditLineAndTheMeterNameTheSamePolicy(Policy policy) throws Exception {
        List<String> audit = new CopyOnWriteArrayList<>();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MicrometerListener meters = new MicrometerListener(registry, policy);
        try (LogCapture log = LogCapture.of("bearergate");
                AuditLog lines = AuditLog.ofDenials(audit::add);
                RequestGuard guard = RequestGuard.builder(policy)
                        .listener(lines)
                        .listener(meters)
                        .build();
                TestServer server = new TestServer()
                        .filter(new BearerTokenFilter(guard))
                        .servlet(new WhoServlet(), "/*")
                        .start()) {
            assertThat(server.get("/other").status()).isEqualTo(401);
            Eventually.until(() -> !audit.isEmpty());

            String digest = sha256(policy.print());
            assertThat(log.lines)
                    .contains("INFO Filter filter1 enforces the policy "
                            + policy.source().orElse("made in code") + ": SHA-256 " + digest + ", rules: "
                            + policy.rules().size());
            assertThat(audit)
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("\"oauth2.policy.digest\":\"" + digest + "\""));
            assertThat(registry.scrape())
                    .contains("bearergate_policy_info{digest=\"" + digest.substring(0, 12) + "\",rules=\""
                            + policy.rules().size() + "\"} 1");
        }
    }

    @Test
    void thePolicyOfAFileKeepsItsNameInTheLogAlsoWhenCodeMadeTheGuard() {
        Policy policy = Policy.parse("orders.policy", "policy 1\nANY /health is open\neverything else is denied\n");
        try (LogCapture log = LogCapture.of("bearergate");
                RequestGuard guard = RequestGuard.of(policy);
                TestServer server =
                        new TestServer().filter(new BearerTokenFilter(guard)).start()) {
            assertThat(server.port()).isPositive();
            assertThat(log.lines)
                    .contains("INFO Filter filter1 enforces the policy orders.policy: SHA-256 " + policy.digest()
                            + ", rules: 1")
                    .anySatisfy(line -> assertThat(line).startsWith("WARNING orders.policy:2: "));
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
