package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.AccessToken;
import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who the caller is, and how it authenticated: what rules can ask, and what the application learns. */
class IdentityTest {
    private static final String RULES = """
            GET /me needs a valid token
            GET /users/{user}/** needs a valid token where sub is {user}
            POST /transfers needs a valid token where acr is "urn:example:gold" and amr has otp
            everything else is denied
            """;
    private static final TestIssuer STAFF =
            TestIssuer.builder().algorithms("ES256").start();
    private static final TestIssuer PARTNERS =
            TestIssuer.builder().algorithms("ES256").start();
    private static final RequestGuard GUARD = RequestGuard.of(Policy.parse(
            "identity.policy",
            "policy 1\n" + STAFF.issuerLines("alias staff", "grants orders:read")
                    + PARTNERS.issuerLines("alias partners", "grants orders:read") + RULES));
    private static final WhoServlet APP = new WhoServlet();
    private static final TestServer SERVER = new TestServer()
            .filter(new BearerTokenFilter(GUARD))
            .servlet(APP, "/*")
            .start();

    @AfterAll
    static void close() {
        SERVER.close();
        GUARD.close();
        PARTNERS.close();
        STAFF.close();
    }

    @Test
    void oneSubjectOfTwoIssuersIsTwoCallers() {
        AccessToken ours = accepted(STAFF.token().subject("alice"));
        AccessToken theirs = accepted(PARTNERS.token().subject("alice"));

        assertThat(ours.subject()).isEqualTo(theirs.subject());
        assertThat(ours.issuer()).isEqualTo(STAFF.issuer());
        assertThat(theirs.issuer()).isEqualTo(PARTNERS.issuer());
        assertThat(new BearerPrincipal(ours)).isNotEqualTo(new BearerPrincipal(theirs));
        assertThat(SERVER.getWithToken("/me", PARTNERS.token().subject("alice").sign())
                        .body())
                .contains("principal=<alice>", "token=" + PARTNERS.issuer());
    }

    @Test
    void aRuleCanTieAPathToTheSubject() {
        assertThat(status("/users/alice/cart", STAFF.token().subject("alice"))).isEqualTo(200);
        assertThat(status("/users/bob/cart", STAFF.token().subject("alice"))).isEqualTo(403);
        assertThat(status("/users/Alice/cart", STAFF.token().subject("alice"))).isEqualTo(403);
        assertThat(status("/users/alice/cart", STAFF.token().without("sub").clientId("alice")))
                .isEqualTo(403);
    }

    @Test
    void aRuleCanDemandHowTheCallerAuthenticated() {
        TokenBuilder strong = STAFF.token().claim("acr", "urn:example:gold").claim("amr", List.of("pwd", "otp"));

        assertThat(transfer(strong)).isEqualTo(200);
        assertThat(transfer(strong.without("acr"))).isEqualTo(403);
        assertThat(transfer(strong.claim("acr", "urn:example:silver"))).isEqualTo(403);
        assertThat(transfer(strong.claim("acr", List.of("urn:example:gold")))).isEqualTo(403);
        assertThat(transfer(strong.without("amr"))).isEqualTo(403);
        assertThat(transfer(strong.claim("amr", List.of("pwd")))).isEqualTo(403);
        assertThat(transfer(strong.claim("amr", "otp"))).isEqualTo(403);
    }

    @Test
    void whatARuleCannotJudgeIsHandedToTheApplicationWhole() {
        List<Map<String, Object>> details =
                List.of(Map.of("type", "payment", "locations", List.of("https://a.example")));
        AccessToken token =
                accepted(STAFF.token().claim("authorization_details", details).claim("auth_time", 1_800_000_000L));

        assertThat(token.claims()).containsEntry("authorization_details", details);
        assertThat(token.claims()).containsEntry("auth_time", 1_800_000_000L);
    }

    private static AccessToken accepted(TokenBuilder token) {
        awaitKeys();
        Decision decision = GUARD.decide(ApiRequest.of("GET", "/me", List.of("Bearer " + token.sign())));
        assertThat(decision).isInstanceOf(Decision.Allow.class);
        return ((Decision.Allow) decision).token().orElseThrow();
    }

    private static int status(String target, TokenBuilder token) {
        awaitKeys();
        return SERVER.getWithToken(target, token.sign()).status();
    }

    private static int transfer(TokenBuilder token) {
        awaitKeys();
        return SERVER.send("POST", "/transfers", "Authorization: Bearer " + token.sign(), "Content-Length: 0")
                .status();
    }

    private static void awaitKeys() {
        Eventually.until(() -> GUARD.keySources().stream().allMatch(source -> source.ready()));
    }
}
