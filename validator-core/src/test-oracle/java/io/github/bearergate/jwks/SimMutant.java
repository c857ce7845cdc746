package io.github.bearergate.jwks;

import io.github.bearergate.jwks.KeySourceSettings.Backoff;
import io.github.bearergate.jwks.KeySourceSettings.Refreshing;
import io.github.bearergate.jwks.KeySourceSettings.UnknownKids;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Eleven designs, each wrong in one way that is found in the field; simulation and chaos must tell each from the right one. */
enum SimMutant {
    /** A set is never fetched again as long as its tokens are known. */
    NO_TTL(settings -> Tuned.refreshing(settings, new Refreshing(Ages.FOREVER, true, Ages.FOREVER, Ages.FOREVER, 1.0))),
    /** A failed fetch counts as a fresh set. */
    FAILURE_PROLONGS_EXPIRY(UnaryOperator.identity(), (rules, settings) -> (state, event, now) -> {
        Step step = rules.step(state, event, now);
        Trust trust = step.state().trust();
        boolean failed = step.state().fetching().failures() > state.fetching().failures();
        return failed && trust.snapshot() != null
                ? new Step(
                        step.state()
                                .with(new Trust(
                                        trust.epoch(),
                                        trust.snapshot(),
                                        trust.visible(),
                                        trust.denied(),
                                        now + settings.maxStale().toNanos())),
                        step.effects())
                : step;
    }),
    /** The last good set serves until the provider comes back, however long that takes. */
    NO_MAX_STALE(settings -> settings.withMaxStale(Ages.FOREVER)),
    /** A set without keys replaces a good one. */
    EMPTY_SET_ACCEPTED(UnaryOperator.identity(), (rules, settings) -> (state, event, now) -> {
        Step step = rules.step(state, event, now);
        boolean empty = event instanceof Event.Fetched fetched && fetched.keys().isEmpty();
        Snapshot snapshot = step.state().trust().snapshot();
        return empty && snapshot != null
                ? new Step(step.state().with(Ages.emptied(step.state().trust(), snapshot)), step.effects())
                : step;
    }),
    /** An answer that was given up on is taken when it comes after all. */
    NO_FENCE(UnaryOperator.identity(), (rules, settings) -> (state, event, now) -> {
        boolean late = event instanceof Event.Fetched fetched
                && !state.fetching().awaits(fetched.id())
                && !fetched.keys().isEmpty();
        if (!late) {
            return rules.step(state, event, now);
        }
        Flight forged = new Flight(
                ((Event.Fetched) event).id(), new Errand.Keys(Ages.ANYWHERE), RefreshTrigger.SCHEDULED, now, 0);
        State waiting = state.with(state.fetching().started(forged));
        return rules.step(waiting, event, now);
    }),
    /** Every unknown kid may cause a fetch. */
    NO_BUCKET(settings -> {
        UnknownKids limits = settings.unknownKids();
        return Tuned.unknownKids(
                settings,
                new UnknownKids(
                        1_000_000,
                        limits.refill(),
                        limits.entries(),
                        limits.gaps(),
                        limits.longestWait(),
                        limits.waiters(),
                        limits.longestKid()));
    }),
    /** A name that was unknown a short time ago is not even looked up. */
    NEGATIVE_CACHE_BLOCKS_LOOKUPS(UnaryOperator.identity()),
    /** After one fetch for an unknown kid there is none for half an hour. */
    THIRTY_MINUTE_COOL_DOWN(settings -> {
        UnknownKids limits = settings.unknownKids();
        return Tuned.unknownKids(
                settings,
                new UnknownKids(
                        1,
                        Ages.coolDown(limits),
                        limits.entries(),
                        List.of(Ages.coolDown(limits)),
                        limits.longestWait(),
                        limits.waiters(),
                        limits.longestKid()));
    }),
    /** The time between attempts doubles for ever. */
    UNCAPPED_BACKOFF(settings -> {
        Backoff backoff = settings.backoff();
        return Tuned.backoff(
                settings,
                new Backoff(
                        backoff.first(),
                        Ages.FOREVER,
                        Ages.FOREVER,
                        backoff.earliest(),
                        backoff.shortestAsked(),
                        backoff.longestAsked(),
                        backoff.spread()));
    }),
    /** A fetch may take as long as the provider likes. */
    NO_TOTAL_DEADLINE(settings -> settings.withDeadline(Ages.FOREVER)),
    /** A failed fetch throws the set away. */
    CACHE_DROPPED_ON_FAILURE(UnaryOperator.identity(), (rules, settings) -> (state, event, now) -> {
        Step step = rules.step(state, event, now);
        boolean failed = step.state().fetching().failures() > state.fetching().failures();
        return failed ? new Step(step.state().with(step.state().trust().purged()), step.effects()) : step;
    });

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final UnaryOperator<KeySourceSettings> settings;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Spoiler rules;

    SimMutant(UnaryOperator<KeySourceSettings> settings) {
        this(settings, (rules, same) -> rules);
    }

    SimMutant(UnaryOperator<KeySourceSettings> settings, Spoiler rules) {
        this.settings = settings;
        this.rules = rules;
    }

    static KeySourceSettings settings(Optional<SimMutant> mutant, KeySourceSettings right) {
        return mutant.map(wrong -> wrong.settings.apply(right)).orElse(right);
    }

    /** The rules of the mutant, whose settings are its own already. */
    static Reducer rules(Optional<SimMutant> mutant, Reducer right, KeySourceSettings settings) {
        return mutant.map(wrong -> wrong.rules.spoil(right, settings)).orElse(right);
    }

    /** Makes wrong rules of right ones. */
    @FunctionalInterface
    private interface Spoiler {
        Reducer spoil(Reducer right, KeySourceSettings settings);
    }

    /** What the mutants need before they are made. */
    private static final class Ages {
        static final Duration FOREVER = Duration.ofDays(2);

        static final URI ANYWHERE = URI.create("https://idp.example/keys");

        /** Half an hour where a fetch is gained in 30 seconds. */
        static Duration coolDown(UnknownKids limits) {
            return limits.refill().multipliedBy(60);
        }

        static Trust emptied(Trust trust, Snapshot snapshot) {
            Snapshot empty = new Snapshot(
                    KeyTable.EMPTY, snapshot.startedAt(), snapshot.cameAt(), snapshot.interval(), snapshot.skipped());
            return trust.published(empty, trust.until());
        }
    }
}
