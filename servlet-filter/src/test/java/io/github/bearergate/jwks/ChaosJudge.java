package io.github.bearergate.jwks;

import io.github.bearergate.jwks.ChaosRecord.Kind;
import io.github.bearergate.jwks.SimOracle.Must;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Holds every answer against the oracle of the simulation.
 *
 * <p>The oracle is asked every ten milliseconds, and whenever something happens, what the answer to a token of each key must
 * be. A request is judged when that is known for its whole life and the slack around it: it must be what was demanded
 * throughout. How far the ten milliseconds were missed tells how long this machine stood still, and widens the slack.
 */
final class ChaosJudge implements Runnable {
    private static final long BEAT = Duration.ofMillis(10).toNanos();
    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final long HICCUP = Duration.ofMillis(200).toNanos();
    private static final long MEMORY = Duration.ofSeconds(60).toNanos();
    private static final long TOLD = Duration.ofSeconds(12).toNanos();
    /** Times are measured from here on. */
    private static final long WARM = Duration.ofSeconds(2).toNanos();

    private static final int NO_KEY = -1;
    private static final int KEYS_WATCHED = 16;

    private final ChaosWorld world;
    private final ChaosProvider provider;
    private final SimOracle oracle;
    private final ChaosFetchLimits limits;
    private final long settled;
    final ChaosReport report;
    private final Queue<ChaosRecord> answered = new ConcurrentLinkedQueue<>();
    private final Semaphore handed = new Semaphore(0);
    private final CountDownLatch violated = new CountDownLatch(1);
    private volatile boolean over;

    // Everything below is guarded by this
    private final Deque<ChaosRecord> waiting = new ArrayDeque<>();
    private final Map<Integer, ChaosTimeline<Set<Must>>> musts = new HashMap<>();
    private final ChaosTimeline<Boolean> health = new ChaosTimeline<>();
    private final ChaosTimeline<Long> pauses = new ChaosTimeline<>();
    private final Map<Integer, Denial> denials = new HashMap<>();
    private final TreeSet<Integer> watched = new TreeSet<>();
    private final Deque<ChaosEvent> told = new ArrayDeque<>();
    private long purgedAt = -1;
    private long observedAt;

    /** A key is refused from a moment on, exactly. */
    private record Denial(long from, long to) {}

    ChaosJudge(ChaosWorld world, ChaosProvider provider, ChaosPlan plan) {
        this.world = world;
        this.provider = provider;
        this.oracle =
                new SimOracle(provider, plan.scale().numbers(), plan.scale().interval(), plan.discovers());
        this.limits = new ChaosFetchLimits(plan.scale());
        this.settled = plan.scale().numbers().settled();
        this.report = new ChaosReport(plan.seed());
        pauses.add(0, 0L);
    }

    // What happens

    void answered(ChaosRecord answer) {
        answered.add(answer);
    }

    synchronized void happened(int key, String what) {
        tell(world.now(), key, what);
    }

    /** Changes what is published, or how the provider is, in one step with the oracle's view of it. */
    synchronized void change(int key, String what, Runnable change) {
        change.run();
        long now = world.now();
        tell(now, key, what);
        if (key != ChaosEvent.EVERY_KEY) {
            watched.add(key);
            while (watched.size() > KEYS_WATCHED) {
                musts.remove(watched.pollFirst());
            }
        }
        observe(now);
    }

    synchronized void publishedOrRemoved(int key, String what, Runnable change) {
        change(key, what, () -> {
            change.run();
            oracle.publishedOrRemoved(key, world.now());
        });
    }

    synchronized void denied(int key) {
        long now = world.now();
        oracle.deny(key);
        denials.put(key, new Denial(now, Long.MAX_VALUE));
        tell(now, key, "denied " + key);
        observe(now);
    }

    synchronized void willBeAllowed(int key) {
        long now = world.now();
        oracle.undeny(key);
        denials.computeIfPresent(key, (any, denial) -> new Denial(denial.from(), now));
        tell(now, key, "allowed " + key + " again");
        observe(now);
    }

