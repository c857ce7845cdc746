package io.github.bearergate.jwks;

import org.jspecify.annotations.Nullable;

/**
 * Where the fetching stands.
 *
 * @param flight what is on its way; null when nothing is
 * @param flights how many were started: the number of the last one
 * @param failures how many attempts in a row have failed
 * @param nextAt when to start the next one, by the monotonic clock; while one is on its way it means nothing
 * @param nextTrigger and why
 * @param again whether the operator asked for another one after the one on its way
 * @param operatorAt when the operator may cause the next one
 * @param lastOutcome how the last attempt ended; null before the first end
 * @param late how many answers came too late and were discarded
 */
record Fetching(
        @Nullable Flight flight,
        long flights,
        int failures,
        long nextAt,
        RefreshTrigger nextTrigger,
        boolean again,
        long operatorAt,
        @Nullable RefreshOutcome lastOutcome,
        long late) {

    static Fetching startingAt(long now) {
        return new Fetching(null, 0, 0, now, RefreshTrigger.STARTUP, false, now, null, 0);
    }

    /** Whether the number is that of the flight on its way. */
    boolean awaits(long id) {
        return flight != null && flight.id() == id;
    }

    /** The number of the flight on its way; 0 when there is none. */
    long awaited() {
        return flight == null ? 0 : flight.id();
    }

    /** Whether the provider is left alone after a failure. */
    boolean isBackingOff(long now) {
        return flight == null && failures > 0 && nextAt - now > 0;
    }

    Fetching started(Flight next) {
        return new Fetching(next, next.id(), failures, nextAt, nextTrigger, again, operatorAt, lastOutcome, late);
    }

    Fetching ended(@Nullable RefreshOutcome outcome, int failuresNow, long at, RefreshTrigger why) {
        return new Fetching(null, flights, failuresNow, at, why, again, operatorAt, outcome, late);
    }

    /** Nothing is on its way any more; what comes next stays as it was. */
    Fetching landed() {
        return new Fetching(null, flights, failures, nextAt, nextTrigger, again, operatorAt, lastOutcome, late);
    }

    /** Starts the next one at the given moment, unless it starts sooner anyway. */
    Fetching notLaterThan(long at, RefreshTrigger why) {
        return at - nextAt < 0
                ? new Fetching(flight, flights, failures, at, why, again, operatorAt, lastOutcome, late)
                : this;
    }

    Fetching withAgain(boolean wanted) {
        return new Fetching(flight, flights, failures, nextAt, nextTrigger, wanted, operatorAt, lastOutcome, late);
    }

    Fetching withOperatorAt(long at) {
        return new Fetching(flight, flights, failures, nextAt, nextTrigger, again, at, lastOutcome, late);
    }

    Fetching withOneMoreLate() {
        return new Fetching(flight, flights, failures, nextAt, nextTrigger, again, operatorAt, lastOutcome, late + 1);
    }
}
