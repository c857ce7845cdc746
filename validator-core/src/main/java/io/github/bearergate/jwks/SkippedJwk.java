package io.github.bearergate.jwks;

/**
 * A key of a fetched set that is not used.
 *
 * @param fingerprint tells it from other such keys, in characters that are safe to log
 */
record SkippedJwk(KeySkipCause cause, String fingerprint) {}