    synchronized void operatorFetches() {
        limits.reset();
    }

    synchronized void purged() {
        long now = world.now();
        purgedAt = now;
        limits.reset();
        oracle.purged();
        tell(now, ChaosEvent.EVERY_KEY, "purged");
        observe(now);
    }

    synchronized void handedOut(long startedAt, Set<Integer> set) {
        if (startedAt > purgedAt) {
            long now = world.now();
            oracle.handedOut(startedAt, set);
            tell(now, ChaosEvent.EVERY_KEY, "handed out " + set);
            observe(now);
            handed.release();
        }
    }

    /** A right answer was so slow that nobody but the source knows whether it was in time. */
    synchronized void perhapsHandedOut(long startedAt, Set<Integer> set) {
        if (startedAt > purgedAt) {
            long now = world.now();
            oracle.perhapsHandedOut(startedAt, set);
            report.doubts++;
            provider.hiccup(now);
            limits.reset();
            tell(now, ChaosEvent.EVERY_KEY, "perhaps handed out in time " + set);
            observe(now);
        }
    }

    synchronized void keysAskedFor(long now) {
        report.fetches++;
        if (provider.isHealthy() && provider.healthySince() + settled <= now) {
            limits.askedFor(now).ifPresent(much -> violation(now, ChaosEvent.EVERY_KEY, much));
        } else {
            limits.reset();
        }
    }

    synchronized long fetches() {
        return report.fetches;
    }

    synchronized boolean isSettled() {
        return oracle.isSettledSince(world.now());
    }

    // Judging

    @Override
    public void run() {
        long expected = world.now() + BEAT;
        while (!over) {
            LockSupport.parkNanos(expected - world.now());
            long now = world.now();
            if (now >= expected) {
                beat(now, now - expected);
                expected = world.now() + BEAT;
            }
        }
    }

    private synchronized void beat(long now, long late) {
        pauses.add(now - late - BEAT, late > PAUSE ? late : 0L);
        report.longestPause = Math.max(report.longestPause, late);
        if (late > HICCUP) {
            provider.hiccup(now);
            limits.reset();
        }
        for (ChaosRecord answer = answered.poll(); answer != null; answer = answered.poll()) {
            heard(answer);
            waiting.addLast(answer);
        }
        observe(world.now());
        // The longest pause of the last minute: generous, but pauses are rare on a machine that can be tested on.
        long slack = slack();
        while (!waiting.isEmpty() && waiting.getFirst().received() + slack < observedAt) {
            judge(waiting.removeFirst(), slack);
        }
        musts.values().forEach(timeline -> timeline.forgetBefore(now - MEMORY));
        health.forgetBefore(now - MEMORY);
        pauses.forgetBefore(now - MEMORY);
    }

    private long slack() {
        return ChaosScale.SLACK
                + pauses.within(observedAt - Duration.ofSeconds(10).toNanos(), observedAt).stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
    }

    private void observe(long now) {
        observedAt = Math.max(now, observedAt);
        health.add(observedAt, provider.isHealthy());
        for (int key : watched) {
            timeline(key).add(observedAt, oracle.mustBeOneOf(key, observedAt));
        }
        timeline(NO_KEY).add(observedAt, oracle.mustBeOneOfForUnknown(observedAt));
    }

    private ChaosTimeline<Set<Must>> timeline(int key) {
        return musts.computeIfAbsent(key, any -> new ChaosTimeline<>());
    }

    /** A token that was answered otherwise than 503, and whose key was not denied, may have made the source fetch. */
    private void heard(ChaosRecord answer) {
        report.statuses.merge(answer.status(), 1L, Long::sum);
        Denial denial = denials.get(answer.key());
        boolean mattered = answer.status() == 200 || answer.status() == 401;
        if (answer.kind() == Kind.VALID && mattered && (denial == null || answer.sent() > denial.to())) {
            oracle.presented(answer.key(), answer.sent(), answer.received());
            if (answer.status() == 200) {
                measure(answer);
            }
        }
    }

