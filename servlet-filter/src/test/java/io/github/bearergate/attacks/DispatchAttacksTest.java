package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.servlet.BearerTokenFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by way of a dispatch from a place that may be reached to one that may not, and by way of welcome files. */
class DispatchAttacksTest {
    private static final String HIDDEN = "hidden page";
    private static final Provider PROVIDER = Provider.guarding("""
            GET /go/** is open
            GET /slow/** needs a valid token
            GET /pages/open/** is open
            GET /pages/secure/** needs orders:read
            """);
    private static final Server SERVER = new Server();
    private static final ServerConnector CONNECTOR = new ServerConnector(SERVER);

    @TempDir
    private static Path files;

    @BeforeAll
    static void start() throws Exception {
        for (String directory : new String[] {"pages/open", "pages/secure", "vault"}) {
            Files.createDirectories(files.resolve(directory));
            Files.writeString(files.resolve(directory).resolve("index.html"), HIDDEN);
        }
        CONNECTOR.setHost("127.0.0.1");
        SERVER.addConnector(CONNECTOR);
        ServletContextHandler context = new ServletContextHandler("/");
        context.setBaseResourceAsPath(files);
        context.setWelcomeFiles(new String[] {"index.html"});
        FilterHolder gate = new FilterHolder(new BearerTokenFilter(PROVIDER.guard));
        gate.setAsyncSupported(true);
        context.addFilter(gate, "/*", EnumSet.allOf(DispatcherType.class));
        ServletHolder dispatching = new ServletHolder(new Dispatching());
        dispatching.setAsyncSupported(true);
        context.addServlet(dispatching, "/go/*");
        context.addServlet(dispatching, "/slow/*");
        context.addServlet(new ServletHolder("default", new DefaultServlet()), "/");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(404, "/pages/secure/index.html");
        context.setErrorHandler(errors);
        SERVER.setHandler(context);
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
        PROVIDER.close();
    }

    @ParameterizedTest(name = "PTH-39 {0} from an open path")
    @ValueSource(strings = {"async", "forward", "include"})
    @Tag("PTH-39")
    void aDispatchToAGuardedPathShowsNothingOfIt(String kind) throws IOException {
        for (String path : new String[] {"/vault/index.html", "/pages/secure/index.html"}) {
            assertThat(get("/go/" + kind + "?" + path).body()).doesNotContain(HIDDEN);
            assertThat(get("/go/" + kind + "?" + path, token("")).body()).doesNotContain(HIDDEN);
        }
        assertThat(get("/go/" + kind + "?/pages/open/index.html").body()).contains(HIDDEN);
    }

    @ParameterizedTest(name = "PTH-39 {0} from a path that was reached with a token")
    @ValueSource(strings = {"async", "forward", "include"})
    @Tag("PTH-39")
    void aDispatchIsJudgedWithTheTokenThatWasAccepted(String kind) throws IOException {
        assertThat(get("/slow/" + kind + "?/pages/secure/index.html", token("")).body())
                .doesNotContain(HIDDEN);
        assertThat(get("/slow/" + kind + "?/vault/index.html", token("orders:read"))
                        .body())
                .doesNotContain(HIDDEN);
        assertThat(get("/slow/" + kind + "?/pages/secure/index.html", token("orders:read"))
                        .body())
                .contains(HIDDEN);
    }

