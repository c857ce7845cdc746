package io.github.bearergate.jwks;

/** Why one key of a fetched set is not used; its neighbours are unaffected. */
public enum KeySkipCause {
    /** It is not a JSON object. */
    NOT_AN_OBJECT,
    /** Private or secret parameters were published with it, here or elsewhere in the set: it is compromised, and somebody should be told. */
    PRIVATE_MEMBERS,
    /** A name occurs twice in it. */
    DUPLICATE_MEMBER,
    /** A member has a wrong type, is missing, or is not strict base64url of the right length. */
    MALFORMED,
    /** Its {@code kty} is not RSA, EC or OKP. */
    UNKNOWN_TYPE,
    /** Its {@code crv} is not P-256, P-384, P-521 or Ed25519. */
    UNKNOWN_CURVE,
    /** It is a shared secret. */
    SYMMETRIC,
    /** Its RSA modulus is outside 2,048 to 8,192 bits, or known to be weak. */
    WEAK_RSA,
    /** Its RSA public exponent is even, below 65,537 or above 2^32. */
    BAD_EXPONENT,
    /** Its point does not lie on its curve. */
    OFF_CURVE,
    /** Its {@code use} is not {@code sig}. */
    OTHER_USE,
    /** Its {@code key_ops} does not contain {@code verify}. */
    CANNOT_VERIFY,
    /** Its {@code alg} is not a supported algorithm of its type. */
    OTHER_ALGORITHM,
    /** Its {@code exp} has passed. */
    EXPIRED,
    /** Its {@code nbf} has not come. */
    NOT_YET_VALID,
    /** It is marked as revoked. */
    REVOKED,
    /** Its {@code kid} is not a string of at most 256 characters. */
    BAD_KID
}
