package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.store.InMemoryRevocationList;
import io.github.bearergate.testkit.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason, produced by a request that deserves it. */
class EveryReasonTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final TestIssuer STRANGER = TestIssuer.start();
    private static final InMemoryRevocationList REVOKED =
            new InMemoryRevocationList(Clock.fixed(Gate.NOW, ZoneOffset.UTC));
    private static final Gate GATE = new Gate(ISSUER, builder -> builder.revocationList(REVOKED));

    @AfterAll
    static void close() {
        GATE.close();
        ISSUER.close();
        STRANGER.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.concat(refusedRequests(), refusedTokens());
    }

    private static Stream<Arguments> refusedRequests() {
        String token = "Bearer " + GATE.token().sign();
        return Stream.of(
                refusal(Reason.MISSING_TOKEN, GATE.request("GET", "/orders/7")),
                refusal(Reason.OTHER_SCHEME, GATE.request("GET", "/orders/7", "Basic dTpw")),
                refusal(Reason.MALFORMED_HEADER, GATE.request("GET", "/orders/7", "Bearer")),
                refusal(Reason.MULTIPLE_TOKENS, GATE.request("GET", "/orders/7", token, token)),
                refusal(Reason.AMBIGUOUS_PATH, GATE.request("GET", "/orders//7", token)),
                refusal(Reason.AMBIGUOUS_PATH, GATE.guard.decide(ApiRequest.ambiguous("GET"))),
                refusal(Reason.INSUFFICIENT_SCOPE, GATE.request("POST", "/orders", token)),
                refusal(Reason.CLAIM_MISMATCH, GATE.request("GET", "/tenants/acme/x", token)),
                refusal(Reason.DENIED_BY_POLICY, GATE.request("GET", "/internal/x", token)),
                refusal(Reason.DENIED_BY_POLICY, GATE.request("GET", "/nowhere", token)),
                refusal(Reason.DENIED_BY_POLICY, GATE.request("TRACE", "/me", token)));
    }

    private static Stream<Arguments> refusedTokens() {
        REVOKED.revoke(ISSUER.issuer(), "stolen", Gate.NOW.plusSeconds(3_600));
        return Stream.of(
                refusal(Reason.MALFORMED_TOKEN, "not-a-jws"),
                refusal(Reason.TOKEN_TOO_LARGE, "a".repeat(TokenValidator.LONGEST_TOKEN + 1)),
                refusal(
                        Reason.ALGORITHM_NOT_ALLOWED,
                        GATE.token().header("alg", "RS512").sign()),
                refusal(
                        Reason.ALGORITHM_NOT_ALLOWED,
                        GATE.token().header("alg", "none").unsigned().sign() + "AAAA"),
                refusal(
                        Reason.FORBIDDEN_HEADER,
                        GATE.token().header("jku", "https://evil.example/").sign()),
                refusal(Reason.WRONG_TYPE, GATE.token().typ("logout+jwt").sign()),
                refusal(Reason.WRONG_TYPE, GATE.token().claim("at_hash", "x").sign()),
                refusal(
                        Reason.UNKNOWN_ISSUER,
                        STRANGER.token().scope("orders:read").sign()),
                refusal(Reason.UNKNOWN_KEY, GATE.token().kid("nobody").sign()),
                refusal(
                        Reason.BAD_SIGNATURE,
                        GATE.token().signature(new byte[256]).sign()),
                refusal(
                        Reason.EXPIRED,
                        GATE.token().expiresAt(Gate.NOW.minusSeconds(60)).sign()),
                refusal(
                        Reason.NOT_YET_VALID,
                        GATE.token().notBefore(Gate.NOW.plusSeconds(61)).sign()),
                refusal(
                        Reason.ISSUED_IN_FUTURE,
                        GATE.token().issuedAt(Gate.NOW.plusSeconds(61)).sign()),
                refusal(
                        Reason.LIVES_TOO_LONG,
                        GATE.token().expiresIn(Duration.ofSeconds(86_401)).sign()),
                refusal(
                        Reason.CONTRADICTORY_TIMES,
                        GATE.token()
                                .issuedAt(Gate.NOW)
                                .expiresAt(Gate.NOW.minusSeconds(1))
                                .sign()),
                refusal(Reason.MISSING_CLAIM, GATE.token().without("aud").sign()),
                refusal(Reason.MISTYPED_CLAIM, GATE.token().claim("sub", 1).sign()),
                refusal(
                        Reason.WRONG_AUDIENCE,
                        GATE.token().audience("https://other.example").sign()),
                refusal(Reason.REVOKED, GATE.token().jti("stolen").sign()),
                refusal(
                        Reason.UNSUPPORTED_CONFIRMATION,
                        GATE.token().claim("cnf", null).sign()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void theRequestIsRefusedForExactlyThisReason(Reason reason, Decision decision) {
        assertThat(Gate.verdict(decision)).isEqualTo(reason.name());
    }

    @Test
    void noReasonIsWithoutARequestThatDeservesIt() {
        Set<Object> produced = refusals().map(row -> row.get()[0]).collect(Collectors.toSet());

        assertThat(produced).isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    void theControlTokenPasses() {
        assertThat(GATE.verdict(GATE.token().sign())).isEqualTo("ALLOWED");
    }

    private static Arguments refusal(Reason reason, String token) {
        return refusal(reason, GATE.get("/orders/7", token));
    }

    private static Arguments refusal(Reason reason, Decision decision) {
        return Arguments.of(reason, decision);
    }
}
