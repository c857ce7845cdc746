package io.github.bearergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bearergate.benchmarks.peers.Peer;
import io.github.bearergate.benchmarks.peers.TokenCheck;
import io.github.bearergate.spi.Algorithm;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** A comparison is fair only while every library refuses the same tokens. */
class ContenderTest {
    static Stream<Arguments> librariesWithTheirAlgorithms() {
        return Arrays.stream(Peer.values())
                .filter(Peer::worksHere)
                .flatMap(peer -> Stream.of(Algorithm.RS256, Algorithm.PS256, Algorithm.ES256, Algorithm.EdDSA)
                        .filter(algorithm -> peer.verifies(algorithm.name()))
                        .map(algorithm -> Arguments.of(peer, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("librariesWithTheirAlgorithms")
    void everyLibraryAcceptsTheGoodTokenAndRefusesTheBadOnes(Peer peer, Algorithm algorithm) {
        try (Mint mint = new Mint(algorithm);
                Cryptography cryptography = Cryptography.named(Cryptography.JDK);
                TokenCheck check = Contender.open(peer.parameter(), mint, cryptography)) {
            assertThat(check.accepts(mint.token().sign())).isTrue();
        }
    }

    @Test
    void aLibraryThatAcceptsEverythingOrNothingIsNotMeasured() {
        try (Mint mint = new Mint(Algorithm.ES256)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Contender.verify("credulous", token -> true, mint))
                    .withMessage("credulous decides wrongly about UNKNOWN_ISSUER");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Contender.verify("closed", token -> false, mint))
                    .withMessage("closed decides wrongly about a good token");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {
                "UNKNOWN_ISSUER",
                "WRONG_AUDIENCE",
                "EXPIRED",
                "NOT_YET_VALID",
                "BAD_SIGNATURE",
                "INSUFFICIENT_SCOPE"
            })
    void aLibraryThatAcceptsOneBadTokenIsNotMeasured(Refusal accepted) {
        try (Mint mint = new Mint(Algorithm.ES256);
                Cryptography cryptography = Cryptography.named(Cryptography.JDK);
                TokenCheck sound = Contender.open(Contender.OURS, mint, cryptography)) {
            TokenCheck lax = token -> sound.accepts(token) || isOnlyBadIn(accepted, token, mint);
            assertThatIllegalStateException()
                    .isThrownBy(() -> Contender.verify("lax", lax, mint))
                    .withMessage("lax decides wrongly about " + accepted);
        }
    }

    /** Tells by what a guard says about it. */
    private static boolean isOnlyBadIn(Refusal refusal, String token, Mint mint) {
        return Gates.guard(mint.algorithm(), new HeldKeys(mint.key()), 0)
                .build()
                .decide(Call.with(token).request())
                .fold(allowed -> false, denied -> denied.reason() == refusal.reason(), unavailable -> false);
    }

    @Test
    void theComparisonNamesEveryContender() throws NoSuchFieldException {
        Param param = ComparisonBenchmark.class.getField("library").getAnnotation(Param.class);

        assertThat(param.value()).containsExactlyElementsOf(Contender.names());
    }
}
