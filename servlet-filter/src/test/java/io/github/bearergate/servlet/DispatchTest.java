package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.GuardEvent;
import io.github.bearergate.GuardListener;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.testkit.TestIssuer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a request that the application dispatches elsewhere. */
class DispatchTest {
    private static final String RULES = """
            GET /open/** is open
            GET /read/** needs orders:read
            GET /write/** needs orders:write
            GET /errors/** needs orders:read
            """;

    private static final List<GuardEvent> EVENTS = new CopyOnWriteArrayList<>();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final RequestGuard GUARD = Guards.ready(
            ISSUER,
            RULES,
            builder -> builder.listener(new GuardListener() {
                @Override
                public void decided(GuardEvent event) {
                    EVENTS.add(event);
                }
            }));
    private static final WhoServlet APP = new WhoServlet();
    private static final TestServer MAPPED_EVERYWHERE =
            server(DispatcherType.FORWARD, DispatcherType.INCLUDE, DispatcherType.ERROR);
    private static final TestServer MAPPED_AS_USUAL = server();

    private static TestServer server(DispatcherType... dispatches) {
        TestServer server = new TestServer()
                .filter(new BearerTokenFilter(GUARD), dispatches)
                .servlet(new DispatchingServlet(), "/open/go", "/read/go")
                .servlet(APP, "/");
        server.context.addServlet(new ServletHolder("named", new WhoServlet()), "/named");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setErrorPages(Map.of("404", "/errors/404", "410", "/write/410"));
        server.context.setErrorHandler(errors);
        return server.start();
    }

    @AfterAll
    static void close() {
        MAPPED_EVERYWHERE.close();
        MAPPED_AS_USUAL.close();
        GUARD.close();
        ISSUER.close();
    }

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void aForwardToAPathThatTheTokenMayReachIsServedWithTheCaller() {
        assertThat(go("/read/go?forward=/read/other").body()).contains("served=GET /read/other principal=<alice>");
        assertThat(EVENTS).hasSize(2);
    }

