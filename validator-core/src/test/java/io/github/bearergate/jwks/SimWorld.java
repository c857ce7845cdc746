package io.github.bearergate.jwks;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * One simulated day: the real rules, lookups and limiter, in virtual time, with a simulated provider and traffic. One thread.
 */
final class SimWorld implements Effect.Cases {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_FETCH = 5 * SECOND;
    private static final int SPARE_KEY = 99;
    private static final Algorithm ALGORITHM = Algorithm.ES256;

    private final SimSchedule schedule;
    private final Optional<SimMutant> mutant;
    private final Random random;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Engine engine;
    private final KeySourceSettings settings;
    private final SimOracle oracle;
    private final SimFetchLimits limits = new SimFetchLimits();
    private final Deque<Integer> removed = new ArrayDeque<>();
    final SimProvider provider;
    final SimReport report;
    long now;
    private long order;
    private int signer;
    private boolean storm;
    private Duration wallOffset = Duration.ZERO;
    private NegativeKids blocked;

    private record Due(long at, long order, Runnable event) {}

    SimWorld(SimSchedule schedule, Optional<SimMutant> mutant, Map<String, Event> read) {
        this.schedule = schedule;
        this.mutant = mutant;
        this.random = new Random(schedule.seed() * 31);
        this.report = new SimReport(schedule.seed());
        this.provider = new SimProvider(schedule, read, wallClock());
        this.oracle = new SimOracle(provider, SimNumbers.SPECIFICATION, schedule.interval(), schedule.discovers());
        this.settings = SimMutant.settings(mutant, withoutWaiting(KeySourceSettings.defaults()));
        this.blocked = new NegativeKids(KeySourceSettings.defaults().unknownKids());
        Place place = schedule.discovers()
                ? Place.discovered(List.of(SimProvider.METADATA))
                : Place.configured(SimProvider.KEYS);
        this.engine = new Engine(
                "idp",
                settings,
                SimMutant.rules(mutant, new KeySourceReducer("idp", settings), settings),
                () -> schedule.origin() + now,
                this,
                State.starting(place, Set.of(), schedule.seed(), schedule.origin()));
        schedule.happenings()
                .forEach(
                        happening -> at(happening.at(), () -> happening.effect().accept(this)));
    }

    static SimReport run(SimSchedule schedule, Optional<SimMutant> mutant, Map<String, Event> read) {
        SimWorld world = new SimWorld(schedule, mutant, read);
        world.live();
        return world.report;
    }

    private void live() {
        at(0, this::traffic);
        while (true) {
            long wake = now + Math.max(0, engine.nanosToNextTick());
            Due next = queue.peek();
            if (next == null || wake <= next.at()) {
                now = wake;
                if (now >= SimSchedule.DAY) {
                    return;
                }
                engine.submit(new Event.Tick());
            } else {
                now = next.at();
                if (now >= SimSchedule.DAY) {
                    return;
                }
                queue.remove().event().run();
            }
        }
    }

    void at(long time, Runnable event) {
        queue.add(new Due(time, order++, event));
    }

    // The provider's day

    void publish(int key) {
        if (provider.published.add(key)) {
            oracle.publishedOrRemoved(key, now);
            removed.remove(key);
            probe(key, 90);
        }
    }

    void sign(int key) {
        signer = key;
        probe(key, 60);
    }

    /** Never leaves the set empty: that counts as a fault, so a provider cannot say anything by it. */
    void remove(int key) {
        if (provider.published.equals(Set.of(key))) {
            publish(SPARE_KEY);
        }
        if (provider.published.remove(key)) {
            oracle.publishedOrRemoved(key, now);
            removed.addFirst(key);
            probe(key, 90);
            long bound = schedule.interval().toNanos() + 5 * SECOND;
            for (int i = -20; i < 60; i++) {
                at(now + bound + i * SECOND / 4, () -> ask(key));
            }
        }
    }

    void storm(boolean rages) {
        storm = rages;
    }

    void jump(long seconds) {
        wallOffset = wallOffset.plusSeconds(seconds);
    }

    // The operator's

    void deny(int key) {
        engine.submit(new Event.Deny(SimProvider.kid(key)));
        oracle.deny(key);
        ask(key);
    }

    void undeny(int key) {
        engine.submit(new Event.Undeny(SimProvider.kid(key)));
        oracle.undeny(key);
        ask(key);
    }

