package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.Reason;
import io.github.bearergate.TokenValidator;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.store.InMemoryRevocationList;
import io.github.bearergate.testkit.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees of each reason, to the byte. The words are written out here, not taken from the code under test. */
class RefusalsOverHttpTest {
    private static final String NOT_VALID = "The access token is not valid";

    private static final InMemoryRevocationList REVOKED = new InMemoryRevocationList(Clock.systemUTC());
    private static final TestIssuer STRANGER = TestIssuer.start();
    private static final GuardedApp APP = new GuardedApp(builder -> builder.revocationList(REVOKED));
    private static final List<Arguments> REFUSALS = asked().toList();

    @AfterAll
    static void close() {
        APP.close();
        STRANGER.close();
    }

    static Stream<Arguments> refusals() {
        return REFUSALS.stream();
    }

    private static Stream<Arguments> asked() {
        return Stream.of(withoutError(), badRequests(), badTokens(), genuineTokens(), forbidden())
                .flatMap(List::stream);
    }

    private static List<Arguments> withoutError() {
        return List.of(
                row(Reason.MISSING_TOKEN, get("/orders/7"), 401, "Bearer"),
                row(Reason.OTHER_SCHEME, get("/orders/7", "Authorization: Basic dTpw"), 401, "Bearer"));
    }

    private static List<Arguments> badRequests() {
        String bearer = "Authorization: Bearer " + APP.token().sign();
        String malformed = "Bearer error=\"invalid_request\", error_description=\"The Authorization header is not one"
                + " well-formed Bearer credential\"";
        String multiple = "Bearer error=\"invalid_request\", error_description=\"The request carries more than one"
                + " Authorization header\"";
        String ambiguous =
                "Bearer error=\"invalid_request\", error_description=\"The request path is not in canonical form\"";
        return List.of(
                row(Reason.MALFORMED_HEADER, get("/orders/7", "Authorization: Bearer"), 400, malformed),
                row(Reason.MALFORMED_HEADER, get("/orders/7", bearer.replace("Bearer ", "Bearer\t")), 400, malformed),
                row(Reason.MALFORMED_HEADER, get("/orders/7", bearer + ", Basic x"), 400, malformed),
                row(Reason.MULTIPLE_TOKENS, get("/orders/7", bearer, bearer), 400, multiple),
                row(Reason.MULTIPLE_TOKENS, get("/orders/7", "Authorization: Basic x", bearer), 400, multiple),
                row(Reason.AMBIGUOUS_PATH, get("/orders/7;a=b", bearer), 400, ambiguous),
                row(Reason.AMBIGUOUS_PATH, get("/open/../orders/7", bearer), 400, ambiguous));
    }

    private static List<Arguments> badTokens() {
        REVOKED.revoke(APP.issuer.issuer(), "stolen", Instant.now().plusSeconds(3_600));
        String tampered = APP.token().sign();
        List<Arguments> rows = new ArrayList<>();
        Map<Reason, String> tokens = Map.of(
                Reason.MALFORMED_TOKEN, "not-a-jws",
                Reason.TOKEN_TOO_LARGE, "a".repeat(TokenValidator.LONGEST_TOKEN + 1),
                Reason.ALGORITHM_NOT_ALLOWED,
                        APP.token().signedWithSecret(new byte[32]).sign(),
                Reason.FORBIDDEN_HEADER,
                        APP.token().header("jku", "https://evil.example/").sign(),
                Reason.WRONG_TYPE, APP.token().typ("logout+jwt").sign(),
                Reason.UNKNOWN_ISSUER, STRANGER.token().sign(),
                Reason.UNKNOWN_KEY, APP.token().kid("nobody").sign(),
                Reason.BAD_SIGNATURE, APP.token().signature(new byte[256]).sign(),
                Reason.REVOKED, APP.token().jti("stolen").sign());
        tokens.forEach((reason, token) -> rows.add(invalidToken(reason, token, NOT_VALID)));
        rows.add(invalidToken(Reason.BAD_SIGNATURE, tampered.substring(0, tampered.length() - 4) + "AAAA", NOT_VALID));
        return rows;
    }

