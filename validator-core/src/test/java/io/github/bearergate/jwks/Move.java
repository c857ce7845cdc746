package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing done to the rules in a property: first time goes by, then something happens.
 *
 * @param number which key, which outcome or which set, as the kind wants it
 */
record Move(long nanos, Kind kind, int number) {
    private static final List<RefreshOutcome> FAILURES = Stream.of(RefreshOutcome.values())
            .filter(outcome -> outcome != RefreshOutcome.OK)
            .toList();

    /** What happens. */
    enum Kind {
        TICK,
        MISS,
        ANSWER,
        FAIL,
        THROTTLE,
        LATE,
        DENY,
        UNDENY,
        REFRESH,
        PURGE
    }

    static Arbitrary<List<Move>> sequences() {
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs().between(0, Duration.ofSeconds(1).toNanos()),
                Arbitraries.longs().between(0, Duration.ofMinutes(2).toNanos()),
                Arbitraries.longs().between(0, Duration.ofHours(7).toNanos()));
        return Combinators.combine(
                        times,
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 63))
                .as(Move::new)
                .list()
                .ofMaxSize(200);
    }

    /** Makes the move; an answer when nothing was asked is one that nobody awaits. */
    Step make(Rig rig) {
        rig.afterNanos(nanos);
        return rig.submit(event(rig.state.fetching().awaited()));
    }

    private Event event(long awaited) {
        String name = "k" + number % 6;
        return switch (kind) {
            case TICK -> new Event.Tick();
            case MISS -> new Event.Miss(number < 6 ? name : "x" + number, number % 7 == 0);
            case ANSWER -> answer(awaited);
            case FAIL -> new Event.Failed(awaited, FAILURES.get(number % FAILURES.size()), Optional.empty());
            case THROTTLE ->
                new Event.Failed(awaited, RefreshOutcome.STATUS_429, Optional.of(Duration.ofSeconds(1 + number % 300)));
            case LATE -> answer(awaited - 1 - number);
            case DENY -> new Event.Deny(name);
            case UNDENY -> new Event.Undeny(name);
            case REFRESH -> new Event.Refresh();
            case PURGE -> new Event.Purge();
        };
    }

    /** A set of up to six keys: those whose bit is set. */
    private Event.Fetched answer(long id) {
        int[] keys =
                IntStream.range(0, 6).filter(key -> (number >> key & 1) == 1).toArray();
        return new Event.Fetched(id, TestKeys.keys(keys), List.of(), Optional.empty(), Rig.WALL);
    }
}
