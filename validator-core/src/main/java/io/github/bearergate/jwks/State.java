package io.github.bearergate.jwks;

import java.util.Set;

/**
 * All that a key source knows, as one immutable value.
 *
 * @param trust what lookups stand on
 * @param fetching where the fetching stands
 * @param budget how many fetches unknown kids may still cause
 * @param place where the key set is
 * @param dice for jitter
 * @param told the last health of which the operator was told
 * @param closed whether this is the end
 */
record State(Trust trust, Fetching fetching, Budget budget, Place place, Dice dice, Health told, boolean closed) {

    static State starting(Place place, Set<String> denied, long seed, long now) {
        return new State(
                Trust.none(denied),
                Fetching.startingAt(now),
                new Budget(now),
                place,
                new Dice(seed),
                Health.STARTING,
                false);
    }

    /** The next moment, by the monotonic clock, at which time alone changes something. */
    long wakeAt(KeySourceSettings settings) {
        Flight flight = fetching.flight();
        long at = flight == null
                ? fetching.nextAt()
                : flight.startedAt() + settings.deadline().toNanos();
        Snapshot snapshot = trust.snapshot();
        if (snapshot != null && told.compareTo(Health.EXPIRED) < 0) {
            at = earlier(at, trust.until());
        }
        if (snapshot != null && told.compareTo(Health.DEGRADED) < 0) {
            at = earlier(at, Health.degradedAt(snapshot));
        }
        return at;
    }

    State with(Trust other) {
        return new State(other, fetching, budget, place, dice, told, closed);
    }

    State with(Fetching other) {
        return new State(trust, other, budget, place, dice, told, closed);
    }

    State with(Budget other) {
        return new State(trust, fetching, other, place, dice, told, closed);
    }

    State with(Place other) {
        return new State(trust, fetching, budget, other, dice, told, closed);
    }

    State with(Dice other) {
        return new State(trust, fetching, budget, place, other, told, closed);
    }

    State with(Health other) {
        return new State(trust, fetching, budget, place, dice, other, closed);
    }

    State asClosed() {
        return new State(trust, fetching, budget, place, dice, told, true);
    }

    private static long earlier(long a, long b) {
        return a - b <= 0 ? a : b;
    }
}
