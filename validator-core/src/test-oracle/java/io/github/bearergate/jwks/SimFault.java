package io.github.bearergate.jwks;

/** What can be wrong with a simulated provider. */
enum SimFault {
    /** Nobody listens. */
    REFUSED,
    /** Packets vanish; the connection is given up after two seconds. */
    BLACK_HOLE,
    /** The request is taken and never answered. */
    HANG,
    /** A right answer comes after the deadline, with the set as it was when it was made. */
    LATE,
    /** 500 to 504. */
    BROKEN,
    /** 429. */
    THROTTLED,
    /** 200 with something that is no key set. */
    GARBAGE,
    /** 200 with a set without keys. */
    EMPTY,
    /** 200 with a set of unusable keys. */
    ONLY_BAD_KEYS
}
