package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.testkit.TestIssuer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
@Tag("raw-socket")
class LifecycleFaultsTest {
    private static final byte[] GOOD = RawServer.ok(FaultDrill.GOOD);

    private final RawServer server = RawServer.start(RawServer.answering(GOOD));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("F97")
    void closingDuringAFetchReleasesItsConnectionAndLeavesNoThread() throws Exception {
        server.talk(server.thenSilent(new byte[0]));
        JwksKeySource source =
                FaultDrill.source(server.uri(), event -> {}, wiring -> wiring.alias = Optional.of("closed-in-flight"));
        FaultDrill.soon().until(() -> server.connections() == 1);

        long start = System.nanoTime();
        source.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(server.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
        assertNoThreadOf("closed-in-flight");
    }

    @Test
    @Tag("F97")
    void aListenerMayCloseTheSourceFromItsOwnThread() {
        CompletableFuture<JwksKeySource> made = new CompletableFuture<>();
        JwksKeySource source = FaultDrill.source(
                server.uri(), event -> made.join().close(), wiring -> wiring.alias = Optional.of("closed-by-listener"));
        made.complete(source);

        FaultDrill.soon().until(() -> source.status().state() == KeySourceState.CLOSED);
        assertNoThreadOf("closed-by-listener");
    }

    @Test
    @Tag("F97")
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
        FaultDrill.soon().until(() -> found.get() > 1_000);

        drill.close();
        int before = found.get();
        FaultDrill.soon().until(() -> found.get() > before + 1_000);
        draining.set(false);
        for (Thread request : requests) {
            request.join();
        }

        assertThat(failed).hasValue(0);
    }

    @Test
    @Tag("F97")
    @Tag("F98")
    void aHundredSourcesLeaveNoThreadBehind() {
        for (int i = 0; i < 100; i++) {
            JwksKeySource source =
                    FaultDrill.source(server.uri(), event -> {}, wiring -> wiring.alias = Optional.of("one-of-100"));
            if (i % 2 == 0) {
                FaultDrill.soon().until(() -> source.status().ready());
            }
            source.close();
        }
        assertNoThreadOf("one-of-100");
    }

