package io.github.bearergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.TokenValidator;
import io.github.bearergate.spi.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A shape is only hostile while it is as long, as deep or as colliding as it claims. */
class HostileShapesTest {
    private static final String BEARER = "Bearer ";

    @Test
    void sixHundredNamesAreDistinctAndHaveOneHashCode() {
        assertThat(HostileJson.names()).hasSizeGreaterThan(600).doesNotHaveDuplicates();
        assertThat(HostileJson.names().stream().mapToInt(String::hashCode).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"RS256", "ES256", "ES512", "EdDSA"})
    void theLongestForgeryIsAtMostTwoCharactersShorterThanTheLimit(Algorithm algorithm) {
        try (Mint mint = new Mint(algorithm)) {
            assertThat(tokenLength(Refusal.LONGEST_FORGERY, mint))
                    .isBetween(TokenValidator.LONGEST_TOKEN - 2, TokenValidator.LONGEST_TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "LONGEST_.*")
    void theLongestTokenOfEachStageIsAsLong(Refusal refusal) {
        try (Mint mint = new Mint(Algorithm.RS256)) {
            assertThat(tokenLength(refusal, mint))
                    .isBetween(TokenValidator.LONGEST_TOKEN - 2, TokenValidator.LONGEST_TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"HASH_FLOOD", "DEEP_JSON", "LONG_NUMBER", "BROKEN_JSON", "LONG_KID"})
    void everyHostileShapeIsLongAndStillWithinTheLimit(Refusal refusal) {
        try (Mint mint = new Mint(Algorithm.RS256)) {
            assertThat(tokenLength(refusal, mint)).isBetween(12_000, TokenValidator.LONGEST_TOKEN);
        }
    }

    private static int tokenLength(Refusal refusal, Mint mint) {
        return refusal.prepare(mint).authorization().get(0).length() - BEARER.length();
    }
}
