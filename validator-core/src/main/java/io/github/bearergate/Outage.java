package io.github.bearergate;

/** What could not be asked, so that a request is answered 503: we cannot tell, which is never success. */
public enum Outage {
    /** The issuer's keys: none were fetched yet, or the last good set is older than the policy's {@code max-stale}. */
    KEYS,
    /** The revocation list. */
    REVOCATION
}
