package io.github.bearergate.jwks;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeyQuery;
import java.util.Optional;

/** Queries as tokens bring them. */
final class Asking {
    private Asking() {}

    static KeyQuery forKid(String kid) {
        return forKid(kid, Algorithm.RS256);
    }

    static KeyQuery forKid(String kid, Algorithm algorithm) {
        return new KeyQuery(Optional.of(kid), algorithm, true);
    }

    static KeyQuery withoutKid(Algorithm algorithm) {
        return new KeyQuery(Optional.empty(), algorithm, true);
    }

    static KeyQuery notWorthFetching(String kid) {
        return new KeyQuery(Optional.of(kid), Algorithm.RS256, false);
    }
}
