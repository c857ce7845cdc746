package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import io.github.bearergate.testkit.TestIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guard that starts without its provider, and guards that cannot take the place of the one that serves. */
@Timeout(120)
@Tag("raw-socket")
class ReloadAndStartTest {
    private static final String RULES = "GET /orders/** needs orders:read\neverything else is denied\n";

    private final TestIssuer issuer = TestIssuer.start();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    @Tag("X10")
    void aColdStartWithTheProviderDownAnswersToAskAgainSoonAndRecoversByItself() {
        issuer.chaos().stop();
        try (RequestGuard guard = RequestGuard.of(policy())) {
            assertThat(guard.ready()).isFalse();
            for (int i = 0; i < 5; i++) {
                assertThat(decide(guard, issuer.token().scope("orders:read").sign()))
                        .isInstanceOfSatisfying(
                                Decision.Unavailable.class,
                                answer -> assertThat(answer.retryAfter())
                                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
                assertThat(decide(guard, "garbage")).isInstanceOf(Decision.Deny.class);
            }

            issuer.chaos().restart();

            // Nobody helps: the pause between attempts is ten seconds at most while there are no keys.
            await().atMost(Duration.ofSeconds(30)).until(guard::ready);
            assertThat(decide(guard, issuer.token().scope("orders:read").sign()))
                    .isInstanceOf(Decision.Allow.class);
        }
    }

    @Test
    @Tag("F98")
    void aHundredReloadsToABrokenConfigurationLeaveTheOldOneServingAndNoThreadBehind(@TempDir Path directory)
            throws InterruptedException {
        String secondIssuer =
                "issuer https://second.example\n  audience https://api.example\n  grants orders:read\n  keys file:"
                        + directory.resolve("missing.json") + "\n";
        Policy unstartable = Policy.parse(
                "broken.policy", "policy 1\n" + issuer.issuerLines("grants orders:read") + secondIssuer + RULES);
        try (RequestGuard guard = RequestGuard.of(policy())) {
            await().until(guard::ready);
            String token = issuer.token().scope("orders:read").sign();
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger served = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            Thread load = new Thread(() -> {
                while (!over.get()) {
                    (decide(guard, token) instanceof Decision.Allow ? served : failed).incrementAndGet();
                }
            });
            long threads = threads();
            load.start();

            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> Policy.parse("broken.policy", "policy 1\nnonsense\n" + RULES))
                        .isInstanceOf(PolicyException.class);
                assertThatThrownBy(() -> RequestGuard.of(unstartable))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("missing.json");
            }
            await().until(() -> served.get() + failed.get() > 0);
            over.set(true);
            load.join();

            assertThat(failed).hasValue(0);
            await().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads));
        }
    }

    private Policy policy() {
        return Policy.parse("test.policy", "policy 1\n" + issuer.issuerLines() + RULES);
    }

    private static Decision decide(RequestGuard guard, String token) {
        return guard.decide(ApiRequest.of("GET", "/orders/7", List.of("Bearer " + token)));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bearergate-jwks-"))
                .filter(thread -> !thread.getName().contains("dns"))
                .count();
    }
}
