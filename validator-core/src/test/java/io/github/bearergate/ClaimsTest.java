package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a genuine token must claim, claim by claim, on raw JSON types. */
class ClaimsTest {
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

    @ParameterizedTest
    @CsvSource({
        "-61, EXPIRED",
        "-60, EXPIRED",
        "-59, ALLOWED",
        "0, ALLOWED",
        "1, ALLOWED",
    })
    void expiryCountsToTheSecondLeewayIncluded(long offset, String verdict) {
        TokenBuilder token = token().issuedAt(Gate.NOW.minusSeconds(600)).expiresAt(Gate.NOW.plusSeconds(offset));

        assertThat(sharedGate.verdict(token.sign())).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"60, ALLOWED", "61, NOT_YET_VALID", "-600, ALLOWED"})
    void notBeforeCountsToTheSecondLeewayIncluded(long offset, String verdict) {
        assertThat(sharedGate.verdict(
                        token().notBefore(Gate.NOW.plusSeconds(offset)).sign()))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void aTimeOfAnyOtherTypeIsMistyped(String claim) {
        for (Object value : List.of("1800000000", true, List.of(1_800_000_000L), Map.of("a", 1), -1L, Long.MAX_VALUE)) {
            assertThat(sharedGate.verdict(token().claim(claim, value).sign()))
                    .as("%s: %s", claim, value)
                    .isEqualTo("MISTYPED_CLAIM");
        }
    }

    @Test
    void aTimeInMillisecondsIsAbsurdlyFarAway() {
        assertThat(sharedGate.verdict(
                        token().claim("exp", Gate.NOW.toEpochMilli()).sign()))
                .isEqualTo("LIVES_TOO_LONG");
        assertThat(sharedGate.verdict(
                        token().claim("nbf", Gate.NOW.toEpochMilli()).sign()))
                .isEqualTo("NOT_YET_VALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "aud"})
    void aRequiredClaimThatIsNullIsMissing(String claim) {
        assertThat(sharedGate.verdict(token().claim(claim, null).sign())).isEqualTo("MISSING_CLAIM");
        assertThat(sharedGate.verdict(token().without(claim).sign())).isEqualTo("MISSING_CLAIM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbf", "iat", "sub", "jti", "client_id", "scp"})
    void anOptionalClaimThatIsNullIsAbsent(String claim) {
        assertThat(sharedGate.verdict(token().claim(claim, null).sign())).isEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "jti", "client_id", "azp"})
    void namesAreStringsAndNothingIsTurnedIntoOne(String claim) {
        for (Object value : List.of(1, 1.5, true, List.of("a"), Map.of("a", "b"))) {
            assertThat(sharedGate.verdict(token().claim(claim, value).sign()))
                    .as("%s: %s", claim, value)
                    .isEqualTo("MISTYPED_CLAIM");
        }
    }

    @Test
    void theIssuerIsComparedExactly() {
        String issuer = sharedIssuer.issuer();
        for (Object other : List.of(
                issuer + "/", issuer.toUpperCase(Locale.ROOT), " " + issuer, issuer + "\u0000", List.of(issuer), 1)) {
            assertThat(sharedGate.verdict(token().claim("iss", other).sign()))
                    .as("%s", other)
                    .isEqualTo("UNKNOWN_ISSUER");
        }
        assertThat(sharedGate.verdict(token().without("iss").sign())).isEqualTo("UNKNOWN_ISSUER");
        assertThat(sharedGate.verdict(token().claim("iss", null).sign())).isEqualTo("UNKNOWN_ISSUER");
    }

    @Test
    void oneOfTheAudiencesMustBeOursExactly() {
        String ours = sharedIssuer.defaultAudience();

        assertThat(sharedGate.verdict(token().claim("aud", ours).sign())).isEqualTo("ALLOWED");
        assertThat(sharedGate.verdict(token().claim("aud", List.of("x", ours)).sign()))
                .isEqualTo("ALLOWED");
        for (Object other : List.of(ours + "2", ours + " other", "*", "", List.of(), List.of(""), List.of("x", "y"))) {
            assertThat(sharedGate.verdict(token().claim("aud", other).sign()))
                    .as("%s", other)
                    .isEqualTo("WRONG_AUDIENCE");
        }
        for (Object other : List.of(
                1, true, Map.of(ours, 1), List.of(List.of(ours)), Arrays.asList(null, ours), List.of(1, ours))) {
            assertThat(sharedGate.verdict(token().claim("aud", other).sign()))
                    .as("%s", other)
                    .isEqualTo("MISTYPED_CLAIM");
        }
    }

    @Test
    void scopesAreAStringOrAnArrayOfStrings() {
        assertThat(scopes("a b  c ")).containsExactly("a", "b", "c");
        assertThat(scopes(List.of("a", "b", "", "a"))).containsExactly("a", "b");
        assertThat(scopes("a\tb,c")).containsExactly("a\tb,c");
        assertThat(scopes(List.of("a b"))).containsExactly("a b");
        assertThat(scopes("")).isEmpty();
        assertThat(scopes(null)).isEmpty();
    }

    @Test
    void aScopeOfAnotherTypeIsMistypedWhateverTheRuleAsks() {
        for (Object scope :
                List.of(1, true, Map.of("orders:read", true), List.of("orders:read", 1), Arrays.asList("a", null))) {
            assertThat(Gate.verdict(
                            sharedGate.get("/me", token().claim("scope", scope).sign())))
                    .as("%s", scope)
                    .isEqualTo("MISTYPED_CLAIM");
        }
    }

    @Test
    void scpCountsOnlyWhereThereIsNoScope() {
        TokenBuilder both = token().claim("scope", "a").claim("scp", List.of("orders:read"));
        TokenBuilder scpOnly = token().without("scope").claim("scp", List.of("orders:read"));

        assertThat(sharedGate.verdict(both.sign())).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(sharedGate.verdict(scpOnly.sign())).isEqualTo("ALLOWED");
    }

    @Test
    void aConfiguredScopeClaimIsTheOnlyOneThatCounts() {
        try (Gate gate = Gate.of(sharedIssuer, "scope-claim realm_access.roles")) {
            TokenBuilder roles = token().claim("realm_access", Map.of("roles", List.of("orders:read")));

            assertThat(gate.verdict(roles.without("scope").sign())).isEqualTo("ALLOWED");
            assertThat(gate.verdict(token().sign())).isEqualTo("INSUFFICIENT_SCOPE");
        }
    }

    @Test
    void scopesBeyondTheCeilingAreDropped() {
        try (Gate gate = Gate.of(sharedIssuer, "grants orders:read")) {
            Decision decision = gate.get(
                    "/orders/7",
                    token().claim("scope", "orders:read orders:write").sign());

            assertThat(((Decision.Allow) decision).token().orElseThrow().scopes())
                    .containsExactly("orders:read");
        }
    }

    @Test
    void aClaimThatThePolicyRequiresMustBeThere() {
        try (Gate gate = Gate.of(sharedIssuer, "requires tenant realm.name")) {
            TokenBuilder complete = token().claim("tenant", "acme").claim("realm", Map.of("name", "x"));

            assertThat(gate.verdict(complete.sign())).isEqualTo("ALLOWED");
            assertThat(gate.verdict(complete.claim("tenant", null).sign())).isEqualTo("MISSING_CLAIM");
            assertThat(gate.verdict(token().claim("tenant", "acme").sign())).isEqualTo("MISSING_CLAIM");
        }
    }

    @Test
    void theStrictProfileRequiresWhatRfc9068Requires() {
        try (Gate gate = Gate.of(sharedIssuer, "profile rfc9068")) {
            assertThat(gate.verdict(token().typ("at+jwt").sign())).isEqualTo("ALLOWED");
            assertThat(gate.verdict(token().typ("application/AT+JWT").sign())).isEqualTo("ALLOWED");
            assertThat(gate.verdict(token().typ("JWT").sign())).isEqualTo("WRONG_TYPE");
            assertThat(gate.verdict(token().noTyp().sign())).isEqualTo("WRONG_TYPE");
            for (String claim : List.of("sub", "client_id", "iat", "jti")) {
                assertThat(gate.verdict(token().typ("at+jwt").without(claim).sign()))
                        .as(claim)
                        .isEqualTo("MISSING_CLAIM");
                assertThat(gate.verdict(token().typ("at+jwt").claim(claim, null).sign()))
                        .as(claim)
                        .isEqualTo("MISSING_CLAIM");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders:read", " orders:read", "orders:read ", "  x  orders:read  y "})
    void anyNumberOfSpacesStandsAroundAScope(String scope) {
        assertThat(sharedGate.verdict(token().claim("scope", scope).sign())).isEqualTo("ALLOWED");
    }

    @Test
    void whereEveryAccessTokenIsTypedTheTypeDecidesAndNoOtherMark() {
        TokenBuilder typed = token().typ("at+jwt").claim("at_hash", "x").claim("typ", "ID");

        try (Gate gate = Gate.of(sharedIssuer, "profile rfc9068")) {
            assertThat(gate.verdict(typed.sign())).isEqualTo("ALLOWED");
        }
        assertThat(sharedGate.verdict(typed.sign())).isEqualTo("WRONG_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Refresh", "Offline", "ID", "Logout", "refresh"})
    void aPayloadThatNamesAnotherKindIsRefused(String kind) {
        assertThat(sharedGate.verdict(token().claim("typ", kind).sign())).isEqualTo("WRONG_TYPE");
        assertThat(sharedGate.verdict(token().claim("typ", "Bearer").sign())).isEqualTo("ALLOWED");
        assertThat(sharedGate.verdict(token().claim("typ", List.of(kind)).sign()))
                .as("only a text names a kind")
                .isEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events",
                "at_hash",
                "c_hash",
                "s_hash",
                "urn:openid:params:jwt:claim:rt_hash",
                "urn:openid:params:jwt:claim:auth_req_id",
                "token_introspection"
            })
    void aPayloadThatOnlyAnotherKindHasIsRefused(String claim) {
        assertThat(sharedGate.verdict(token().claim(claim, "x").sign())).isEqualTo("WRONG_TYPE");
        assertThat(sharedGate.verdict(token().claim(claim, null).sign())).isEqualTo("WRONG_TYPE");
    }

    @Test
    void aTokenThatIsUsedAsAnIdTokenIsRefused() {
        assertThat(sharedGate.verdict(token().claim("token_use", "id").sign())).isEqualTo("WRONG_TYPE");
        assertThat(sharedGate.verdict(token().claim("token_use", "access").sign()))
                .isEqualTo("ALLOWED");
    }

    @Test
    void aNonceIsAnIdTokensUnlessTheTokenSaysThatItIsAnAccessToken() {
        TokenBuilder idToken = token().typ("JWT").without("client_id", "scope").claim("nonce", "n-0S6_WzA2Mj");

        assertThat(verdictWhereNoScopeIsNeeded(idToken)).isEqualTo("WRONG_TYPE");
        assertThat(verdictWhereNoScopeIsNeeded(idToken.noTyp())).isEqualTo("WRONG_TYPE");
        assertThat(verdictWhereNoScopeIsNeeded(idToken.claim("azp", "shop"))).isEqualTo("WRONG_TYPE");
        assertThat(verdictWhereNoScopeIsNeeded(idToken.claim("nonce", null))).isEqualTo("WRONG_TYPE");
        for (String mark : List.of("client_id", "scope", "scp")) {
            assertThat(verdictWhereNoScopeIsNeeded(idToken.claim(mark, "shop")))
                    .as(mark)
                    .isEqualTo("ALLOWED");
            assertThat(verdictWhereNoScopeIsNeeded(idToken.claim(mark, null)))
                    .as("%s is null", mark)
                    .isEqualTo("WRONG_TYPE");
        }
        assertThat(verdictWhereNoScopeIsNeeded(idToken.claim("typ", "Bearer"))).isEqualTo("ALLOWED");
        assertThat(verdictWhereNoScopeIsNeeded(idToken.typ("application/AT+JWT")))
                .isEqualTo("ALLOWED");
    }

    /** What docs and SECURITY.md say is left: nothing in such a token tells it from an access token. */
    @Test
    void anIdTokenWithNoMarkOfItsOwnPassesWhereNoScopeIsNeededUnlessThePolicyRequiresAClaimItLacks() {
        TokenBuilder idToken = token().noTyp().without("client_id", "scope", "jti");

        assertThat(verdictWhereNoScopeIsNeeded(idToken)).isEqualTo("ALLOWED");
        assertThat(sharedGate.verdict(idToken.sign())).isEqualTo("INSUFFICIENT_SCOPE");
        try (Gate gate = Gate.of(sharedIssuer, "requires client_id")) {
            assertThat(Gate.verdict(gate.get("/me", idToken.sign()))).isEqualTo("MISSING_CLAIM");
        }
        try (Gate gate = Gate.of(sharedIssuer, "profile rfc9068")) {
            assertThat(Gate.verdict(gate.get("/me", idToken.sign()))).isEqualTo("WRONG_TYPE");
        }
    }

    private static String verdictWhereNoScopeIsNeeded(TokenBuilder token) {
        return Gate.verdict(sharedGate.get("/me", token.sign()));
    }

    @Test
    void aConfirmationInAnyFormIsNotABearerToken() {
        for (Object confirmation : List.of(Map.of("jkt", "x"), Map.of(), "x", 1, List.of(), false)) {
            assertThat(sharedGate.verdict(token().claim("cnf", confirmation).sign()))
                    .as("%s", confirmation)
                    .isEqualTo("UNSUPPORTED_CONFIRMATION");
        }
    }

    @Test
    void theApplicationSeesWhoCallsIt() {
        TokenBuilder builder = token().subject("alice")
                .clientId("shop")
                .jti("1")
                .claim("note", null)
                .claim("n", 1.5);
        Decision decision = sharedGate.get("/me", builder.sign());
        AccessToken token = ((Decision.Allow) decision).token().orElseThrow();

        assertThat(token.issuer()).isEqualTo(sharedIssuer.issuer());
        assertThat(token.subject()).contains("alice");
        assertThat(token.clientId()).contains("shop");
        assertThat(token.name()).contains("alice");
        assertThat(token.id()).contains("1");
        assertThat(token.audience()).containsExactly(sharedIssuer.defaultAudience());
        assertThat(token.issuedAt()).contains(Gate.NOW);
        assertThat(token.expiresAt()).isAfter(Gate.NOW);
        assertThat(token.keyId()).contains(sharedIssuer.kid());
        assertThat(token.claims()).doesNotContainKey("note").containsKey("n");
        assertThat(token).asString().doesNotContain("alice", "shop");
    }

    @Test
    void aMachineTokenIsNamedByItsClient() {
        String azpOnly =
                token().without("sub", "client_id").claim("azp", "shop").sign();
        String nameless = token().without("sub", "client_id", "azp").sign();

        assertThat(((Decision.Allow) sharedGate.get("/me", azpOnly))
                        .token()
                        .orElseThrow()
                        .name())
                .contains("shop");
        assertThat(((Decision.Allow) sharedGate.get("/me", nameless))
                        .token()
                        .orElseThrow()
                        .name())
                .isEmpty();
    }

    @Test
    void clientIdWinsOverAzp() {
        String both = token().clientId("shop").claim("azp", "other").sign();

        assertThat(((Decision.Allow) sharedGate.get("/me", both))
                        .token()
                        .orElseThrow()
                        .clientId())
                .contains("shop");
    }

    @Test
    void aLifetimeOfExactlyTheLimitIsAccepted() {
        assertThat(sharedGate.verdict(
                        token().issuedAt(Gate.NOW).expiresIn(Duration.ofDays(1)).sign()))
                .isEqualTo("ALLOWED");
    }

    private static Set<String> scopes(@Nullable Object claim) {
        Decision decision = sharedGate.get("/me", token().claim("scope", claim).sign());
        return ((Decision.Allow) decision).token().orElseThrow().scopes();
    }

    private static TokenBuilder token() {
        return sharedGate.token();
    }
}