    private static List<Arguments> genuineTokens() {
        Instant now = Instant.now();
        return List.of(
                invalidToken(Reason.EXPIRED, APP.token().expired().sign(), "The access token expired"),
                invalidToken(
                        Reason.NOT_YET_VALID,
                        APP.token().notBefore(now.plusSeconds(120)).sign(),
                        "The access token is not valid yet"),
                invalidToken(
                        Reason.ISSUED_IN_FUTURE,
                        APP.token().issuedAt(now.plusSeconds(120)).sign(),
                        "The access token was issued in the future"),
                invalidToken(
                        Reason.LIVES_TOO_LONG,
                        APP.token().expiresIn(Duration.ofHours(25)).sign(),
                        "The access token lives longer than is allowed here"),
                invalidToken(
                        Reason.CONTRADICTORY_TIMES,
                        APP.token().issuedAt(now).expiresAt(now.minusSeconds(1)).sign(),
                        "The times of the access token contradict each other"),
                invalidToken(
                        Reason.MISSING_CLAIM,
                        APP.token().without("aud").sign(),
                        "The access token lacks a required claim"),
                invalidToken(
                        Reason.MISTYPED_CLAIM,
                        APP.token().claim("sub", 1).sign(),
                        "A claim of the access token has the wrong type"),
                invalidToken(
                        Reason.WRONG_AUDIENCE,
                        APP.token().audience("https://other.example").sign(),
                        "The access token is meant for another audience"),
                invalidToken(
                        Reason.UNSUPPORTED_CONFIRMATION,
                        APP.token().claim("cnf", Map.of("jkt", "x")).sign(),
                        "The access token is bound to a proof of possession that is not supported here"));
    }

