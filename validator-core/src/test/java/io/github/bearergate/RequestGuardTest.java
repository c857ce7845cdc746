package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.jwks.KeySourceState;
import io.github.bearergate.jwks.KeySourceStatus;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which a request is looked at, and what is said about it. */
@Tag("in-memory")
class RequestGuardTest {
    private static TestIssuer sharedIssuer;
    private static Gate sharedGate;

    @BeforeAll
    static void start() {
        sharedIssuer = TestIssuer.start();
        sharedGate = Gate.of(sharedIssuer);
    }

    @AfterAll
    static void close() {
        sharedGate.close();
        sharedIssuer.close();
    }

    @Test
    void anOpenRuleLooksAtNoCredentials() {
        Decision decision = sharedGate.request("GET", "/open", "Bearer nonsense", "Basic x");

        assertThat(decision).isInstanceOf(Decision.Allow.class);
        assertThat(((Decision.Allow) decision).token()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/x", "/nowhere", "/orders/7", "/me", "/tenants/acme/x"})
    void answersDoNotTellWhichPathsExist(String path) {
        assertThat(Gate.verdict(sharedGate.request("GET", path))).isEqualTo("MISSING_TOKEN");
        assertThat(Gate.verdict(sharedGate.request("GET", path, "Bearer x"))).isEqualTo("MALFORMED_TOKEN");
        assertThat(Gate.verdict(sharedGate.request("GET", path, "Bearer"))).isEqualTo("MALFORMED_HEADER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void someMethodsAreDeniedWhateverThePolicySays(String method) {
        assertThat(Gate.verdict(sharedGate.request(method, "/me"))).isEqualTo("MISSING_TOKEN");
        assertThat(Gate.verdict(sharedGate.request(method, "/me", bearer()))).isEqualTo("DENIED_BY_POLICY");
        assertThat(Gate.verdict(sharedGate.request(method, "/open"))).isEqualTo("MISSING_TOKEN");
    }

    @Test
    void methodsAreCaseSensitiveAndHeadIsReadAsGet() {
        assertThat(Gate.verdict(sharedGate.request("get", "/orders/7", bearer())))
                .isEqualTo("DENIED_BY_POLICY");
        assertThat(Gate.verdict(sharedGate.request("HEAD", "/orders/7", bearer())))
                .isEqualTo("ALLOWED");
        assertThat(Gate.verdict(sharedGate.request("HEAD", "/open"))).isEqualTo("ALLOWED");
    }

    @Test
    void theDecisionNamesItsRule() {
        assertThat(sharedGate
                        .request("GET", "/orders/7", bearer())
                        .rule()
                        .orElseThrow()
                        .id())
                .isEqualTo("GET /orders/**");
        assertThat(sharedGate.request("GET", "/orders/7").rule()).isPresent();
        assertThat(sharedGate.request("GET", "/nowhere", bearer()).rule()).isEmpty();
    }

    @Test
    void theChallengeOfAMissingScopeNamesWhatTheRuleNeeds() {
        String token = sharedGate.token().claim("scope", "x").sign();

        assertThat(challenge(sharedGate.request("POST", "/orders", "Bearer " + token)))
                .isEqualTo("Bearer error=\"insufficient_scope\", "
                        + "error_description=\"The access token lacks a scope that this request needs\", "
                        + "scope=\"orders:read orders:write\"");
        assertThat(challenge(sharedGate.get("/reports", token))).endsWith(", scope=\"reports:read\"");
    }

    @Test
    void theChallengeOfAMissingTokenSaysNothingMore() {
        Decision.Deny deny = (Decision.Deny) sharedGate.request("GET", "/orders/7");

        assertThat(deny.challenge().orElseThrow().headerValue(Optional.empty())).isEqualTo("Bearer");
        assertThat(deny.challenge().orElseThrow().headerValue(Optional.of("orders")))
                .isEqualTo("Bearer realm=\"orders\"");
    }

    @Test
    void noChallengeIsMadeWhereNoTokenCouldHelp() {
        assertThat(((Decision.Deny)
                                sharedGate.get("/internal/x", sharedGate.token().sign()))
                        .challenge())
                .isEmpty();
        assertThat(((Decision.Deny) sharedGate.get(
                                "/tenants/acme/x", sharedGate.token().sign()))
                        .challenge())
                .isEmpty();
    }

    @Test
    void aDispatchedRequestIsJudgedByTheRuleOfItsTarget() {
        AccessToken token = ((Decision.Allow)
                        sharedGate.get("/orders/7", sharedGate.token().sign()))
                .token()
                .orElseThrow();
        Optional<AccessToken> caller = Optional.of(token);

        assertThat(reauthorised("/orders/8", caller)).isEqualTo("ALLOWED");
        assertThat(reauthorised("/reports", caller)).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(reauthorised("/internal/x", caller)).isEqualTo("DENIED_BY_POLICY");
        assertThat(reauthorised("/nowhere", caller)).isEqualTo("DENIED_BY_POLICY");
        assertThat(reauthorised("/orders//8", caller)).isEqualTo("AMBIGUOUS_PATH");
        assertThat(reauthorised("/orders/8", Optional.empty())).isEqualTo("MISSING_TOKEN");
        assertThat(reauthorised("/open", Optional.empty())).isEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("X25")
    void aListenerThatThrowsChangesNothing(boolean anError) {
        try (Gate gate = new Gate(
                sharedIssuer,
                builder -> builder.listener(new GuardListener() {
                    @Override
                    public void decided(GuardEvent event) {
                        if (anError) {
                            throw new NoClassDefFoundError("broken");
                        }
                        throw new IllegalStateException("broken");
                    }
                }))) {
            assertThat(gate.verdict(gate.token().sign())).isEqualTo("ALLOWED");
            assertThat(gate.verdict("x")).isEqualTo("MALFORMED_TOKEN");
        }
    }

    @Test
    void anEventTellsHowTheTokenFared() {
        try (Gate gate = Gate.of(sharedIssuer)) {
            gate.verdict(gate.token().sign());
            gate.verdict("x");
            gate.request("GET", "/open");

            assertThat(gate.events.get(0).validation().orElseThrow().issuerAlias())
                    .isEqualTo("127.0.0.1");
            assertThat(gate.events.get(0).validation().orElseThrow().nanos()).isPositive();
            assertThat(gate.events.get(1).validation().orElseThrow().issuerAlias())
                    .isEqualTo("unknown");
            assertThat(gate.events.get(2).validation()).isEmpty();
            assertThat(gate.events).allMatch(event -> event.policyDigest().matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void aKeySourceIsTakenOnlyForAnIssuerOfThePolicy() {
        Policy policy = sharedGate.guard.policy();

        assertThatThrownBy(() -> RequestGuard.builder(policy).keySource("https://other.example", query -> List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://other.example");
    }

    @Test
    void operatorsFindTheSourcesThatTheGuardMadeAndTheMemory() {
        try (TestIssuer provider = TestIssuer.start();
                RequestGuard guard =
                        RequestGuard.of(Policy.parse("test", provider.policy("GET /** needs a valid token")))) {
            Eventually.until(guard::ready);
            guard.decide(ApiRequest.of(
                    "GET", "/", List.of("Bearer " + provider.token().sign())));

            assertThat(guard.keySource(provider.issuer())).isPresent();
            assertThat(guard.keySource("https://other.example")).isEmpty();
            assertThat(guard.keySources()).singleElement().matches(KeySourceStatus::ready);
            assertThat(guard.memo().puts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"RS256, ALLOWED", "RS256 ES256, ALLOWED", "ES256, ALGORITHM_NOT_ALLOWED", "RS512, ALGORITHM_NOT_ALLOWED"
    })
    void onlyTheAlgorithmsOfTheIssuersPolicyAreLookedAt(String allowed, String verdict) {
        try (Gate gate = Gate.of(sharedIssuer, "algorithms " + allowed)) {
            assertThat(gate.verdict(gate.token().sign())).isEqualTo(verdict);
        }
    }

    @Test
    void aClosedGuardHasClosedItsSources() {
        try (TestIssuer provider = TestIssuer.start()) {
            RequestGuard guard = RequestGuard.of(Policy.parse("test", provider.policy("GET /** needs a valid token")));
            guard.close();

            assertThat(guard.keySources())
                    .singleElement()
                    .matches(status -> status.state() == KeySourceState.CLOSED)
                    .matches(status -> !status.ready());
        }
    }

    @Test
    void aPolicyWithoutIssuersAcceptsNoToken() {
        Policy open = Policy.parse("open.policy", "policy 1\nGET /open is open\neverything else is denied\n");
        try (RequestGuard guard = RequestGuard.of(open)) {
            assertThat(guard.ready()).isTrue();
            assertThat(Gate.verdict(guard.decide(ApiRequest.of("GET", "/open", List.of()))))
                    .isEqualTo("ALLOWED");
            assertThat(Gate.verdict(guard.decide(ApiRequest.of("GET", "/x", List.of(bearer())))))
                    .isEqualTo("UNKNOWN_ISSUER");
        }
    }

    private static String reauthorised(String path, Optional<AccessToken> token) {
        return Gate.verdict(sharedGate.guard.reauthorise(ApiRequest.of("GET", path, List.of()), token));
    }

    private static String challenge(Decision decision) {
        return ((Decision.Deny) decision).challenge().orElseThrow().headerValue(Optional.empty());
    }

    private static String bearer() {
        return "Bearer " + sharedGate.token().sign();
    }
}
