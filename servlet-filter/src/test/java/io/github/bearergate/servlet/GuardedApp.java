package io.github.bearergate.servlet;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.RequestGuardBuilder;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.util.function.Consumer;

/** An application behind a guard, on a real server, with a real issuer. */
final class GuardedApp implements AutoCloseable {
    static final String RULES = """
            GET /open is open
            GET /orders/** needs orders:read
            POST /orders needs orders:read and orders:write
            GET /reports needs reports:read or orders:admin
            GET /tenants/{t}/** needs orders:read where tenant is {t}
            GET /internal/** is denied
            ANY /me needs a valid token
            """;

    final TestIssuer issuer;
    final RequestGuard guard;
    final WhoServlet app = new WhoServlet();
    final TestServer server;

    GuardedApp(Consumer<RequestGuardBuilder> settings) {
        issuer = TestIssuer.start();
        guard = Guards.ready(issuer, RULES, settings);
        server = new TestServer()
                .filter(new BearerTokenFilter(guard))
                .servlet(app, "/*")
                .start();
    }

    GuardedApp() {
        this(builder -> {});
    }

    TokenBuilder token() {
        return issuer.token().scope("orders:read");
    }

    @Override
    public void close() {
        server.close();
        guard.close();
        issuer.close();
    }
}
