package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bearergate.testkit.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests that bring one new token at the same moment. */
class BurstTest {
    private final CountingProvider provider = new CountingProvider();
    private TestIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void verifyItsSignatureOnce() {
        try (Gate gate = gate(10_000)) {
            String token = gate.token().sign();

            assertThat(burst(gate, token)).containsOnly("ALLOWED");
            assertThat(provider.verifications()).isEqualTo(1);
            assertThat(gate.verdict(token)).isEqualTo("ALLOWED");
            assertThat(provider.verifications()).isEqualTo(1);
        }
    }

    @Test
    void eachFindOutForThemselvesThatItIsForged() {
        try (Gate gate = gate(10_000)) {
            String token = gate.token().sign();
            String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(342);

            assertThat(burst(gate, forged)).containsOnly("BAD_SIGNATURE");
            assertThat(provider.verifications()).isEqualTo(16);
        }
    }

    @Test
    void eachFindOutForThemselvesThatItHasExpiredMeanwhile() {
        try (Gate gate = gate(10_000)) {
            String token = gate.token().sign();
            assertThat(burst(gate, token)).containsOnly("ALLOWED");

            gate.clock.advance(Duration.ofHours(1));
            assertThat(burst(gate, token)).containsOnly("EXPIRED");
            assertThat(provider.verifications()).isEqualTo(1);
        }
    }

    @Test
    void verifyItEachWhereNothingIsRemembered() {
        try (Gate gate = gate(0)) {
            assertThat(burst(gate, gate.token().sign())).containsOnly("ALLOWED");
            assertThat(provider.verifications()).isEqualTo(16);
        }
    }

    private Gate gate(int memoSize) {
        Gate gate = new Gate(issuer, builder -> builder.memoSize(memoSize).signatureProvider(provider));
        provider.forget();
        return gate;
    }

    /** Holds the first verification until all others have come as far as they can. */
    private List<String> burst(Gate gate, String token) {
        provider.hold();
        List<String> verdicts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<String>> results = new ArrayList<>();
        IntStream.range(0, 16).forEach(i -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            results.add(result);
            Thread thread = new Thread(() -> result.complete(gate.verdict(token)), "burst-" + i);
            threads.add(thread);
            thread.start();
        });
        await().pollInterval(Duration.ofMillis(1)).until(() -> threads.stream().allMatch(BurstTest::hasComeToAStand));
        provider.release();
        results.forEach(result -> verdicts.add(result.join()));
        return verdicts;
    }

    private static boolean hasComeToAStand(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }
}
