package io.github.bearergate.jwks;

/** Why keys were fetched. */
public enum RefreshTrigger {
    /** No set was there yet. */
    STARTUP,
    /** The set was due, or the attempt before had failed. */
    SCHEDULED,
    /** A token named a key that the set does not have. */
    UNKNOWN_KID,
    /** {@link JwksKeySource#refresh()} or {@link JwksKeySource#purge()}. */
    OPERATOR
}
