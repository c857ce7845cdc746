package io.github.bearergate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.Decision;
import io.github.bearergate.GuardEvent;
import io.github.bearergate.Outage;
import io.github.bearergate.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void refusalsAndOutagesAreWrittenAndAllowancesAreNot() {
        try (AuditLog log = AuditLog.ofDenials(written::add)) {
            log.decided(denial("/a"));
            log.decided(allowance("/b"));
            log.decided(outage("/c"));
        }

        assertThat(written).hasSize(2);
        assertThat(written.get(0)).contains("\"url.path\":\"/a\"");
        assertThat(written.get(1)).contains("\"url.path\":\"/c\"", "\"event.reason\":\"KEYS\"");
    }

    @Test
    void everythingIsWrittenIfAskedFor() {
        try (AuditLog log = AuditLog.ofEverything(written::add)) {
            log.decided(denial("/a"));
            log.decided(allowance("/b"));
        }

        assertThat(written).hasSize(2);
    }

    @Test
    void closingWritesWhatWaits() {
        AuditLog log = new AuditLog(written::add, false, 1_000, Clock.systemUTC());
        for (int i = 0; i < 1_000; i++) {
            log.decided(denial("/" + i));
        }
        log.close();

        assertThat(written).hasSize(1_000);
        assertThat(written.get(999)).contains("\"url.path\":\"/999\"");
        assertThat(log.dropped()).isZero();
    }

    @Test
    void whatIsDecidedAfterTheEndIsCountedAsLost() {
        AuditLog log = AuditLog.ofDenials(written::add);
        log.close();
        log.decided(denial("/late"));
        log.close();

        assertThat(written).isEmpty();
        assertThat(log.dropped()).isEqualTo(1);
    }

    @Test
    void aSlowSinkDelaysNoDecisionAndWhatDoesNotFitIsCounted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AuditSink slow = line -> {
            begun.countDown();
            awaitUninterruptibly(release);
            written.add(line);
        };
        AuditLog log = new AuditLog(slow, false, 3, Clock.systemUTC());
        log.decided(denial("/taken"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 10; i++) {
            log.decided(denial("/" + i));
        }

        assertThat(written).isEmpty();
        assertThat(log.dropped()).isEqualTo(7);
        release.countDown();
        log.close();
        assertThat(written).hasSize(4);
        assertThat(log.dropped()).isEqualTo(7);
    }

    @Test
    void aSinkThatThrowsLosesItsLineAndNoOther() {
        AuditSink failing = line -> {
            if (line.contains("/bad")) {
                throw new IllegalStateException("disk full");
            }
            if (line.contains("/worse")) {
                throw new StackOverflowError();
            }
            written.add(line);
        };
        AuditLog log = AuditLog.ofDenials(failing);
        log.decided(denial("/bad"));
        log.decided(denial("/worse"));
        log.decided(denial("/good"));
        log.close();

        assertThat(written).hasSize(1);
        assertThat(log.dropped()).isEqualTo(2);
    }

    @Test
    void closingDoesNotWaitForeverForASinkThatHangs() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AuditLog log = new AuditLog(
                line -> {
                    begun.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        Thread.currentThread().interrupt();
                    }
                },
                false,
                10,
                Clock.systemUTC());
        log.decided(denial("/stuck"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        log.decided(denial("/waiting"));
        long start = System.nanoTime();
        log.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log.dropped()).isEqualTo(1);
    }

    @Test
    void theThreadIsADaemonWithANameAndEndsWithTheLog() {
        List<Thread> before = threads();
        AuditLog log = AuditLog.ofDenials(written::add);
        List<Thread> started = threads();
        started.removeAll(before);
        assertThat(started)
                .singleElement()
                .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());

        log.close();
        assertThat(started.get(0).isAlive()).isFalse();
    }

    @Test
    void theOriginIsThatOfTheRequestWhichTheThreadDecidesAbout() {
        RequestOrigin origin = new RequestOrigin() {
            @Override
            public String clientAddress() {
                return "192.0.2.7";
            }

            @Override
            public Optional<String> traceId() {
                return Optional.empty();
            }
        };
        try (AuditLog log = AuditLog.ofDenials(written::add)) {
            RequestOrigin.during(origin, () -> {
                log.decided(denial("/with"));
                return 0;
            });
            log.decided(denial("/without"));
        }

        assertThat(written.get(0)).contains("\"client.address\":\"192.0.2.7\"").doesNotContain("trace.id");
        assertThat(written.get(1)).doesNotContain("client.address");
    }

    @Test
    void theSinkIsNamedByItsKind() {
        try (AuditLog logger = AuditLog.ofDenials(AuditSink.logger());
                AuditLog custom = AuditLog.ofDenials(written::add)) {
            assertThat(logger.sinkName()).isEqualTo("logger");
            assertThat(custom.sinkName()).isEqualTo("custom");
        }
    }

    private static List<Thread> threads() {
        return new java.util.ArrayList<>(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("bearergate-audit"))
                .toList());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GuardEvent denial(String path) {
        return event(path, new Decision.Deny(Optional.empty(), Reason.MISSING_TOKEN, Optional.empty()));
    }

    private static GuardEvent allowance(String path) {
        return event(path, new Decision.Allow(Optional.empty(), Optional.empty()));
    }

    private static GuardEvent outage(String path) {
        return event(path, new Decision.Unavailable(Optional.empty(), Outage.KEYS, Duration.ofSeconds(1)));
    }

    private static GuardEvent event(String path, Decision decision) {
        return new GuardEvent(ApiRequest.of("GET", path, List.of()), decision, Optional.empty(), "digest");
    }
}
