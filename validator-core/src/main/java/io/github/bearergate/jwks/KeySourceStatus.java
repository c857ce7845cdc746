package io.github.bearergate.jwks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a key source is doing, at one moment.
 *
 * @param alias the issuer's configured name
 * @param state where the source stands
 * @param ready whether a set was fetched; it stays true while that set grows old, so that an outage of the provider takes no
 *     instance out of service
 * @param degraded whether something is wrong: no live set, or one older than twice the refresh interval
 * @param keys how many keys the set holds, denied ones not counted
 * @param lastSuccess when the set came, by the wall clock; empty before the first
 * @param age how old the set is, counted from the start of its fetch; empty before the first
 * @param failures how many attempts in a row have failed since
 */
public record KeySourceStatus(
        String alias,
        KeySourceState state,
        boolean ready,
        boolean degraded,
        int keys,
        Optional<Instant> lastSuccess,
        Optional<Duration> age,
        int failures) {}
