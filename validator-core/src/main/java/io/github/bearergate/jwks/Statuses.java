package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.Optional;

/** Tells from a state how the source is doing. */
final class Statuses {
    private Statuses() {}

    static KeySourceStatus of(String alias, State state, long now) {
        Trust trust = state.trust();
        Optional<Snapshot> snapshot = Optional.ofNullable(trust.snapshot());
        boolean degraded = !trust.isLive(now)
                || snapshot.filter(set -> Health.isDegraded(set, now)).isPresent();
        return new KeySourceStatus(
                alias,
                stateOf(state, now),
                snapshot.isPresent() && !state.closed(),
                degraded,
                trust.visible().keys().size(),
                snapshot.map(Snapshot::cameAt),
                snapshot.map(set -> Duration.ofNanos(now - set.startedAt())),
                state.fetching().failures());
    }

    private static KeySourceState stateOf(State state, long now) {
        if (state.closed()) {
            return KeySourceState.CLOSED;
        }
        if (state.trust().snapshot() == null) {
            return KeySourceState.COLD;
        }
        if (!state.trust().isLive(now)) {
            return KeySourceState.EXPIRED;
        }
        Fetching fetching = state.fetching();
        if (fetching.failures() > 0) {
            return KeySourceState.SERVING_STALE;
        }
        boolean due = now - fetching.nextAt() >= 0;
        return due ? KeySourceState.REVALIDATING : KeySourceState.FRESH;
    }
}
