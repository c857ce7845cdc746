package io.github.bearergate.jwks;

/** How one attempt to fetch keys ended; all but {@link #OK} leave the set as it was. */
public enum RefreshOutcome {
    /** A set with at least one usable key came. */
    OK,
    /** The host's name did not resolve, or that of a plain-http URL to another machine than this one. */
    DNS,
    /** No connection, or it broke before the answer was complete. */
    CONNECT,
    /** No trusted TLS connection: an untrusted or expired certificate, another host's, or an old protocol. */
    TLS,
    /** The answer was not complete by the deadline. */
    TIMEOUT,
    /** A redirect, or 304 although nothing conditional was asked; redirects are never followed. */
    STATUS_3XX,
    /** 400 to 499, except 429. */
    STATUS_4XX,
    /** 429: asked too often. */
    STATUS_429,
    /** 500 and above. */
    STATUS_5XX,
    /** A body over 256 KiB. */
    TOO_LARGE,
    /** A content encoding although only identity was asked for. */
    ENCODING,
    /** No document of the expected shape: not strict JSON, no key set, another issuer's metadata, or another 2xx than 200. */
    NOT_JSON,
    /** A key set without a usable key. */
    EMPTY,
    /** Given up because the source was purged or closed. */
    CANCELLED
}