    /** Where something may go wrong that nobody expects, and how a test makes it go wrong there. */
    enum Point {
        FETCH {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.fetcher = real -> around(real, bomb, () -> {});
            }
        },
        ANSWER {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.fetcher = real -> around(real, () -> {}, bomb);
            }
        },
        RULES {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.reducer = rules -> (state, event, now) -> {
                    if (isLoop()) {
                        bomb.run();
                    }
                    return rules.step(state, event, now);
                };
            }
        },
        RESOLVER {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.resolver = host -> {
                    bomb.run();
                    return InetAddress.getAllByName(host);
                };
            }
        },
        LISTENER {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                KeySourceListener told = wiring.listener;
                wiring.listener = event -> {
                    told.on(event);
                    bomb.run();
                };
            }
        },
        WALL_CLOCK {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.clock = new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        bomb.run();
                        return Instant.now();
                    }
                };
            }
        },
        MONOTONIC_CLOCK {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.nanoTime = () -> {
                    if (isLoop()) {
                        bomb.run();
                    }
                    return System.nanoTime();
                };
            }
        },
        CANCELLATION {
            @Override
            void arm(Wiring wiring, Runnable bomb) {
                wiring.fetcher = real -> new Fetcher() {
                    @Override
                    public Pending fetch(Flight flight, Consumer<Event> answer) {
                        Pending pending = real.fetch(flight, answer);
                        return () -> {
                            bomb.run();
                            pending.cancel();
                        };
                    }

                    @Override
                    public void close() {
                        real.close();
                    }
                };
            }
        };

        abstract void arm(Wiring wiring, Runnable bomb);

        private static boolean isLoop() {
            return Thread.currentThread().getName().startsWith("bearergate-jwks-");
        }

        private static Fetcher around(Fetcher real, Runnable before, Runnable atAnswer) {
            return new Fetcher() {
                @Override
                public Pending fetch(Flight flight, Consumer<Event> answer) {
                    before.run();
                    return real.fetch(flight, event -> {
                        atAnswer.run();
                        answer.accept(event);
                    });
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }
    }

    static Stream<Arguments> pointsAndTimes() {
        return Stream.of(Point.values())
                .flatMap(point -> IntStream.rangeClosed(1, 4).mapToObj(nth -> Arguments.of(point, nth)));
    }

    @ParameterizedTest
    @MethodSource("pointsAndTimes")
    @Tag("F99")
    void anErrorAtTheNthCallOfAnythingIsSurvived(Point point, int nth) {
        List<Throwable> errors = List.of(
                new OutOfMemoryError("unable to create native thread"),
                new RejectedExecutionException(),
                new StackOverflowError(),
                new InternalError());
        AtomicInteger calls = new AtomicInteger();
        Heard heard = new Heard();
        Consumer<Wiring> armed = FaultDrill.often().andThen(wiring -> {
            wiring.settings = wiring.settings.withDeadline(Duration.ofMillis(500));
            point.arm(wiring, () -> {
                if (calls.incrementAndGet() == nth) {
                    LifecycleFaultsTest.<RuntimeException>sneak(errors.get(nth % errors.size()));
                }
            });
        });
        try (JwksKeySource source = FaultDrill.source(server.uri(), heard, armed)) {
            for (int good = 1; good <= 5 || calls.get() <= nth; good++) {
                int expected = good;
                FaultDrill.soon().until(() -> {
                    source.refresh();
                    return heard.count(RefreshOutcome.OK) >= expected;
                });
                FaultDrill.soon().until(() -> isFound(source));
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
    @Tag("X25")
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
            FaultDrill.soon().until(() -> source.status().ready());
            assertThat(isFound(source)).isTrue();
            int before = told.get();
            assertThat(source.find(Asking.forKid("unknown"))).isEmpty();
            // The request's own thread told of the unknown name, and the fetch that it caused went its way.
            FaultDrill.soon().until(() -> told.get() >= before + 2);
            assertThat(source.status().failures()).isZero();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @Tag("F79")
    void afterDenyReturnsNoRequestThatStartsFindsTheKeyUnderLoadThroughRefreshAndReload() throws Exception {
        Heard heard = new Heard();
        try (JwksKeySource source = FaultDrill.source(server.uri(), heard, FaultDrill.often())) {
            FaultDrill.soon().until(() -> source.status().ready());
            AtomicBoolean denied = new AtomicBoolean();
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger before = new AtomicInteger();
            AtomicInteger after = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            List<Thread> requests = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread request = new Thread(() -> {
                    while (!over.get()) {
                        boolean mustBeRefused = denied.get();
                        boolean found = isFound(source);
                        (mustBeRefused ? after : before).incrementAndGet();
                        if (found && mustBeRefused) {
                            wrong.incrementAndGet();
                        }
                    }
                });
                request.start();
                requests.add(request);
            }
            FaultDrill.soon().until(() -> before.get() > 10_000);

            source.deny(SimProvider.kid(0));
            denied.set(true);
            for (int i = 0; i < 5; i++) {
                long fetched = heard.count(RefreshOutcome.OK);
                source.refresh();
                FaultDrill.soon().until(() -> heard.count(RefreshOutcome.OK) > fetched);
            }
            FaultDrill.soon().until(() -> after.get() > 10_000);
            over.set(true);
            for (Thread request : requests) {
                request.join();
            }

            assertThat(wrong).hasValue(0);
            try (JwksKeySource reloaded = FaultDrill.source(
                    server.uri(), event -> {}, FaultDrill.often().andThen(wiring -> wiring.denied = source.denied()))) {
                FaultDrill.soon().until(() -> reloaded.status().ready());
                assertThat(isFound(reloaded)).isFalse();
            }
        }
    }

    /** As a reload does: the new source must have keys before it takes over, and these never have. */
    @Test
    @Tag("F98")
    void sourcesThatNeverGetKeysAreGivenUpWhileTheOldOneServes() {
        try (RawServer broken = RawServer.start(RawServer.answering(RawServer.ok("{")));
                FaultDrill old = new FaultDrill(server.uri())) {
            for (int i = 0; i < 20; i++) {
                Heard heard = new Heard();
                try (JwksKeySource young =
                        FaultDrill.source(broken.uri(), heard, wiring -> wiring.alias = Optional.of("never-ready"))) {
                    FaultDrill.soon().until(() -> !heard.outcomes().isEmpty());
                    assertThat(young.status().ready()).isFalse();
                }
                old.assertUnchanged();
            }
            assertNoThreadOf("never-ready");
        }
    }

    @Test
    @Tag("F97")
    void closingWhileAnswersComeLeavesNoThread() {
        for (int i = 0; i < 30; i++) {
            Heard heard = new Heard();
            JwksKeySource source = FaultDrill.source(
                    server.uri(),
                    heard,
                    FaultDrill.often().andThen(wiring -> wiring.alias = Optional.of("closed-in-a-race")));
            source.refresh();
            if (i % 3 == 0) {
                FaultDrill.soon().until(() -> !heard.outcomes().isEmpty());
            }
            source.refresh();
            source.close();
            source.refresh();
            source.purge();
            assertThat(source.status().state()).isEqualTo(KeySourceState.CLOSED);
        }
        assertNoThreadOf("closed-in-a-race");
    }

    @Test
    @Tag("F100")
    void fiftyIssuersInTroubleDoNotDelayAnother() {
        List<JwksKeySource> troubled = new ArrayList<>();
        Heard ofTroubled = new Heard();
        try (RawServer silent = RawServer.start(connection -> {
            RawServer.readRequest(connection);
            connection.getInputStream().read();
        })) {
            for (int i = 0; i < 50; i++) {
                troubled.add(FaultDrill.source(
                        silent.uri(),
                        ofTroubled,
                        wiring -> wiring.settings = FaultDrill.patient(wiring.settings, Duration.ofMinutes(10))));
            }
            FaultDrill.soon().until(() -> silent.connections() == 50);
            try (FaultDrill healthy = new FaultDrill(server.uri(), FaultDrill.unhurried())) {
                for (int i = 0; i < 9; i++) {
                    int seen = healthy.heard.outcomes().size();
                    FaultDrill.soon().until(() -> healthy.source.status().state() == KeySourceState.FRESH);
                    healthy.source.refresh();
                    FaultDrill.soon().until(() -> healthy.heard.outcomes().size() > seen);
                }
                assertThat(healthy.heard.outcomes()).containsOnly(RefreshOutcome.OK);
            }
            assertThat(ofTroubled.outcomes()).as("fetches that have ended").isEmpty();
        } finally {
            troubled.forEach(JwksKeySource::close);
        }
    }

    @Test
    @Tag("F100")
    void anIssuersKeysAreOfNoUseToAnother() throws Exception {
        try (TestIssuer issuer = TestIssuer.start();
                JwksKeySource own = JwksKeySource.builder(issuer.issuer())
                        .jwks(issuer.jwksUri())
                        .start();
                FaultDrill other = new FaultDrill(server.uri())) {
            FaultDrill.soon().until(() -> own.status().ready());
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
        FaultDrill.soon()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(thread -> thread.getName().toLowerCase(Locale.ROOT) + group(thread))
                        .noneMatch(name -> name.contains(alias)));
    }

    private static String group(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null ? "" : group.getName();
    }
}
