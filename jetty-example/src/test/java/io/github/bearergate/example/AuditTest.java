package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class AuditTest {
    /** Reads the line as one strict JSON object, to its end. */
    private static void assertOneJsonObject(String line) {
        assertThat(line).doesNotContain("\n", "\r");
        try (JsonParser in = Json.parser(line.getBytes(StandardCharsets.UTF_8))) {
            assertThat(in.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            in.skipChildren();
            assertThat(in.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(in.nextToken()).isNull();
        }
    }

    @Test
    void denialsAreWrittenAndAllowancesAreNotUnlessAskedFor() throws InterruptedException {
        try (RunningExample running = RunningExample.ofDemo(Options.Audit.DENIALS)) {
            String reader = running.token(DemoClient.READER);
            running.get("/orders", reader);
            Http.get(running.api("/orders"));
            running.send("DELETE", "/orders/1", reader, "");

            String missing = running.auditLine();
            assertOneJsonObject(missing);
            assertThat(missing).contains("\"event.reason\":\"MISSING_TOKEN\"", "\"url.path\":\"/orders\"");
            String forbidden = running.auditLine();
            assertOneJsonObject(forbidden);
            assertThat(forbidden)
                    .contains("\"event.reason\":\"INSUFFICIENT_SCOPE\"", "\"oauth2.client_id\":\"reader\"")
                    .doesNotContain(reader);
        }
    }

    @Test
    void allowancesAreWrittenWhenAskedFor() throws InterruptedException {
        try (RunningExample running = RunningExample.ofDemo(Options.Audit.ALL)) {
            running.get("/orders", running.token(DemoClient.READER));

            String allowed = running.auditLine();
            assertOneJsonObject(allowed);
            assertThat(allowed).contains("\"event.outcome\":\"success\"", "\"oauth2.rule.id\":\"GET /orders/**\"");
        }
    }
}
