package io.github.bearergate.jwks;

import io.github.bearergate.jwks.KeySourceEvent.KeySkipped;
import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the rules that is about fetches: when one starts, and what its end does. Stateless. */
final class Flights {
    private final String alias;
    private final KeySourceSettings settings;
    private final Publishing publishing;

    Flights(String alias, KeySourceSettings settings) {
        this.alias = alias;
        this.settings = settings;
        this.publishing = new Publishing(alias, settings);
    }

    void startIfDue(Draft draft, long now) {
        Fetching fetching = draft.state.fetching();
        if (fetching.flight() == null && now - fetching.nextAt() >= 0) {
            start(draft, fetching.nextTrigger(), now);
        }
    }

    void start(Draft draft, RefreshTrigger trigger, long now) {
        if (trigger == RefreshTrigger.OPERATOR) {
            long mayRepeatAt = now + settings.operatorGap().toNanos();
            draft.state = draft.state.with(draft.state.fetching().withOperatorAt(mayRepeatAt));
        }
        URI keys = draft.state.place().keys();
        if (keys == null || mustAskAgain(draft.state, trigger)) {
            askForPlace(draft, trigger, now);
        } else {
            fly(draft, new Errand.Keys(keys), trigger, now);
        }
    }

    /** A place that fails again and again may have moved. An unknown kid is no reason to ask: it may cause one fetch only. */
    private boolean mustAskAgain(State state, RefreshTrigger trigger) {
        int failures = state.fetching().failures();
        return !state.place().isConfigured()
                && trigger != RefreshTrigger.UNKNOWN_KID
                && failures > 0
                && failures % settings.discovering().failures() == 0;
    }

    private static void askForPlace(Draft draft, RefreshTrigger trigger, long now) {
        Place place = draft.state.place().asked(now);
        draft.state = draft.state.with(place);
        fly(draft, new Errand.Metadata(place.metadata().get(0), 0), trigger, now);
    }

    private static void fly(Draft draft, Errand errand, RefreshTrigger trigger, long now) {
        Fetching fetching = draft.state.fetching();
        draft.fetch(new Flight(fetching.flights() + 1, errand, trigger, now, fetching.failures()));
    }

    void located(Draft draft, Flight flight, URI keys, long now) {
        boolean moved = !keys.equals(draft.state.place().keys());
        draft.state = draft.state.with(draft.state.place().found(keys));
        if (moved || flight.failures() > 0) {
            fly(draft, new Errand.Keys(keys), flight.trigger(), now);
        } else {
            land(draft, now);
        }
    }

    void fetched(Draft draft, Flight flight, Event.Fetched fetched, long now) {
        fetched.skipped().forEach(skipped -> draft.tell(new KeySkipped(alias, skipped.cause())));
        if (fetched.keys().isEmpty()) {
            failed(draft, flight, RefreshOutcome.EMPTY, null, now);
            return;
        }
        tellEnd(draft, flight, RefreshOutcome.OK, now);
        Duration interval = settings.intervalFor(fetched.maxAge());
        publishing.publish(draft, flight, fetched, interval);
        double share = draft.between(settings.refreshing().earliest(), 1.0);
        long nextAt = flight.startedAt() + (long) (interval.toNanos() * share);
        draft.state =
                draft.state.with(draft.state.fetching().ended(RefreshOutcome.OK, 0, nextAt, RefreshTrigger.SCHEDULED));
        land(draft, now);
        if (draft.state.fetching().flight() == null && isMetadataOld(draft.state, now)) {
            askForPlace(draft, RefreshTrigger.SCHEDULED, now);
        }
    }

    private boolean isMetadataOld(State state, long now) {
        return !state.place().isConfigured()
                && now - state.place().askedAt()
                        >= settings.discovering().interval().toNanos();
    }

    void failed(Draft draft, Flight flight, RefreshOutcome outcome, @Nullable Duration retryAfter, long now) {
        Optional<RefreshOutcome> end = flight.errand()
                .fold(keys -> Optional.of(outcome), metadata -> placeFailed(draft, flight, metadata, outcome, now));
        if (end.isPresent()) {
            tellEnd(draft, flight, end.get(), now);
            backOff(draft, end.get(), retryAfter, now);
            land(draft, now);
        }
    }

    /** Goes on with the next place, or with the key set as it was known; the outcome of the attempt when it ends here. */
    private Optional<RefreshOutcome> placeFailed(
            Draft draft, Flight flight, Errand.Metadata metadata, RefreshOutcome outcome, long now) {
        Place place = draft.state.place().failed(outcome);
        draft.state = draft.state.with(place);
        int next = metadata.place() + 1;
        if (next < place.metadata().size()) {
            fly(draft, new Errand.Metadata(place.metadata().get(next), next), flight.trigger(), now);
            return Optional.empty();
        }
        URI known = place.keys();
        if (known == null) {
            return Optional.ofNullable(place.worst());
        }
        if (flight.failures() > 0) {
            fly(draft, new Errand.Keys(known), flight.trigger(), now);
        } else {
            land(draft, now);
        }
        return Optional.empty();
    }

    private void backOff(Draft draft, RefreshOutcome outcome, @Nullable Duration retryAfter, long now) {
        boolean cold = draft.state.trust().snapshot() == null;
        int failures = draft.state.fetching().failures() + 1;
        KeySourceSettings.Backoff backoff = settings.backoff();
        double wait = retryAfter == null
                ? Backoffs.step(backoff, failures, cold).toNanos() * draft.between(backoff.earliest(), 1.0)
                : retryAfter.toNanos()
                        + draft.between(0.0, 1.0) * backoff.spread().toNanos();
        RefreshTrigger next = cold ? RefreshTrigger.STARTUP : RefreshTrigger.SCHEDULED;
        draft.state = draft.state.with(draft.state.fetching().ended(outcome, failures, now + (long) wait, next));
    }

    /** Gives up what is on its way; the next fetch starts as soon as the operator may cause one. */
    void cancel(Draft draft, long now) {
        Flight flight = draft.state.fetching().flight();
        if (flight != null) {
            draft.cancel(flight);
            tellEnd(draft, flight, RefreshOutcome.CANCELLED, now);
            Fetching fetching = draft.state.fetching();
            draft.state = draft.state.with(fetching.ended(
                    fetching.lastOutcome(),
                    fetching.failures(),
                    later(now, fetching.operatorAt()),
                    RefreshTrigger.OPERATOR));
        }
    }

    void honourOperator(Draft draft, long now) {
        Fetching fetching = draft.state.fetching();
        if (fetching.again() && fetching.flight() == null) {
            draft.state = draft.state.with(
                    fetching.withAgain(false).notLaterThan(later(now, fetching.operatorAt()), RefreshTrigger.OPERATOR));
        }
    }

    private void land(Draft draft, long now) {
        draft.state = draft.state.with(draft.state.fetching().landed());
        honourOperator(draft, now);
        startIfDue(draft, now);
    }

    private void tellEnd(Draft draft, Flight flight, RefreshOutcome outcome, long now) {
        draft.tell(new Refreshed(alias, outcome, flight.trigger(), Duration.ofNanos(now - flight.startedAt())));
    }

    private static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }
}
