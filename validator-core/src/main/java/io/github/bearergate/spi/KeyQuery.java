package io.github.bearergate.spi;

import java.util.Optional;

/**
 * What a token asks of a key source: the key that its header names.
 *
 * @param kid the header's {@code kid} (RFC 7515 section 4.1.4), compared exactly; empty when the token names none
 * @param algorithm the header's algorithm, already allowed for the issuer
 * @param worthFetching whether the rest of the unverified token looks like one the issuer would sign now; only then may an
 *     unknown {@code kid} make the source look for new keys. It never changes the answer
 */
public record KeyQuery(Optional<String> kid, Algorithm algorithm, boolean worthFetching) {}
