package io.github.bearergate.jwks;

/** How the fetching goes, in the steps of which the operator is told. */
enum Health {
    /** Nothing was fetched yet. */
    STARTING,
    /** Nothing was fetched yet, or all was purged, and the last attempt failed. */
    WITHOUT_KEYS,
    /** The last attempt went well. */
    GOOD,
    /** The last attempt failed. */
    FAILING,
    /** The set is older than two refresh intervals. */
    DEGRADED,
    /** The set is older than max-stale. */
    EXPIRED;

    static Health of(State state, long now) {
        Snapshot snapshot = state.trust().snapshot();
        if (snapshot == null) {
            return state.fetching().failures() == 0 ? STARTING : WITHOUT_KEYS;
        }
        if (!state.trust().isLive(now)) {
            return EXPIRED;
        }
        if (isDegraded(snapshot, now)) {
            return DEGRADED;
        }
        return state.fetching().failures() == 0 ? GOOD : FAILING;
    }

    static boolean isDegraded(Snapshot snapshot, long now) {
        return now - degradedAt(snapshot) >= 0;
    }

    static long degradedAt(Snapshot snapshot) {
        return snapshot.startedAt() + 2 * snapshot.interval().toNanos();
    }
}
