package io.github.bearergate.jwks;

import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import io.github.bearergate.jwks.KeySourceEvent.UnknownKid;
import io.github.bearergate.spi.VerificationKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The rules with a clock that is moved by hand: no thread, no socket, no waiting. */
final class Rig {
    static final URI KEYS = URI.create("https://idp.example/keys");
    static final Instant WALL = Instant.parse("2026-11-22T10:00:00Z");

    final KeySourceSettings settings;
    final Reducer reducer;
    State state;
    long now;
    List<Effect> effects = List.of();
    final List<Effect> allEffects = new ArrayList<>();

    private Rig(KeySourceSettings settings, Place place, long origin, long seed) {
        this.settings = settings;
        this.reducer = new KeySourceReducer("idp", settings);
        this.now = origin;
        this.state = State.starting(place, Set.of(), seed, origin);
    }

    static Rig make() {
        return make(KeySourceSettings.defaults());
    }

    static Rig make(KeySourceSettings settings) {
        return make(settings, 0, 1);
    }

    static Rig make(KeySourceSettings settings, long origin, long seed) {
        return new Rig(settings, Place.configured(KEYS), origin, seed);
    }

    static Rig discovering(URI... metadata) {
        return new Rig(KeySourceSettings.defaults(), Place.discovered(List.of(metadata)), 0, 1);
    }

    /** A source that has just fetched these keys, its fetch having taken no time. */
    static Rig serving(int... keys) {
        Rig rig = make();
        rig.tick();
        rig.fetched(keys);
        return rig;
    }

    Rig after(Duration time) {
        return afterNanos(time.toNanos());
    }

    Rig afterNanos(long nanos) {
        now += nanos;
        return this;
    }

    Rig until(long at) {
        now = at;
        return this;
    }

    Step submit(Event event) {
        Step step = reducer.step(state, event, now);
        state = step.state();
        effects = step.effects();
        allEffects.addAll(effects);
        return step;
    }

    void tick() {
        submit(new Event.Tick());
    }

    void fetched(int... keys) {
        fetched(Optional.empty(), TestKeys.keys(keys));
    }

    void fetched(Optional<Duration> maxAge, List<VerificationKey> keys) {
        submit(new Event.Fetched(flight().id(), keys, List.of(), maxAge, WALL));
    }

    void failed(RefreshOutcome outcome) {
        submit(new Event.Failed(flight().id(), outcome, Optional.empty()));
    }

    /** Lets the fetch that is due next start, and fail at once. */
    void failNext() {
        until(state.fetching().nextAt()).tick();
        failed(RefreshOutcome.CONNECT);
    }

    UnknownKidResult miss(String kid) {
        submit(new Event.Miss(kid, false));
        return told(UnknownKid.class).get(0).result();
    }

    Flight flight() {
        return Objects.requireNonNull(state.fetching().flight());
    }

    boolean isFetching() {
        return state.fetching().flight() != null;
    }

    /** How long until the next fetch starts by itself. */
    Duration toNext() {
        return Duration.ofNanos(state.fetching().nextAt() - now);
    }

    boolean isLive() {
        return state.trust().isLive(now);
    }

    /** What the last event told the listener. */
    <T extends KeySourceEvent> List<T> told(Class<T> type) {
        return effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<RefreshOutcome> outcomes() {
        return told(Refreshed.class).stream().map(Refreshed::outcome).toList();
    }

    /** What the last event wrote to the log. */
    List<String> logged() {
        return effects.stream()
                .filter(Effect.Log.class::isInstance)
                .map(effect -> ((Effect.Log) effect).message())
                .toList();
    }
}
