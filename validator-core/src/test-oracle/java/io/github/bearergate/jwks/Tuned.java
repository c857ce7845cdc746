package io.github.bearergate.jwks;

/** Settings with one part exchanged. */
final class Tuned {
    private Tuned() {}

    static KeySourceSettings refreshing(KeySourceSettings from, KeySourceSettings.Refreshing other) {
        return new KeySourceSettings(
                other,
                from.deadline(),
                from.maxStale(),
                from.backoff(),
                from.unknownKids(),
                from.http(),
                from.discovering(),
                from.operatorGap(),
                from.closing());
    }

    static KeySourceSettings backoff(KeySourceSettings from, KeySourceSettings.Backoff other) {
        return new KeySourceSettings(
                from.refreshing(),
                from.deadline(),
                from.maxStale(),
                other,
                from.unknownKids(),
                from.http(),
                from.discovering(),
                from.operatorGap(),
                from.closing());
    }

    static KeySourceSettings unknownKids(KeySourceSettings from, KeySourceSettings.UnknownKids other) {
        return new KeySourceSettings(
                from.refreshing(),
                from.deadline(),
                from.maxStale(),
                from.backoff(),
                other,
                from.http(),
                from.discovering(),
                from.operatorGap(),
                from.closing());
    }

    static KeySourceSettings http(KeySourceSettings from, KeySourceSettings.Http other) {
        return new KeySourceSettings(
                from.refreshing(),
                from.deadline(),
                from.maxStale(),
                from.backoff(),
                from.unknownKids(),
                other,
                from.discovering(),
                from.operatorGap(),
                from.closing());
    }
}