    @ParameterizedTest(name = "PTH-39 {0} from an open path to a guarded one in another spelling")
    @ValueSource(strings = {"async", "forward", "include"})
    @Tag("PTH-39")
    void aDispatchToAGuardedPathInAnotherSpellingShowsNothingOfIt(String kind) throws IOException {
        for (String target : new String[] {
            "/pages/open/../secure/index.html",
            "/pages/open/%2e%2e/secure/index.html",
            "/pages/open/..;/secure/index.html",
            "/pages/open;/../secure/index.html",
            "/pages/open/%252e%252e/secure/index.html",
            "/pages/open/..%2fsecure/index.html",
            "/pages/secure;x=y/index.html",
            "/pages/secure/index.html;.css",
            "/pages//secure/index.html",
            "//pages/secure/index.html",
            "/pages/./secure/index.html",
            "/pages/%73ecure/index.html",
            "/pages/secure%2findex.html",
            "/pages/secure/",
            "/pages/secure",
            "/pages/secure/index.html?/pages/open",
            "/pages/SECURE/index.html",
            "pages/secure/index.html",
            "../pages/secure/index.html",
            "../../vault/index.html",
            "/vault/%69ndex.html",
            "/vault/index.html%00",
            "/go/include?/vault/index.html",
            "/go/forward?/pages/secure/index.html",
            "/go/async?/vault/index.html"
        }) {
            assertThat(get("/go/" + kind + "?" + target).body()).as(target).doesNotContain(HIDDEN);
            assertThat(get("/go/" + kind + "?" + target, token("orders:read")).body())
                    .as("an open path looks at no token: " + target)
                    .doesNotContain(HIDDEN);
        }
    }

    @Test
    @Tag("PTH-39")
    void anErrorPageIsJudgedByTheRuleOfItsPath() throws IOException {
        assertThat(get("/go/error")).satisfies(response -> {
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body()).doesNotContain(HIDDEN);
        });
        assertThat(get("/slow/error", token("")).body()).doesNotContain(HIDDEN);
        assertThat(get("/slow/error", token("orders:read"))).satisfies(response -> {
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body()).contains(HIDDEN);
        });
        assertThat(get("/slow/error").status()).isEqualTo(401);
    }

    @Test
    @Tag("PTH-40")
    void anEndpointThatAnswersLaterWorksBehindTheFilter() throws IOException {
        RawResponse response = get("/slow/later", token(""));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("later, for alice");
        assertThat(get("/slow/later").status()).isEqualTo(401);
    }

    @Test
    @Tag("PTH-44")
    void theRuleOfADirectoryHoldsForItsWelcomeFile() throws IOException {
        for (String path : new String[] {
            "/pages/secure/", "/pages/secure", "/pages/secure/index.html", "/vault/", "/vault", "/vault/index.html"
        }) {
            assertThat(get(path).status()).as(path).isEqualTo(401);
            assertThat(get(path, token("")).status()).as(path).isEqualTo(403);
        }
        assertThat(get("/pages/secure/", token("orders:read")).body()).isEqualTo(HIDDEN);
        assertThat(get("/vault/", token("orders:read")).status()).isEqualTo(403);
        assertThat(get("/pages/open/").body()).isEqualTo(HIDDEN);
    }

    private static String token(String scope) {
        return PROVIDER.issuer.token().scope(scope).sign();
    }

    private static RawResponse get(String target) throws IOException {
        return send(RawRequest.get(target));
    }

    private static RawResponse get(String target, String token) throws IOException {
        return send(RawRequest.get(target).bearer(token));
    }

    private static RawResponse send(RawRequest request) throws IOException {
        try (RawConnection connection = new RawConnection(CONNECTOR.getLocalPort())) {
            return connection.exchange(request);
        }
    }

    /** Dispatches as the path says to where the query says. */
    private static final class Dispatching extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String kind = request.getPathInfo();
            try {
                RequestDispatcher dispatcher = request.getRequestDispatcher(String.valueOf(request.getQueryString()));
                switch (dispatcher == null ? "/error" : kind) {
                    case "/error" -> response.sendError(404);
                    case "/forward" -> dispatcher.forward(request, response);
                    case "/include" -> dispatcher.include(request, response);
                    case "/async" -> request.startAsync().dispatch(request.getQueryString());
                    default -> answerLater(request.startAsync());
                }
            } catch (jakarta.servlet.ServletException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void answerLater(AsyncContext context) {
            context.start(() -> {
                HttpServletRequest request = (HttpServletRequest) context.getRequest();
                try {
                    context.getResponse().getOutputStream().print("later, for " + request.getRemoteUser());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                context.complete();
            });
        }
    }
}