    @Test
    void aForwardToAPathThatTheTokenMayNotReachIsRefusedAsThatPathRefuses() {
        Reply reply = go("/read/go?forward=/write/x");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate").get(0)).contains("scope=\"orders:write\"");
        assertThat(reply.body()).startsWith("{\"type\":\"about:blank\"").doesNotContain("served");
    }

    @Test
    void aForwardIsRefusedEvenIfTheApplicationHasBegunToWrite() {
        Reply reply = go("/read/go?write=some+text&forward=/write/x");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).startsWith("{\"type\":\"about:blank\"").doesNotContain("some text");
    }

    @Test
    void aForwardFromAnOpenPathFindsNoAcceptedToken() {
        assertThat(go("/open/go?forward=/read/other").status()).isEqualTo(401);
        assertThat(MAPPED_EVERYWHERE.get("/open/go?forward=/read/other").status())
                .isEqualTo(401);
        assertThat(MAPPED_EVERYWHERE.get("/open/go?forward=/open/other").body()).contains("served=GET /open/other");
    }

    @Test
    void aForwardToTheSamePathIsNotDecidedAgain() {
        assertThat(go("/read/x/../go").status()).isEqualTo(400);
        EVENTS.clear();
        assertThat(go("/read/go?forward=/read/go").body()).isEqualTo("stopped");
        assertThat(EVENTS).hasSize(1);
    }

    @Test
    void aForwardToAnotherSpellingOfAPathIsRefused() {
        assertThat(go("/read/go?forward=/read/%253Bx").status()).isEqualTo(400);
    }

    @Test
    void aForwardIsNotLookedAtWhereTheFilterIsMappedAsUsual() {
        assertThat(MAPPED_AS_USUAL
                        .getWithToken("/read/go?forward=/write/x", token())
                        .body())
                .contains("served=GET /write/x principal=<alice>");
    }

    @Test
    void anIncludeThatTheTokenMayReachIsServed() {
        assertThat(go("/read/go?include=/read/other").body())
                .startsWith("[served=")
                .contains("principal=<alice>")
                .endsWith("]");
        assertThat(EVENTS.get(1).request().path()).contains("/read/other");
    }

    @Test
    void anIncludeThatTheTokenMayNotReachIsLeftOut() {
        Reply reply = go("/read/go?include=/write/x");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("[]");
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
        assertThat(EVENTS.get(1).request().path()).contains("/write/x");
    }

    @Test
    void aDispatcherFoundByNameHasNoPathSoTheDecisionStands() {
        assertThat(go("/read/go?named=named").body()).contains("served=GET /read/go principal=<alice>");
        assertThat(EVENTS).hasSize(1);
    }

    @Test
    void anErrorPageThatTheTokenMayReachIsServedWithTheCaller() {
        Reply reply = go("/read/go?error=404");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("served=GET /errors/404 principal=<alice>");
    }

    @Test
    void anErrorPageThatTheTokenMayNotReachIsWithheldAndTheStatusStays() {
        Reply reply = go("/read/go?error=410");

        assertThat(reply.status()).isEqualTo(410);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void anErrorPageOfAnAnonymousRequestIsWithheldWithoutAChallenge() {
        Reply reply = MAPPED_EVERYWHERE.get("/open/go?error=404");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void anAsynchronousRequestKeepsItsCallerAndIsDecidedOnce() {
        for (TestServer server : List.of(MAPPED_EVERYWHERE, MAPPED_AS_USUAL)) {
            EVENTS.clear();
            assertThat(server.getWithToken("/read/go?async=", token()).body())
                    .contains("served=GET /read/go principal=<alice> remoteUser=<alice> authType=Bearer reader=true");
            assertThat(EVENTS).hasSize(1);
        }
    }

    @Test
    void anAsynchronousDispatchToAnotherPathIsJudgedByItsRule() {
        assertThat(MAPPED_AS_USUAL
                        .getWithToken("/read/go?async=/read/other", token())
                        .body())
                .contains("served=GET /read/other principal=<alice>");

        Reply refused = MAPPED_AS_USUAL.getWithToken("/read/go?async=/write/x", token());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("served");
    }

    @Test
    void anAsynchronousRequestOnAnOpenPathHasNoCaller() {
        assertThat(MAPPED_AS_USUAL.getWithToken("/open/go?async=", token()).body())
                .contains("principal=none");
    }

    private static Reply go(String target) {
        return MAPPED_EVERYWHERE.getWithToken(target, token());
    }

    private static String token() {
        return ISSUER.token().scope("orders:read").sign();
    }

    /** Does as the query says. Behind an asynchronous dispatch to itself it tells who the caller is. */
    private static final class DispatchingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            DispatcherType dispatch = request.getDispatcherType();
            if (dispatch == DispatcherType.ASYNC) {
                response.getWriter().print(WhoServlet.describe(request));
            } else if (dispatch == DispatcherType.FORWARD) {
                response.getWriter().print("stopped");
            } else {
                go(request, response);
            }
        }

        private static void go(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            asked(request, "write").ifPresent(text -> write(response, text));
            Optional<String> forward = asked(request, "forward");
            Optional<String> include = asked(request, "include");
            Optional<String> named = asked(request, "named");
            if (forward.isPresent()) {
                request.getRequestDispatcher(forward.get()).forward(request, response);
            } else if (include.isPresent()) {
                include(include.get(), request, response);
            } else if (named.isPresent()) {
                request.getServletContext().getNamedDispatcher(named.get()).forward(request, response);
            } else if (asked(request, "error").isPresent()) {
                response.sendError(Integer.parseInt(request.getParameter("error")));
            } else {
                async(request, request.getParameter("async"));
            }
        }

        private static void include(String path, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.getWriter().print("[");
            request.getRequestDispatcher(path).include(request, response);
            response.getWriter().print("]");
        }

        private static void async(HttpServletRequest request, String path) {
            AsyncContext async = request.startAsync();
            if (path.isEmpty()) {
                async.dispatch();
            } else {
                async.dispatch(path);
            }
        }

        private static void write(HttpServletResponse response, String text) {
            try {
                response.getWriter().print(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Optional<String> asked(HttpServletRequest request, String name) {
            return Optional.ofNullable(request.getParameter(name));
        }
    }
}
