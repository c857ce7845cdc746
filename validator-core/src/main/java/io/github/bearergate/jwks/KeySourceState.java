package io.github.bearergate.jwks;

/** How well a key source is served: its states, in the order in which an outage passes through them. */
public enum KeySourceState {
    /** No set of keys was fetched yet: requests with tokens of this issuer are answered 503. */
    COLD,
    /** The set is younger than the refresh interval. */
    FRESH,
    /** The set is due and a fetch is on its way. */
    REVALIDATING,
    /** The last fetches failed; the last good set still serves. */
    SERVING_STALE,
    /** The last good set is older than {@code max-stale}: requests are answered 503. */
    EXPIRED,
    /** Closed for good. */
    CLOSED
}
