package io.github.bearergate.jwks;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for a fetch, for how long, and what ends the wait; real threads, which are always woken. */
class WaitersTest {
    /** Far longer than any test lasts. */
    private static final Duration LONG = ofMinutes(10);

    private final List<Waiting> all = new ArrayList<>();

    /** One thread that waits until its test says that the fetch has ended. */
    private static final class Waiting {
        private final CompletableFuture<Boolean> waited = new CompletableFuture<>();
        private final CountDownLatch asked;
        private final Thread thread;
        private volatile boolean onItsWay = true;

        /** Starts, and returns once the waiter has asked so often whether there is something to wait for. */
        Waiting(Waiters waiters, int askings) {
            asked = new CountDownLatch(askings);
            thread = new Thread(() -> waited.complete(waiters.await(this::isOnItsWay)));
            thread.start();
        }

        private boolean isOnItsWay() {
            boolean answer = onItsWay;
            asked.countDown();
            return answer;
        }

        Waiting isWaiting() throws InterruptedException {
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            return this;
        }

        boolean hasWaited() throws Exception {
            return waited.get(1, TimeUnit.MINUTES);
        }
    }

    private Waiting start(Waiters waiters) throws InterruptedException {
        return start(waiters, 1);
    }

    private Waiting start(Waiters waiters, int askings) throws InterruptedException {
        Waiting waiting = new Waiting(waiters, askings);
        all.add(waiting);
        return waiting.isWaiting();
    }

    @AfterEach
    void nobodyWaitsOn() {
        all.forEach(waiting -> waiting.thread.interrupt());
    }

    @Test
    void theEndOfTheFetchWakesEveryWaiterLongBeforeTheLimit() throws Exception {
        Waiters waiters = new Waiters(2, LONG);
        List<Waiting> two = List.of(start(waiters), start(waiters));

        two.forEach(waiting -> waiting.onItsWay = false);
        waiters.wakeAll();

        for (Waiting waiting : two) {
            assertThat(waiting.hasWaited()).isTrue();
        }
    }

    @Test
    void whoIsWokenTooSoonWaitsOn() throws Exception {
        Waiters waiters = new Waiters(1, LONG);
        Waiting waiting = new Waiting(waiters, 3);
        all.add(waiting);
        while (waiting.asked.getCount() > 0) {
            waiters.wakeAll();
            Thread.onSpinWait();
        }
        assertThat(waiting.waited).isNotDone();

        waiting.onItsWay = false;
        waiters.wakeAll();

        assertThat(waiting.hasWaited()).isTrue();
    }

    @Test
    void aFetchThatDoesNotEndIsWaitedForToTheLimitAndNoLonger() throws Exception {
        Waiters waiters = new Waiters(1, ofMillis(50));
        long start = System.nanoTime();

        assertThat(start(waiters).hasWaited()).isTrue();

        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(ofMillis(50).toNanos());
    }

    @Test
    void whenNothingIsOnItsWayNobodyWaits() throws Exception {
        Waiters waiters = new Waiters(1, LONG);
        CompletableFuture<Boolean> waited = CompletableFuture.supplyAsync(() -> waiters.await(() -> false));

        assertThat(waited.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void asManyWaitAsMayAndTheNextIsSentOnAtOnceUntilOneHasLeft() throws Exception {
        Waiters waiters = new Waiters(2, LONG);
        Waiting first = start(waiters);
        Waiting second = start(waiters);
        BooleanSupplier never = () -> {
            throw new AssertionError("one too many asks nothing");
        };

        assertThat(waiters.await(never)).isFalse();
        assertThat(waiters.await(never)).isFalse();
        first.onItsWay = false;
        waiters.wakeAll();
        assertThat(first.hasWaited()).isTrue();

        start(waiters);
        assertThat(waiters.await(never)).isFalse();
        assertThat(second.waited).isNotDone();
    }

    @Test
    void withoutATimeToWaitNobodyWaits() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(new Waiters(1, Duration.ZERO).await(() -> asked.incrementAndGet() > 0))
                .isFalse();

        assertThat(asked).hasValue(0);
    }

    @Test
    void anInterruptEndsTheWaitAndIsLeftForTheCaller() throws Exception {
        Waiters waiters = new Waiters(1, LONG);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch waits = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            waiters.await(() -> {
                waits.countDown();
                return true;
            });
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();

        thread.interrupt();

        assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    }
}
