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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason, produced by a request that deserves it. */
class EveryReasonTest {
    private static TestIssuer sharedIssuer;
    private static TestIssuer stranger;
    private static final InMemoryRevocationList REVOKED =
            new InMemoryRevocationList(Clock.fixed(Gate.NOW, ZoneOffset.UTC));
    private static Gate sharedGate;

    @BeforeAll
    static void start() {
        sharedIssuer = TestIssuer.start();
        stranger = TestIssuer.start();
        sharedGate = new Gate(sharedIssuer, builder -> builder.revocationList(REVOKED));
    }

    @AfterAll
    static void close() {
        sharedGate.close();
        sharedIssuer.close();
        stranger.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.concat(refusedRequests(), refusedTokens());
    }

    private static Stream<Arguments> refusedRequests() {
        String token = "Bearer " + sharedGate.token().sign();
        return Stream.of(
                refusal(Reason.MISSING_TOKEN, sharedGate.request("GET", "/orders/7")),
                refusal(Reason.OTHER_SCHEME, sharedGate.request("GET", "/orders/7", "Basic dTpw")),
                refusal(Reason.MALFORMED_HEADER, sharedGate.request("GET", "/orders/7", "Bearer")),
                refusal(Reason.MULTIPLE_TOKENS, sharedGate.request("GET", "/orders/7", token, token)),
                refusal(Reason.AMBIGUOUS_PATH, sharedGate.request("GET", "/orders//7", token)),
                refusal(Reason.AMBIGUOUS_PATH, sharedGate.guard.decide(ApiRequest.ambiguous("GET"))),
                refusal(Reason.INSUFFICIENT_SCOPE, sharedGate.request("POST", "/orders", token)),
                refusal(Reason.CLAIM_MISMATCH, sharedGate.request("GET", "/tenants/acme/x", token)),
                refusal(Reason.DENIED_BY_POLICY, sharedGate.request("GET", "/internal/x", token)),
                refusal(Reason.DENIED_BY_POLICY, sharedGate.request("GET", "/nowhere", token)),
                refusal(Reason.DENIED_BY_POLICY, sharedGate.request("TRACE", "/me", token)));
    }

    private static Stream<Arguments> refusedTokens() {
        REVOKED.revoke(sharedIssuer.issuer(), "stolen", Gate.NOW.plusSeconds(3_600));
        return Stream.of(
                refusal(Reason.MALFORMED_TOKEN, "not-a-jws"),
                refusal(Reason.TOKEN_TOO_LARGE, "a".repeat(TokenValidator.LONGEST_TOKEN + 1)),
                refusal(
                        Reason.ALGORITHM_NOT_ALLOWED,
                        sharedGate.token().header("alg", "RS512").sign()),
                refusal(
                        Reason.ALGORITHM_NOT_ALLOWED,
                        sharedGate.token().header("alg", "none").unsigned().sign() + "AAAA"),
                refusal(
                        Reason.FORBIDDEN_HEADER,
                        sharedGate
                                .token()
                                .header("jku", "https://evil.example/")
                                .sign()),
                refusal(Reason.WRONG_TYPE, sharedGate.token().typ("logout+jwt").sign()),
                refusal(
                        Reason.WRONG_TYPE,
                        sharedGate.token().claim("at_hash", "x").sign()),
                refusal(
                        Reason.UNKNOWN_ISSUER,
                        stranger.token().scope("orders:read").sign()),
                refusal(Reason.UNKNOWN_KEY, sharedGate.token().kid("nobody").sign()),
                refusal(
                        Reason.BAD_SIGNATURE,
                        sharedGate.token().signature(new byte[256]).sign()),
                refusal(
                        Reason.EXPIRED,
                        sharedGate.token().expiresAt(Gate.NOW.minusSeconds(60)).sign()),
                refusal(
                        Reason.NOT_YET_VALID,
                        sharedGate.token().notBefore(Gate.NOW.plusSeconds(61)).sign()),
                refusal(
                        Reason.ISSUED_IN_FUTURE,
                        sharedGate.token().issuedAt(Gate.NOW.plusSeconds(61)).sign()),
                refusal(
                        Reason.LIVES_TOO_LONG,
                        sharedGate.token().expiresIn(Duration.ofSeconds(86_401)).sign()),
                refusal(
                        Reason.CONTRADICTORY_TIMES,
                        sharedGate
                                .token()
                                .issuedAt(Gate.NOW)
                                .expiresAt(Gate.NOW.minusSeconds(1))
                                .sign()),
                refusal(Reason.MISSING_CLAIM, sharedGate.token().without("aud").sign()),
                refusal(
                        Reason.MISTYPED_CLAIM,
                        sharedGate.token().claim("sub", 1).sign()),
                refusal(
                        Reason.WRONG_AUDIENCE,
                        sharedGate.token().audience("https://other.example").sign()),
                refusal(Reason.REVOKED, sharedGate.token().jti("stolen").sign()),
                refusal(
                        Reason.UNSUPPORTED_CONFIRMATION,
                        sharedGate.token().claim("cnf", null).sign()));
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
        assertThat(sharedGate.verdict(sharedGate.token().sign())).isEqualTo("ALLOWED");
    }

    private static Arguments refusal(Reason reason, String token) {
        return refusal(reason, sharedGate.get("/orders/7", token));
    }

    private static Arguments refusal(Reason reason, Decision decision) {
        return Arguments.of(reason, decision);
    }
}