    void refresh() {
        engine.submit(new Event.Refresh());
    }

    void purge() {
        engine.submit(new Event.Purge());
        oracle.purged();
        ask(signer);
    }

    // Tokens

    private void probe(int key, int seconds) {
        for (int i = 0; i < seconds; i++) {
            at(now + i * SECOND + random.nextLong(SECOND), () -> ask(key));
        }
    }

    private void traffic() {
        if (storm ? random.nextInt(10) < 7 : random.nextInt(20) == 0) {
            askUnknown();
        } else if (random.nextInt(5) == 0 && !removed.isEmpty()) {
            ask(random.nextBoolean() ? removed.peekFirst() : anyRemoved());
        } else if (random.nextInt(4) == 0 && !provider.published.isEmpty()) {
            ask(provider.published.stream()
                    .skip(random.nextInt(provider.published.size()))
                    .findFirst()
                    .orElseThrow());
        } else {
            ask(signer);
        }
        double mean = storm ? 0.5 : 4.0;
        at(now + 1 + (long) (-Math.log(1 - random.nextDouble()) * mean * SECOND), this::traffic);
    }

    private int anyRemoved() {
        return removed.stream().skip(random.nextInt(removed.size())).findFirst().orElseThrow();
    }

    private void ask(int key) {
        oracle.presented(key, now);
        Optional<Boolean> found = find(SimProvider.kid(key));
        SimOracle.Must must = oracle.mustBe(key, now);
        report.judge(now, "key " + key, must, found);
        if (found.orElse(false)) {
            measure(key);
        }
    }

    private void askUnknown() {
        String kid = "x" + random.nextInt(1_000_000_000);
        report.judge(now, "unknown " + kid, oracle.mustBeForUnknown(now), find(kid));
    }

    /** Whether the key was found; empty for 503. */
    private Optional<Boolean> find(String kid) {
        boolean blocks =
                mutant.filter(SimMutant.NEGATIVE_CACHE_BLOCKS_LOOKUPS::equals).isPresent();
        try {
            if (blocks && blocked.suppresses(kid, now)) {
                return Optional.of(false);
            }
            List<VerificationKey> found = engine.find(new KeyQuery(Optional.of(kid), ALGORITHM, true));
            if (blocks && found.isEmpty()) {
                blocked.triggered(kid, now);
            }
            return Optional.of(!found.isEmpty());
        } catch (SourceUnavailableException e) {
            return Optional.empty();
        }
    }

    private void measure(int key) {
        if (!provider.published.contains(key)) {
            if (oracle.isSettledSince(oracle.changedAt(key))) {
                report.removalLag(
                        now - oracle.changedAt(key), schedule.interval().toNanos());
            }
        } else if (!oracle.wasAwaitedInVain(key)
                && oracle.firstPresented(key) >= 0
                && oracle.isSettledSince(oracle.firstPresented(key))) {
            report.newKeyLag(key, now - oracle.firstPresented(key));
        }
    }

    // What the rules ask for

    @Override
    public void fetch(Flight flight) {
        limits.started(flight, now, report);
        at(now + LONGEST_FETCH + 1, () -> limits.mustBeOver(flight.id(), now, report));
        provider.take(flight, this);
    }

    @Override
    public void cancel(long id) {
        limits.ended(id);
    }

    @Override
    public void tell(KeySourceEvent event) {}

    @Override
    public void log(Level level, String message) {}

    void deliver(long flight, Event event) {
        limits.ended(flight);
        engine.submit(event);
    }

    /** The provider has sent the whole answer; to a request that was given up, it has not. */
    void servedInTime(Flight flight, Set<Integer> set) {
        if (limits.isOpen(flight.id())) {
            oracle.handedOut(flight.startedAt() - schedule.origin(), set);
        }
    }

    private Clock wallClock() {
        return new Clock() {
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
                return Instant.parse("2026-11-22T00:00:00Z").plus(wallOffset).plusNanos(now);
            }
        };
    }

    private static KeySourceSettings withoutWaiting(KeySourceSettings from) {
        KeySourceSettings.UnknownKids limits = from.unknownKids();
        return Tuned.unknownKids(
                from,
                new KeySourceSettings.UnknownKids(
                        limits.burst(),
                        limits.refill(),
                        limits.entries(),
                        limits.gaps(),
                        Duration.ZERO,
                        limits.waiters(),
                        limits.longestKid()));
    }
}
