package io.github.bearergate.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmTest {
    @ParameterizedTest
    @EnumSource
    void everyAlgorithmIsFoundByEachOfItsNames(Algorithm algorithm) {
        assertThat(algorithm.names()).startsWith(algorithm.name()).isUnmodifiable();
        for (String name : algorithm.names()) {
            assertThat(Algorithm.named(name)).contains(algorithm);
        }
    }

    @Test
    void onlyEd25519HasTwoNames() {
        assertThat(Algorithm.EdDSA.names()).containsExactly("EdDSA", "Ed25519");
        assertThat(Algorithm.values())
                .hasSize(10)
                .filteredOn(one -> one.names().size() > 1)
                .containsExactly(Algorithm.EdDSA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "none", "None", "HS256", "HS384", "HS512", "RS1", "rs256", "RS256 ", "ES256K", "ES521", "Ed448",
                "EDDSA"
            })
    void anyOtherTextIsNoAlgorithm(String name) {
        assertThat(Algorithm.named(name)).isEmpty();
    }
}
