package io.github.bearergate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.jwks.JwksKeySource;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.TestIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The filter on a real server while its identity provider is in trouble, with the settings of production. */
class ProviderOutageOverHttpTest {
    private static final int CLIENTS = 8;

    /** One answer: when its request was sent, and its status. */
    private record Heard(long sent, int status) {}

    @Test
    void aColdStartWithoutItsProviderAnswers503AndRecoversByItself() {
        try (TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start()) {
            issuer.chaos().stop();
            Policy policy = Policy.parse("test.policy", issuer.policy(GuardedApp.RULES));
            try (RequestGuard guard = RequestGuard.of(policy);
                    TestServer server = new TestServer()
                            .filter(new BearerTokenFilter(guard))
                            .servlet(new WhoServlet(), "/*")
                            .start()) {
                String token = issuer.token().scope("orders:read").sign();

                Reply cold = server.getWithToken("/orders/7", token);
                assertThat(cold.status()).isEqualTo(503);
                assertThat(cold.header("Retry-After"))
                        .singleElement()
                        .satisfies(
                                seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 5));
                assertThat(server.getWithToken("/orders/7", "no.token").status())
                        .isEqualTo(401);
                assertThat(server.get("/open").status()).isEqualTo(200);

                issuer.chaos().restart();
                Eventually.until(() -> server.getWithToken("/orders/7", token).status() == 200);
            }
        }
    }

    @Test
    void noTokenOfAnAttackerIsAnsweredWith5xxWhileKeysAreKnown() {
        try (GuardedApp app = new GuardedApp()) {
            String good = app.token().sign();
            app.issuer.chaos().stop();
            List<String> bad = new ArrayList<>(List.of(
                    "x",
                    "a.b.c",
                    "..",
                    good + "x",
                    good.substring(0, good.length() / 2),
                    app.token().forged().sign(),
                    app.token().expired().sign(),
                    app.token().kid("").sign(),
                    app.token().noKid().forged().sign(),
                    app.token().unsigned().sign(),
                    app.token().claim("iss", "https://elsewhere.example").sign(),
                    app.token().kid("x".repeat(300)).sign()));
            IntStream.range(0, 60)
                    .mapToObj(number -> app.token().kid("made-up-" + number).sign())
                    .forEach(bad::add);

            assertThat(bad)
                    .allSatisfy(token -> assertThat(
                                    app.server.getWithToken("/orders/7", token).status())
                            .isIn(400, 401));
            assertThat(app.server.getWithToken("/orders/7", good).status()).isEqualTo(200);
        }
    }

    @Test
    void aDenialIsInForceForEveryRequestThatIsSentAfterItsCallReturned() throws InterruptedException {
        try (GuardedApp app = new GuardedApp()) {
            String token = app.token().sign();
            String kid = app.issuer.kid();
            JwksKeySource keys = app.guard.keySource(app.issuer.issuer()).orElseThrow();
            for (int round = 0; round < 5; round++) {
                Queue<Heard> heard = new ConcurrentLinkedQueue<>();
                CountDownLatch before = new CountDownLatch(4 * CLIENTS);
                CountDownLatch after = new CountDownLatch(4 * CLIENTS);
                long[] deniedAt = {Long.MAX_VALUE};
                CountDownLatch denied = new CountDownLatch(1);
                List<Thread> clients = Stream.generate(() -> new Thread(() -> {
                            while (after.getCount() > 0) {
                                boolean late = denied.getCount() == 0;
                                long sent = System.nanoTime();
                                heard.add(new Heard(
                                        sent,
                                        app.server
                                                .getWithToken("/orders/7", token)
                                                .status()));
                                (late ? after : before).countDown();
                            }
                        }))
                        .limit(CLIENTS)
                        .toList();
                clients.forEach(Thread::start);
                assertThat(before.await(20, TimeUnit.SECONDS)).isTrue();

                keys.deny(kid);
                deniedAt[0] = System.nanoTime();
                denied.countDown();
                for (Thread client : clients) {
                    client.join();
                }

                assertThat(heard)
                        .filteredOn(answer -> answer.sent() - deniedAt[0] > 0)
                        .hasSizeGreaterThanOrEqualTo(4 * CLIENTS)
                        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
                assertThat(heard)
                        .anySatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
                keys.undeny(kid);
                assertThat(app.server.getWithToken("/orders/7", token).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void afterCloseNoThreadIsLeftWhateverItWasWaitingFor() {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        GuardedApp app = new GuardedApp();
        app.issuer.chaos().hang();
        app.guard.keySource(app.issuer.issuer()).orElseThrow().refresh();
        Eventually.until(() -> app.issuer.requests("/jwks") > 1);
        assertThat(startedBeside(others)).isNotEmpty();

        app.close();

        Eventually.until(() -> startedBeside(others).isEmpty());
    }

    /** The threads that fetch keys, but for those of other tests, which are there before. */
    private static List<Thread> startedBeside(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !others.contains(thread))
                .filter(thread -> thread.getName().startsWith("bearergate-jwks"))
                .toList();
    }
}