    private static List<Arguments> forbidden() {
        String bearer = "Authorization: Bearer " + APP.token().sign();
        String insufficient =
                "Bearer error=\"insufficient_scope\", error_description=\"The access token lacks a scope that"
                        + " this request needs\", scope=\"";
        return List.of(
                row(
                        Reason.INSUFFICIENT_SCOPE,
                        APP.server.send("POST", "/orders", bearer, "Content-Length: 0"),
                        403,
                        insufficient + "orders:read orders:write\""),
                row(Reason.INSUFFICIENT_SCOPE, get("/reports", bearer), 403, insufficient + "reports:read\""),
                row(Reason.CLAIM_MISMATCH, get("/tenants/acme/x", bearer), 403),
                row(Reason.DENIED_BY_POLICY, get("/internal/x", bearer), 403),
                row(Reason.DENIED_BY_POLICY, get("/nowhere", bearer), 403),
                row(Reason.DENIED_BY_POLICY, APP.server.send("DELETE", "/orders/7", bearer), 403),
                row(Reason.DENIED_BY_POLICY, APP.server.send("TRACE", "/me", bearer), 403));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void theAnswerIsThisAndNothingElse(Reason reason, Reply reply, int status, List<String> challenge) {
        String title = Map.of(400, "Bad Request", 401, "Unauthorized", 403, "Forbidden")
                .get(status);
        String detail = challenge.stream()
                .filter(text -> text.contains("error_description=\""))
                .map(text -> ",\"detail\":\"" + text.replaceAll(".*error_description=\"([^\"]*)\".*", "$1") + "\"")
                .findFirst()
                .orElse("");
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + detail + "}";

        assertThat(reply.text())
                .as(reason.name())
                .isEqualTo("HTTP/1.1 " + status + " " + title + "\r\n"
                        + challenge.stream()
                                .map(text -> "WWW-Authenticate: " + text + "\r\n")
                                .collect(Collectors.joining())
                        + "Cache-Control: no-store\r\n"
                        + "Content-Type: application/problem+json\r\n"
                        + "Content-Length: " + body.length() + "\r\n"
                        + "Connection: close\r\n\r\n" + body);
    }

    @Test
    void everyReasonIsSeenOverHttp() {
        Set<Object> seen = refusals().map(row -> row.get()[0]).collect(Collectors.toSet());

        assertThat(seen).isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    void theEightReasonsAndARevokedTokenCannotBeToldApart() {
        Set<String> answers = refusals()
                .filter(row -> List.of(
                                Reason.MALFORMED_TOKEN,
                                Reason.TOKEN_TOO_LARGE,
                                Reason.ALGORITHM_NOT_ALLOWED,
                                Reason.FORBIDDEN_HEADER,
                                Reason.WRONG_TYPE,
                                Reason.UNKNOWN_ISSUER,
                                Reason.UNKNOWN_KEY,
                                Reason.BAD_SIGNATURE,
                                Reason.REVOKED)
                        .contains(row.get()[0]))
                .map(row -> ((Reply) row.get()[1]).text())
                .collect(Collectors.toSet());

        assertThat(answers).hasSize(1);
    }

    @Test
    void noRefusalReachesTheApplication() {
        assertThat(REFUSALS).hasSizeGreaterThan(30);
        assertThat(APP.app.reached).hasValue(0);
    }

    @Test
    void pathsThatExistAndPathsThatDoNotAnswerAlike() {
        assertThat(get("/internal/x").text())
                .isEqualTo(get("/nowhere").text())
                .isEqualTo(get("/orders/7").text());
        String expired = "Authorization: Bearer " + APP.token().expired().sign();
        assertThat(get("/internal/x", expired).text())
                .isEqualTo(get("/nowhere", expired).text())
                .isEqualTo(get("/orders/7", expired).text());
    }

    @Test
    void aHeadRequestIsAnsweredWithTheSameFieldsAndNoBody() {
        for (String token : List.of(
                "",
                "Authorization: Bearer nonsense",
                "Authorization: Bearer " + APP.token().sign())) {
            Reply get = get("/internal/x", token.isEmpty() ? "X-None: 1" : token);
            Reply head = APP.server.send("HEAD", "/internal/x", token.isEmpty() ? "X-None: 1" : token);

            assertThat(head.head()).isEqualTo(get.head());
            assertThat(head.body()).isEmpty();
            assertThat(get.body()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1_000})
    void anOutageThatEndsWithinASecondIsAnsweredWithRetryAfterOne(long millis) {
        assertOutage(Duration.ofMillis(millis), "1");
    }

    @Test
    void anOutageIsAnsweredWithItsWaitInWholeSecondsRoundedUp() {
        assertOutage(Duration.ofMillis(1_001), "2");
        assertOutage(Duration.ofSeconds(5), "5");
    }

    private static void assertOutage(Duration wait, String retryAfter) {
        String body = "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503}";
        try (GuardedApp app = new GuardedApp(builder -> builder.revocationList((issuer, jti) -> {
            throw new SourceUnavailableException("the list is away", wait);
        }))) {
            Reply reply = app.server.getWithToken("/orders/7", app.token().sign());

            assertThat(reply.text())
                    .isEqualTo("HTTP/1.1 503 Service Unavailable\r\n"
                            + "Retry-After: " + retryAfter + "\r\n"
                            + "Cache-Control: no-store\r\n"
                            + "Content-Type: application/problem+json\r\n"
                            + "Content-Length: " + body.length() + "\r\n"
                            + "Connection: close\r\n\r\n" + body);
            assertThat(app.app.reached).hasValue(0);
        }
    }

    private static Arguments invalidToken(Reason reason, String token, String sentence) {
        return row(
                reason,
                APP.server.getWithToken("/orders/7", token),
                401,
                "Bearer error=\"invalid_token\", error_description=\"" + sentence + "\"");
    }

    private static Reply get(String target, String... fields) {
        return APP.server.send("GET", target, fields);
    }

    private static Arguments row(Reason reason, Reply reply, int status, String... challenge) {
        return Arguments.of(reason, reply, status, List.of(challenge));
    }
}
