package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.testkit.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class LifecycleFaultsTest {
    private static final byte[] GOOD = RawServer.ok(FaultDrill.GOOD);

    private final RawServer server = RawServer.start(RawServer.answering(GOOD));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void closingDuringAFetchReleasesItsConnectionAndLeavesNoThread() throws Exception {
        server.talk(server.thenSilent(new byte[0]));
        JwksKeySource source =
                FaultDrill.source(server.uri(), event -> {}, wiring -> wiring.alias = Optional.of("closed-in-flight"));
        await().until(() -> server.connections() == 1);

        long start = System.nanoTime();
        source.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(server.givenUp.await(2, TimeUnit.SECONDS)).isTrue();
        assertNoThreadOf("closed-in-flight");
    }

    @Test
    void aListenerMayCloseTheSourceFromItsOwnThread() {
        CompletableFuture<JwksKeySource> made = new CompletableFuture<>();
        JwksKeySource source = FaultDrill.source(
                server.uri(), event -> made.join().close(), wiring -> wiring.alias = Optional.of("closed-by-listener"));
        made.complete(source);

        await().until(() -> source.status().state() == KeySourceState.CLOSED);
        assertNoThreadOf("closed-by-listener");
    }

    @Test
    void requestsInFlightWhileTheSourceClosesStillFindTheirKeys() throws Exception {
        FaultDrill drill = new FaultDrill(server.uri());
        AtomicBoolean draining = new AtomicBoolean(true);
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger found = new AtomicInteger();
        List<Thread> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread request = new Thread(() -> {
                while (draining.get()) {
                    (isFound(drill.source) ? found : failed).incrementAndGet();
                }
            });
            request.start();
            requests.add(request);
        }
        await().until(() -> found.get() > 1_000);

        drill.close();
        int before = found.get();
        await().until(() -> found.get() > before + 1_000);
        draining.set(false);
        for (Thread request : requests) {
            request.join();
        }

        assertThat(failed).hasValue(0);
    }

    @Test
    void aHundredSourcesLeaveNoThreadBehind() {
        for (int i = 0; i < 100; i++) {
            JwksKeySource source =
                    FaultDrill.source(server.uri(), event -> {}, wiring -> wiring.alias = Optional.of("one-of-100"));
            if (i % 2 == 0) {
                await().until(() -> source.status().ready());
            }
            source.close();
        }
        assertNoThreadOf("one-of-100");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anErrorOfTheVirtualMachineInAnyFetchIsSurvived(int nth) {
        AtomicInteger fetches = new AtomicInteger();
        survivesErrors(wiring -> wiring.fetcher = real -> new Fetcher() {
            @Override
            public Pending fetch(Flight flight, Consumer<Event> answer) {
                if (fetches.incrementAndGet() == nth) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return real.fetch(flight, answer);
            }

            @Override
            public void close() {
                real.close();
            }
        });
        assertThat(fetches.get()).isGreaterThan(nth);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void anErrorOfTheVirtualMachineInAnyStepOfTheLoopIsSurvived(int nth) {
        AtomicInteger steps = new AtomicInteger();
        survivesErrors(wiring -> wiring.reducer = rules -> (state, event, now) -> {
            boolean isLoop = Thread.currentThread().getName().startsWith("bearergate-jwks-");
            if (isLoop && steps.incrementAndGet() == nth) {
                throw new StackOverflowError();
            }
            return rules.step(state, event, now);
        });
        assertThat(steps.get()).isGreaterThan(nth);
    }

    private void survivesErrors(Consumer<Wiring> errors) {
        Heard heard = new Heard();
        try (JwksKeySource source = FaultDrill.source(server.uri(), heard, errors)) {
            for (int i = 1; i <= 11; i++) {
                int good = i;
                await().until(() -> {
                    source.refresh();
                    return heard.count(RefreshOutcome.OK) >= good;
                });
                assertThat(isFound(source)).isTrue();
            }
        }
    }

    static Stream<Throwable> whatAListenerMayThrow() {
        return Stream.of(
                new IllegalStateException("listener"),
                new AssertionError("listener"),
                new OutOfMemoryError("listener"));
    }

    @ParameterizedTest
    @MethodSource("whatAListenerMayThrow")
    void aListenerThatThrowsChangesNothingForTheSourceNorForARequest(Throwable thrown) throws Exception {
        AtomicInteger told = new AtomicInteger();
        JwksKeySource source = FaultDrill.source(
                server.uri(),
                event -> {
                    told.incrementAndGet();
                    LifecycleFaultsTest.<RuntimeException>sneak(thrown);
                },
                wiring -> {});
        try (source) {
            await().until(() -> source.status().ready());
            assertThat(isFound(source)).isTrue();
            int before = told.get();
            assertThat(source.find(Asking.forKid("unknown"))).isEmpty();
            // The request's own thread told of the unknown name, and the fetch that it caused went its way.
            await().until(() -> told.get() >= before + 2);
            assertThat(source.status().failures()).isZero();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void fiftyIssuersInTroubleDoNotDelayAnother() {
        List<JwksKeySource> troubled = new ArrayList<>();
        try (RawServer silent = RawServer.start(connection -> {
            RawServer.readRequest(connection);
            connection.getInputStream().read();
        })) {
            for (int i = 0; i < 50; i++) {
                troubled.add(FaultDrill.source(silent.uri(), event -> {}, wiring -> {}));
            }
            try (FaultDrill healthy = new FaultDrill(server.uri())) {
                healthy.source.refresh();
                await().until(() -> healthy.heard.count(RefreshOutcome.OK) >= 2);
                assertThat(healthy.heard.outcomes()).containsOnly(RefreshOutcome.OK);
            }
        } finally {
            troubled.forEach(JwksKeySource::close);
        }
    }

    @Test
    void anIssuersKeysAreOfNoUseToAnother() throws Exception {
        try (TestIssuer issuer = TestIssuer.start();
                JwksKeySource own = JwksKeySource.builder(issuer.issuer())
                        .jwks(issuer.jwksUri())
                        .start();
                FaultDrill other = new FaultDrill(server.uri())) {
            await().until(() -> own.status().ready());
            assertThat(own.find(Asking.forKid(issuer.kid()))).hasSize(1);
            assertThat(other.source.find(Asking.notWorthFetching(issuer.kid()))).isEmpty();
        }
    }

    private static boolean isFound(JwksKeySource source) {
        try {
            return !source.find(FaultDrill.KNOWN).isEmpty();
        } catch (SourceUnavailableException e) {
            return false;
        }
    }

    private static void assertNoThreadOf(String alias) {
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(thread -> thread.getName().toLowerCase(Locale.ROOT) + group(thread))
                        .noneMatch(name -> name.contains(alias)));
    }

    private static String group(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null ? "" : group.getName();
    }
}
