package io.github.bearergate.jwks;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells the operator when the fetching starts or stops to go well; never twice in a row the same. Stateless. */
final class HealthReport {
    private final String alias;

    HealthReport(String alias) {
        this.alias = alias;
    }

    void tell(Draft draft, long now) {
        Health health = Health.of(draft.state, now);
        Health told = draft.state.told();
        if (health != told) {
            draft.log(level(health), "issuer " + alias + ": " + line(health, draft.state));
            draft.state = draft.state.with(health);
        }
    }

    private static Level level(Health health) {
        return switch (health) {
            case STARTING, GOOD -> Level.INFO;
            case WITHOUT_KEYS, FAILING, DEGRADED -> Level.WARNING;
            case EXPIRED -> Level.ERROR;
        };
    }

    private static String line(Health health, State state) {
        return switch (health) {
            case STARTING -> "the keys were purged; requests are answered 503 until new ones come";
            case WITHOUT_KEYS -> "no keys yet" + why(state) + "; requests are answered 503, fetching goes on";
            case GOOD -> "keys fetched, " + count(state) + " usable";
            case FAILING -> "fetching the keys failed" + why(state) + "; the last good set serves on";
            case DEGRADED -> "the keys are older than two refresh intervals" + why(state);
            case EXPIRED ->
                "the keys are older than max-stale" + why(state) + "; requests are answered 503, fetching goes on";
        };
    }

    private static String why(State state) {
        RefreshOutcome outcome = state.fetching().lastOutcome();
        return outcome == null || outcome == RefreshOutcome.OK ? "" : " (" + outcome + ")";
    }

    private static int count(State state) {
        @Nullable Snapshot snapshot = state.trust().snapshot();
        return snapshot == null ? 0 : snapshot.table().keys().size();
    }
}
