package io.github.bearergate.jwks;

/** Why one key of a fetched set is not used; its neighbours are unaffected. */
public enum KeySkipCause {
    /** Not a JSON object, a member missing or of the wrong type, or a number that is no point or modulus. */
    MALFORMED,
    /** A key type or curve that cannot verify tokens here. */
    UNSUPPORTED,
    /** A symmetric key. */
    SYMMETRIC,
    /** Private members were published: the key is compromised. */
    PRIVATE,
    /** An RSA key outside 2,048 to 8,192 bits, or with a bad public exponent. */
    WEAK,
    /** Meant for something else: {@code use}, {@code key_ops} or {@code alg} says so. */
    OTHER_USE,
    /** Expired, not valid yet, or revoked. */
    NOT_VALID
}
