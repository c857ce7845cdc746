package io.github.bearergate.jwks;

/** What became of a token that named a key which the set does not have; the token itself is refused in every case. */
public enum UnknownKidResult {
    /** It made the source fetch. */
    TRIGGERED,
    /** A fetch was on its way already. */
    JOINED,
    /** The same name was asked for a short time ago, or unknown names have used up their share of fetches. */
    SUPPRESSED,
    /** The provider failed a short time ago and is left alone. */
    BACKOFF,
    /** The name is longer than 256 characters. */
    TOO_LONG
}
