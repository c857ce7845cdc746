package io.github.bearergate.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearFactorsTest {
    private static final Random RANDOM = new Random(20_261_126);

    @Test
    void fewRoundsOfFermatsMethodAreTriedAndNoMore() {
        // The hundredth number above the root of a^2 - b^2 is a, with the largest b for which it is.
        BigInteger a = BigInteger.ONE.shiftLeft(1_023).add(BigInteger.valueOf(12_345));
        BigInteger last = difference(a, 100);
        BigInteger beyond = difference(a, 101);

        assertThat(NearFactors.has(product(a, last))).isTrue();
        assertThat(NearFactors.has(product(a, beyond))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1024, 2", "1024, 400", "1024, 512", "1024, 515", "1536, 700", "4096, 2048"})
    void nearFactorsAreFound(int bits, int distance) {
        BigInteger one = odd(bits);
        BigInteger other = one.add(BigInteger.ONE.shiftLeft(distance));

        assertThat(NearFactors.has(one.multiply(other))).isTrue();
    }

    /** Whatever is left of the square of half the distance when it is divided. */
    @Test
    void aSmallDistanceIsFoundWhateverItIs() {
        BigInteger mean = odd(1_024);
        for (int half = 1; half <= 500; half++) {
            BigInteger distance = BigInteger.valueOf(half);

            assertThat(NearFactors.has(mean.subtract(distance).multiply(mean.add(distance))))
                    .as("half the distance is %s", distance)
                    .isTrue();
        }
    }

    @Test
    void aSquareIsFound() {
        BigInteger root = odd(1_024);

        assertThat(NearFactors.has(root.multiply(root))).isTrue();
    }

    @Test
    void factorsOfASoundGeneratorAreNot() {
        for (int i = 0; i < 20; i++) {
            BigInteger one = odd(1_024);
            BigInteger other = odd(1_024);
            assertThat(NearFactors.has(one.multiply(other)))
                    .as("%s and %s", one, other)
                    .isFalse();
        }
        BigInteger prime = BigInteger.probablePrime(1_024, RANDOM);
        assertThat(NearFactors.has(
                        prime.multiply(prime.add(BigInteger.ONE.shiftLeft(924)).setBit(0))))
                .isFalse();
    }

    private static BigInteger odd(int bits) {
        return new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(0);
    }

    /** The largest b for which a is at most so many steps above the root of a^2 - b^2, that root rounded down. */
    private static BigInteger difference(BigInteger a, int steps) {
        // (a - steps)^2 <= a^2 - b^2 makes b^2 at most 2 a steps - steps^2.
        BigInteger most = a.shiftLeft(1)
                .multiply(BigInteger.valueOf(steps))
                .subtract(BigInteger.valueOf((long) steps * steps))
                .sqrt();
        assertThat(product(a, most).sqrt()).isEqualTo(a.subtract(BigInteger.valueOf(steps)));
        return most;
    }

    private static BigInteger product(BigInteger a, BigInteger b) {
        return a.subtract(b).multiply(a.add(b));
    }
}
