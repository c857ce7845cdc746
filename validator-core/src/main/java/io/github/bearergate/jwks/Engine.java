package io.github.bearergate.jwks;

import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The state of a key source and the two ways to it: lookups, which read it, and events, which replace it.
 *
 * <p>No thread of its own and no lock: a new state is published whole by one compare-and-set, and effects are handed on by
 * the thread whose event won.
 */
final class Engine {
    private static final Duration SOONEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LATEST_RETRY = Duration.ofSeconds(5);

    private final String alias;
    private final KeySourceSettings settings;
    private final Reducer reducer;
    private final LongSupplier nanoTime;
    private final Effect.Cases world;
    private final AtomicReference<State> state;
    private final NegativeKids negatives;
    private final Waiters waiters;

    Engine(
            String alias,
            KeySourceSettings settings,
            Reducer reducer,
            LongSupplier nanoTime,
            Effect.Cases world,
            State first) {
        this.alias = alias;
        this.settings = settings;
        this.reducer = reducer;
        this.nanoTime = nanoTime;
        this.world = world;
        this.state = new AtomicReference<>(first);
        this.negatives = new NegativeKids(settings.unknownKids());
        this.waiters = new Waiters(
                settings.unknownKids().waiters(), settings.unknownKids().longestWait());
    }

    /** The state now; a volatile read, because waiters rely on its place between their other steps. */
    State state() {
        return Objects.requireNonNull(state.get());
    }

    long now() {
        return nanoTime.getAsLong();
    }

    List<VerificationKey> find(KeyQuery query) throws SourceUnavailableException {
        Trust trust = state.getAcquire().trust();
        if (!trust.isLive(now())) {
            throw unavailable();
        }
        List<VerificationKey> found = trust.visible().find(query.kid(), query.algorithm());
        if (!found.isEmpty() || !query.worthFetching() || query.kid().isEmpty()) {
            return found;
        }
        String kid = query.kid().get();
        if (trust.knows(kid) || !mayComeSoon(kid)) {
            return found;
        }
        Trust later = state.getAcquire().trust();
        return later.isLive(now()) ? later.visible().find(query.kid(), query.algorithm()) : found;
    }

    /** Asks for a fetch and waits for the one on its way; true when waiting may have made a difference. */
    private boolean mayComeSoon(String kid) {
        boolean readable = kid.length() <= settings.unknownKids().longestKid();
        long now = now();
        Step step = submit(new Event.Miss(kid, readable && negatives.suppresses(kid, now)));
        if (step.startsFetch()) {
            negatives.triggered(kid, now);
            // Its key may have come before the name was entered.
            if (state().trust().knows(kid)) {
                negatives.forget(Set.of(kid));
            }
        }
        Flight flight = step.state().fetching().flight();
        return readable
                && flight != null
                && waiters.await(() -> state().fetching().awaits(flight.id()));
    }

    /** Publishes what the event leads to, and hands its effects on. */
    @SuppressWarnings("ReferenceEquality") // the reducer gives the very same state back when nothing changes
    Step submit(Event event) {
        while (true) {
            State before = state.getAcquire();
            Step step = reducer.step(before, event, now());
            if (step.state() == before || state.compareAndSet(before, step.state())) {
                settle(before, step);
                return step;
            }
        }
    }

    private void settle(State before, Step step) {
        State after = step.state();
        if (before.trust().epoch() != after.trust().epoch()) {
            forgetWhatCame(after);
        }
        if (before.fetching().awaited() != after.fetching().awaited()) {
            waiters.wakeAll();
        }
        for (Effect effect : step.effects()) {
            effect.run(world);
        }
    }

    private void forgetWhatCame(State after) {
        Snapshot snapshot = after.trust().snapshot();
        if (snapshot == null) {
            negatives.clear();
        } else {
            negatives.forget(snapshot.table().kids());
        }
    }

    /** How long nothing happens unless somebody makes it happen, in nanoseconds. */
    long nanosToNextTick() {
        return state().wakeAt(settings) - now();
    }

    long negativeKids() {
        return negatives.size();
    }

    private SourceUnavailableException unavailable() {
        Fetching fetching = state().fetching();
        Duration wait = fetching.flight() != null
                ? SOONEST_RETRY
                : Duration.ofNanos(fetching.nextAt() - now()).plus(SOONEST_RETRY);
        Duration bounded = KeySourceSettings.longer(SOONEST_RETRY, KeySourceSettings.shorter(wait, LATEST_RETRY));
        return new SourceUnavailableException("no live keys of issuer " + alias, bounded);
    }
}
