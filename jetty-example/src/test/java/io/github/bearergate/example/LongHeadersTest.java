package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LongHeadersTest {
    @Test
    void theGateDecidesAboutLongTokensAndTheServerAboutLongerHeadersInJson() throws InterruptedException {
        try (RunningExample running = RunningExample.ofDemo(Options.Audit.DENIALS)) {
            HttpResponse<String> tooLong = running.get("/orders", "t".repeat(16 * 1024 + 1));
            assertThat(tooLong.statusCode()).isEqualTo(401);
            assertThat(Http.header(tooLong, "WWW-Authenticate")).contains("invalid_token");
            assertThat(running.auditLine()).contains("\"event.reason\":\"TOKEN_TOO_LARGE\"");

            assertThat(running.get("/orders", "t".repeat(32_000)).statusCode()).isEqualTo(401);

            HttpResponse<String> refused = running.get("/orders", "t".repeat(33_000));
            assertThat(refused.statusCode()).isEqualTo(431);
            assertThat(Http.header(refused, "Content-Type")).isEqualTo("application/json");
            assertThat(refused.body()).isEqualTo("{\"error\":\"request header fields too large\"}");
            assertThat(refused.headers().map()).doesNotContainKey("server");
        }
    }
}
