package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.testkit.TestIssuer;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two filters of ours in one chain, each with its own policy. */
class TwoFiltersTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final RequestGuard FIRST = Guards.ready(ISSUER, "GET /a/** needs first\nGET /b/** is open\n");
    private static final RequestGuard SECOND = Guards.ready(ISSUER, "GET /** needs second\n");
    private static final WhoServlet APP = new WhoServlet();
    private static final TestServer SERVER = new TestServer()
            .filter(new BearerTokenFilter(FIRST, "first"))
            .filter(new BearerTokenFilter(SECOND, "second"))
            .servlet(APP, "/*")
            .start();

    @AfterAll
    static void close() {
        SERVER.close();
        FIRST.close();
        SECOND.close();
        ISSUER.close();
    }

    @Test
    void eachMustLetTheRequestThrough() {
        assertThat(challenge("/a/x", "second")).contains("realm=\"first\"").contains("scope=\"first\"");
        assertThat(challenge("/a/x", "first")).contains("realm=\"second\"").contains("scope=\"second\"");
        assertThat(SERVER.getWithToken("/a/x", token("first second")).status()).isEqualTo(200);
    }

    @Test
    void whatIsOpenToOneIsNotOpenToTheOther() {
        assertThat(SERVER.get("/b/x").header("WWW-Authenticate")).containsExactly("Bearer realm=\"second\"");
        assertThat(SERVER.getWithToken("/b/x", token("second")).body()).contains("principal=<alice>");
    }

    @Test
    void theFirstGuardIsPublishedAndEachIsUnderItsFiltersName() {
        ServletContext context = SERVER.context.getServletContext();

        assertThat(context.getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE)).isSameAs(FIRST);
        assertThat(context.getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE + ".filter1"))
                .isSameAs(FIRST);
        assertThat(context.getAttribute(BearerTokenFilter.GUARD_ATTRIBUTE + ".filter2"))
                .isSameAs(SECOND);
    }

    @Test
    void theLastGateTellsTheApplicationWhoTheCallerIs() {
        assertThat(SERVER.getWithToken("/a/x", token("first second")).body())
                .contains("token=" + ISSUER.issuer())
                .contains("principal=<alice>");
    }

    private static String challenge(String target, String scopes) {
        Reply reply = SERVER.getWithToken(target, token(scopes));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate")).hasSize(1);
        return reply.header("WWW-Authenticate").get(0);
    }

    private static String token(String scopes) {
        return ISSUER.token().scope(scopes).sign();
    }
}
