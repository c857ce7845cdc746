package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.PolicyAssert;
import io.github.bearergate.testkit.SpellingKind;
import io.github.bearergate.testkit.TestIssuerExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrdersSpellingsTest {
    @RegisterExtension
    static final TestIssuerExtension PROVIDER = new TestIssuerExtension(settings -> settings.algorithms("ES256"));

    private final Policy policy = Policy.parse(
            "test",
            PROVIDER.issuer()
                    .policy("GET /health is open\nGET /orders/** needs orders:read\nDELETE /orders/* is denied"));

    @Test
    void noSpellingPasses() throws Exception {
        try (RequestGuard guard = RequestGuard.of(policy)) {
            OrdersService service = new OrdersService(guard);
            try {
                PolicyAssert.assertThat(policy)
                        .noSpellingIsWeaker()
                        .enforcedAt(service.uri("/"))
                        .noSpellingPassesWithoutToken();
            } finally {
                service.stop();
            }
        }
    }

    @Test
    void aServiceWithoutAFilterIsFound() throws Exception {
        assertThatThrownBy(() -> askServiceThatAnswers(200, 200))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the service did not refuse requests without a token:\n")
                .hasMessageContaining("(PLAIN) was answered with 200; ")
                .hasMessageContaining(" more\nMap the filter to /*");
    }

    @Test
    void theRightPathMustBeAnsweredWith401AndOthersMayBeRefusedInAnyWay() throws Exception {
        assertThatThrownBy(() -> askServiceThatAnswers(404, 404))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("(PLAIN) was answered with 404");
        askServiceThatAnswers(401, 404);
        assertThatThrownBy(() -> askServiceThatAnswers(401, 302)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> askServiceThatAnswers(401, 500)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theNumberOfRequestsIsBounded() throws Exception {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            rules.append("GET /a").append(i).append(" needs s\n");
        }
        Policy many = Policy.parse("test", PROVIDER.issuer().policy(rules.toString()));
        AtomicInteger asked = new AtomicInteger();

        ask(many, asked, 401, 401);

        assertThat(asked.get()).isBetween(5_000, 10_000);
    }

    @Test
    void aServiceThatIsNotThereIsNoSuccess() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> PolicyAssert.assertThat(policy)
                        .enforcedAt(URI.create("http://127.0.0.1:" + port))
                        .noSpellingPassesWithoutToken())
                .isInstanceOf(UncheckedIOException.class);
    }

    private void askServiceThatAnswers(int plain, int others) throws IOException {
        ask(policy, new AtomicInteger(), plain, others);
    }

    /** A service that tells the plain spelling by its being readable for this server. */
    private static void ask(Policy policy, AtomicInteger asked, int plain, int others) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            boolean isPlain = exchange.getRequestURI().getRawPath().matches("/api(/[a-z0-9]+)+/?");
            exchange.sendResponseHeaders(isPlain ? plain : others, -1);
            exchange.close();
        });
        server.start();
        try {
            PolicyAssert.assertThat(policy)
                    .ignoring(SpellingKind.TRAILING_SLASH)
                    .enforcedAt(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api"))
                    .noSpellingPassesWithoutToken();
        } finally {
            server.stop(0);
        }
    }
}
