package io.github.bearergate.jwks;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.SourceUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The real rules, lookups and limiter in virtual time, with a provider whose set a test changes as it likes. One thread.
 *
 * <p>A fetch brings the set of the moment at which it ends; while {@link #down} it fails then.
 */
final class VirtualSource implements Effect.Cases {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Set<Long> cancelled = new HashSet<>();
    private final long origin;
    private long order;

    final KeySourceSettings settings;
    final Engine engine;
    final Set<Integer> published = new TreeSet<>();
    final List<Flight> flights = new ArrayList<>();
    final List<KeySourceEvent> told = new ArrayList<>();
    final Map<UnknownKidResult, Integer> unknown = new EnumMap<>(UnknownKidResult.class);
    Duration latency = Duration.ofMillis(300);
    boolean down;

    /** Since the start, in nanoseconds. */
    long now;

    private record Due(long at, long order, Runnable event) {}

    /** Starts with key 1, and with the clock at the given origin. */
    VirtualSource(long origin, long seed) {
        this(origin, seed, KeySourceSettings.defaults());
    }

    VirtualSource(long origin, long seed, KeySourceSettings from) {
        this.origin = origin;
        KeySourceSettings.UnknownKids limits = from.unknownKids();
        // Nobody else is there who could end a wait.
        this.settings = Tuned.unknownKids(
                from,
                new KeySourceSettings.UnknownKids(
                        limits.burst(),
                        limits.refill(),
                        limits.entries(),
                        limits.gaps(),
                        Duration.ZERO,
                        limits.waiters(),
                        limits.longestKid()));
        this.engine = new Engine(
                "idp",
                settings,
                new KeySourceReducer("idp", settings),
                () -> origin + now,
                this,
                State.starting(Place.configured(Rig.KEYS), Set.of(), seed, origin));
        published.add(1);
        pass(Duration.ofSeconds(1));
    }

    /** Lets time go by, with everything that happens in it at its moment. */
    void pass(Duration time) {
        until(now + time.toNanos());
    }

    void until(long end) {
        while (true) {
            long wake = now + Math.max(0, engine.nanosToNextTick());
            Due next = due.peek();
            boolean ticks = next == null || wake <= next.at();
            long at = ticks ? wake : next.at();
            if (at > end) {
                now = end;
                return;
            }
            now = Math.max(now, at);
            if (ticks) {
                engine.submit(new Event.Tick());
            } else {
                due.remove().event().run();
            }
        }
    }

    /** Whether a token of this key is accepted; an unknown key may cause a fetch. */
    boolean accepts(int key) {
        return accepts("k" + key);
    }

    boolean accepts(String kid) {
        try {
            return !engine.find(new KeyQuery(Optional.of(kid), Algorithm.ES256, true))
                    .isEmpty();
        } catch (SourceUnavailableException e) {
            throw new AssertionError("503 at " + Duration.ofNanos(now), e);
        }
    }

    /** Presents the key every so often until it is accepted; how long that took. */
    Duration untilAccepted(int key, Duration pace) {
        return untilIs(true, key, pace);
    }

    /** Presents the key every so often until it is refused; how long that took. */
    Duration untilRefused(int key, Duration pace) {
        return untilIs(false, key, pace);
    }

    private Duration untilIs(boolean accepted, int key, Duration pace) {
        long start = now;
        while (accepts(key) != accepted) {
            pass(pace);
            if (now - start > Duration.ofDays(1).toNanos()) {
                throw new AssertionError("not within a day");
            }
        }
        return Duration.ofNanos(now - start);
    }

    long fetches(RefreshTrigger trigger) {
        return flights.stream().filter(flight -> flight.trigger() == trigger).count();
    }

    /** When the flight was started, since the start of all. */
    Duration at(Flight flight) {
        return Duration.ofNanos(flight.startedAt() - origin);
    }

    @Override
    public void fetch(Flight flight) {
        flights.add(flight);
        due.add(new Due(now + latency.toNanos(), order++, () -> end(flight)));
    }

    private void end(Flight flight) {
        if (cancelled.remove(flight.id())) {
            return;
        }
        int[] keys = published.stream().mapToInt(key -> key).toArray();
        engine.submit(
                down
                        ? new Event.Failed(flight.id(), RefreshOutcome.CONNECT, Optional.empty())
                        : new Event.Fetched(flight.id(), TestKeys.keys(keys), List.of(), Optional.empty(), Rig.WALL));
    }

    @Override
    public void cancel(long id) {
        cancelled.add(id);
    }

    @Override
    public void tell(KeySourceEvent event) {
        if (event instanceof KeySourceEvent.UnknownKid miss) {
            unknown.merge(miss.result(), 1, Integer::sum);
        } else {
            told.add(event);
        }
    }

    @Override
    public void log(Level level, String message) {}
}
