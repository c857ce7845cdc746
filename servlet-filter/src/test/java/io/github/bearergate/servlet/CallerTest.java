package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.testkit.TokenBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the application learns of its caller. */
class CallerTest {
    private static final GuardedApp APP = new GuardedApp();

    @AfterAll
    static void close() {
        APP.close();
    }

    @Test
    void theCallerIsTheSubject() {
        assertThat(answer("/orders/7", APP.token().subject("alice")))
                .contains("principal=<alice> remoteUser=<alice> authType=Bearer");
    }

    @Test
    void withoutASubjectTheCallerIsTheClient() {
        assertThat(answer("/orders/7", APP.token().clientId("batch").without("sub")))
                .contains("principal=<batch> remoteUser=<batch> authType=Bearer");
    }

    @Test
    void aTokenThatNamesNobodyIsAuthenticatedAllTheSame() {
        assertThat(answer("/orders/7", APP.token().without("sub", "client_id")))
                .contains("principal=<> remoteUser=<> authType=Bearer");
    }

    @Test
    void aScopeIsARoleAndNothingElseIs() {
        assertThat(answer("/me", APP.token().scope("orders:read"))).contains("reader=true writer=false");
        assertThat(answer("/me", APP.token().scope("orders:read.all"))).contains("reader=false writer=false");
        assertThat(answer("/me", APP.token().scope())).contains("reader=false writer=false");
    }

    @Test
    void handlersGetTheToken() {
        assertThat(answer("/orders/7", APP.token())).contains("token=" + APP.issuer.issuer() + "[orders:read]");
    }

    @Test
    void anOpenRuleLeavesNothingBehindEvenWithAToken() {
        assertThat(answer("/open", APP.token()))
                .contains("served=GET /open principal=none remoteUser=none authType=null reader=false")
                .contains("token=none ours=[]");
    }

    @Test
    void anOpenRuleDoesNotLookAtTheAuthorizationField() {
        assertThat(APP.server
                        .send("GET", "/open", "Authorization: Bearer", "Authorization: Basic x")
                        .status())
                .isEqualTo(200);
        assertThat(APP.server.getWithToken("/open", "nonsense").status()).isEqualTo(200);
    }

    @Test
    void theApplicationIsServedUnderTheWholePath() {
        assertThat(answer("/orders/caf%C3%A9", APP.token())).contains("served=GET /orders/caf");
    }

    @Test
    void headIsAllowedWhereGetIs() {
        assertThat(APP.server
                        .send(
                                "HEAD",
                                "/orders/7",
                                "Authorization: Bearer " + APP.token().sign())
                        .status())
                .isEqualTo(200);
        assertThat(APP.server.send("HEAD", "/orders/7").status()).isEqualTo(401);
        assertThat(APP.server.send("get", "/open").status()).isEqualTo(401);
    }

    @Test
    void aPrincipalHandsOutItsTokenToo() {
        assertThat(AccessTokens.of((java.security.Principal) () -> "somebody")).isEmpty();
    }

    private static String answer(String target, TokenBuilder token) {
        Reply reply = APP.server.getWithToken(target, token.sign());
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }
}
