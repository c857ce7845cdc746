package io.github.bearergate.jwks;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One fetched set.
 *
 * @param table its keys
 * @param startedAt when its fetch started, by the monotonic clock: the set cannot be newer than that
 * @param cameAt when it came, by the wall clock; only shown
 * @param interval after which it is due for a refresh
 * @param skipped its unusable keys
 */
record Snapshot(KeyTable table, long startedAt, Instant cameAt, Duration interval, Set<SkippedJwk> skipped) {
    Snapshot {
        skipped = Set.copyOf(skipped);
    }
}
