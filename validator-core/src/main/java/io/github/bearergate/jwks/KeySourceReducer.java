package io.github.bearergate.jwks;

import io.github.bearergate.jwks.KeySourceEvent.UnknownKid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a key source: what each event does to it. Stateless. */
final class KeySourceReducer implements Reducer, Event.Cases {
    private final String alias;
    private final KeySourceSettings settings;
    private final Flights flights;
    private final HealthReport report;

    KeySourceReducer(String alias, KeySourceSettings settings) {
        this.alias = alias;
        this.settings = settings;
        this.flights = new Flights(alias, settings);
        this.report = new HealthReport(alias);
    }

    @Override
    public Step step(State state, Event event, long now) {
        return event.happen(this, state, now);
    }

    @Override
    public Step tick(State state, long now) {
        if (state.closed()) {
            return quietly(state);
        }
        Draft draft = new Draft(state.with(state.budget().at(now)));
        Flight flight = state.fetching().flight();
        if (flight == null) {
            flights.startIfDue(draft, now);
        } else if (now - flight.startedAt() >= settings.deadline().toNanos()) {
            draft.cancel(flight);
            flights.failed(draft, flight, RefreshOutcome.TIMEOUT, null, now);
        }
        return finished(draft, now);
    }

    @Override
    public Step miss(State state, Event.Miss miss, long now) {
        if (state.closed() || !state.trust().isLive(now) || state.trust().knows(miss.kid())) {
            return quietly(state);
        }
        UnknownKidResult result = judge(state, miss, now);
        if (result != UnknownKidResult.TRIGGERED) {
            return new Step(state, List.of(new Effect.Tell(new UnknownKid(alias, result))));
        }
        Draft draft =
                new Draft(state.with(state.budget().spend(settings.unknownKids().refill(), now)));
        draft.tell(new UnknownKid(alias, result));
        flights.start(draft, RefreshTrigger.UNKNOWN_KID, now);
        return draft.step();
    }

    private UnknownKidResult judge(State state, Event.Miss miss, long now) {
        if (miss.kid().length() > settings.unknownKids().longestKid()) {
            return UnknownKidResult.TOO_LONG;
        }
        if (state.fetching().flight() != null) {
            return UnknownKidResult.JOINED;
        }
        if (miss.suppressed()) {
            return UnknownKidResult.SUPPRESSED;
        }
        if (state.fetching().isBackingOff(now)) {
            return UnknownKidResult.BACKOFF;
        }
        return state.budget().allows(settings.unknownKids(), now)
                ? UnknownKidResult.TRIGGERED
                : UnknownKidResult.SUPPRESSED;
    }

    @Override
    public Step fetched(State state, Event.Fetched fetched, long now) {
        Flight flight = awaited(state, fetched.id());
        if (flight == null) {
            return late(state);
        }
        Draft draft = new Draft(state);
        flights.fetched(draft, flight, fetched, now);
        return finished(draft, now);
    }

    @Override
    public Step located(State state, Event.Located located, long now) {
        Flight flight = awaited(state, located.id());
        if (flight == null) {
            return late(state);
        }
        Draft draft = new Draft(state);
        flights.located(draft, flight, located.keys(), now);
        return finished(draft, now);
    }

    @Override
    public Step failed(State state, Event.Failed failed, long now) {
        Flight flight = awaited(state, failed.id());
        if (flight == null) {
            return late(state);
        }
        Draft draft = new Draft(state);
        flights.failed(draft, flight, failed.outcome(), failed.retryAfter().orElse(null), now);
        return finished(draft, now);
    }

    private static @Nullable Flight awaited(State state, long id) {
        return state.fetching().awaits(id) ? state.fetching().flight() : null;
    }

    /** An answer that nobody waits for any more changes nothing but a count. */
    private static Step late(State state) {
        return quietly(state.with(state.fetching().withOneMoreLate()));
    }

    @Override
    public Step deny(State state, Event.Deny deny, long now) {
        return quietly(state.with(state.trust().denying(deny.kidOrThumbprint())));
    }

    @Override
    public Step undeny(State state, Event.Undeny undeny, long now) {
        return quietly(state.with(state.trust().allowing(undeny.kidOrThumbprint())));
    }

    @Override
    public Step refresh(State state, long now) {
        if (state.closed()) {
            return quietly(state);
        }
        Draft draft = new Draft(state.with(state.fetching().withAgain(true)));
        flights.honourOperator(draft, now);
        flights.startIfDue(draft, now);
        return finished(draft, now);
    }

    @Override
    public Step purge(State state, long now) {
        if (state.closed()) {
            return quietly(state);
        }
        Draft draft = new Draft(state.with(state.trust().purged()));
        flights.cancel(draft, now);
        draft.state = draft.state.with(draft.state.fetching().withAgain(true));
        flights.honourOperator(draft, now);
        flights.startIfDue(draft, now);
        return finished(draft, now);
    }

    @Override
    public Step close(State state, long now) {
        if (state.closed()) {
            return quietly(state);
        }
        Draft draft = new Draft(state);
        flights.cancel(draft, now);
        Trust trust = draft.state.trust().cut(now + settings.deadline().toNanos());
        draft.state = draft.state.with(trust).asClosed();
        return draft.step();
    }

    private Step finished(Draft draft, long now) {
        report.tell(draft, now);
        return draft.step();
    }

    /** Nothing is to be done in the world outside. */
    private static Step quietly(State state) {
        return new Step(state, List.of());
    }
}