    private void measure(ChaosRecord answer) {
        int key = answer.key();
        long changedAt = oracle.changedAt(key);
        if (!provider.publishes(key)) {
            if (oracle.isSettledSince(changedAt)) {
                report.longestRemovalLag = Math.max(report.longestRemovalLag, answer.sent() - changedAt);
            }
        } else if (changedAt > 0
                && !oracle.wasAwaitedInVain(key)
                && oracle.firstPresented(key) >= 0
                && oracle.isSettledSince(oracle.firstPresented(key))) {
            report.newKeyLag(key, answer.received() - oracle.firstPresented(key));
        }
    }

    private void judge(ChaosRecord answer, long slack) {
        Set<Must> demanded = demanded(answer, slack);
        boolean may200 = demanded.contains(Must.ACCEPT) || demanded.contains(Must.EITHER);
        boolean may401 = demanded.contains(Must.REFUSE) || demanded.contains(Must.EITHER);
        boolean may503 = demanded.contains(Must.UNAVAILABLE);
        boolean right = switch (answer.status()) {
            case 200 -> may200;
            case 401 -> may401;
            case 503 -> may503 && answer.retryAfter() >= 1 && answer.retryAfter() <= 5;
            default -> false;
        };
        if (demanded.size() == 1 && !demanded.contains(Must.EITHER)) {
            report.decided++;
        } else {
            report.either++;
        }
        if (!right) {
            violation(answer.sent(), answer.key(), answer + " and must be: " + demanded);
        } else if (answer.kind() == Kind.VALID && demanded.equals(Set.of(Must.ACCEPT))) {
            Set<Boolean> healthy = health.within(answer.sent(), answer.received());
            if (healthy.size() == 1 && answer.sent() - world.begun() > WARM) {
                (healthy.contains(true) ? report.quiet : report.outage).add(answer.received() - answer.sent());
            }
        }
    }

    private Set<Must> demanded(ChaosRecord answer, long slack) {
        if (answer.kind() == Kind.MALFORMED) {
            return EnumSet.of(Must.REFUSE);
        }
        int key = answer.kind() == Kind.VALID ? answer.key() : NO_KEY;
        Set<Must> demanded = timeline(key).within(answer.sent() - slack, answer.received() + slack).stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Must.class)));
        Denial denial = denials.get(key);
        if (denial != null && answer.sent() > denial.from() && answer.received() < denial.to()) {
            demanded.removeAll(List.of(Must.ACCEPT, Must.EITHER));
            demanded.add(Must.REFUSE);
        }
        return demanded;
    }

    private void violation(long at, int key, String what) {
        if (report.violations.isEmpty()) {
            told.stream()
                    .filter(event -> event.at() > at - TOLD && event.concerns(key))
                    .map(ChaosEvent::toString)
                    .forEach(report.violations::add);
        }
        // The first ones tell; a wrong design can have one for each request.
        if (report.violated++ < 3) {
            report.violations.add(ChaosEvent.line(at, "VIOLATION: " + what));
        }
        violated.countDown();
    }

    private void tell(long at, int key, String what) {
        told.addLast(new ChaosEvent(at, key, what, any -> {}));
        while (told.getFirst().at() < at - MEMORY) {
            told.removeFirst();
        }
    }

    /** Waits until keys were certainly handed out in time once more; false when that was not so by then. */
    boolean awaitKeys(Duration longest) throws InterruptedException {
        return handed.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for a violation; false when there was none by then. */
    boolean awaitViolation(long nanos) throws InterruptedException {
        return violated.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** Judges the rest, after the last answer has come, and ends. */
    ChaosReport finish() throws InterruptedException {
        while (!isDone()) {
            awaitViolation(BEAT);
            LockSupport.parkNanos(BEAT);
        }
        over = true;
        return report;
    }

    private synchronized boolean isDone() {
        return answered.isEmpty() && waiting.isEmpty();
    }
}
