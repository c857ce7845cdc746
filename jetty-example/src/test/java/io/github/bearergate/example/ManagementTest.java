package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.testkit.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementTest {
    @Test
    void metricsAreInPrometheusFormatAndCountWhatTheGateDecided() {
        try (RunningExample running = RunningExample.ofDemo(Options.Audit.ALL)) {
            running.get("/orders", running.token(DemoClient.READER));
            Http.get(running.api("/orders"));
            HttpResponse<String> metrics = Http.get(running.management("/metrics"));

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(Http.header(metrics, "Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body().lines())
                    .anyMatch(line -> line.startsWith("bearergate_requests_total{")
                            && line.contains("outcome=\"allowed\"")
                            && line.contains("rule=\"GET /orders/**\"")
                            && line.endsWith(" 1.0"))
                    .anyMatch(line -> line.startsWith("bearergate_requests_total{")
                            && line.contains("reason=\"MISSING_TOKEN\"")
                            && line.endsWith(" 1.0"))
                    .anyMatch(line -> line.startsWith("bearergate_validation_seconds_bucket{"))
                    .anyMatch(line -> line.startsWith("bearergate_jwks_keys{") && line.endsWith(" 1.0"))
                    .anyMatch(line -> line.startsWith("bearergate_policy_info{"))
                    .anyMatch(line -> line.startsWith("bearergate_audit_dropped_total{") && line.endsWith(" 0.0"));
        }
    }

    @Test
    void readyMeansThatAKeySetHasCome(@TempDir Path folder) throws IOException {
        try (TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start()) {
            issuer.chaos().answer(500);
            Path policy = folder.resolve("own.policy");
            Files.writeString(policy, issuer.policy("ANY /** needs a valid token"));
            try (RunningExample running = RunningExample.of(policy)) {
                assertThat(Http.get(running.management("/health/live")).statusCode())
                        .isEqualTo(200);
                assertThat(Http.get(running.management("/health/ready")).statusCode())
                        .isEqualTo(503);
                assertThat(running.get("/whoami", issuer.token().sign()).statusCode())
                        .isEqualTo(503);

                issuer.chaos().calm();
                running.ready();
                HttpResponse<String> ready = Http.get(running.management("/health/ready"));
                assertThat(ready.statusCode()).isEqualTo(200);
                assertThat(ready.body())
                        .isEqualTo("{\"status\":\"up\",\"issuers\":[{\"issuer\":\"127.0.0.1\",\"keys\":\"FRESH\"}]}");
                assertThat(running.get("/whoami", issuer.token().sign()).statusCode())
                        .isEqualTo(200);

                issuer.chaos().answer(500);
                assertThat(Http.get(running.management("/health/ready")).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void everythingElseIsNotFoundOrNotAllowed(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("p"), "policy 1\neverything else is denied\n");
        try (RunningExample running = RunningExample.of(policy)) {
            assertThat(Http.get(running.management("/")).body()).isEqualTo("{\"error\":\"not found\"}");
            assertThat(Http.get(running.management("/orders")).statusCode()).isEqualTo(404);
            assertThat(Http.post(running.management("/metrics"), "").statusCode())
                    .isEqualTo(405);
            assertThat(Http.send("HEAD", running.management("/health/live"), "").statusCode())
                    .isEqualTo(200);
        }
    }
}
