package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signature must be before any provider is asked. */
class SignatureFormTest {
    @ParameterizedTest
    @CsvSource({"RS256, 256", "PS512, 256", "ES256, 64", "ES384, 96", "ES512, 132", "EdDSA, 64"})
    void everyAlgorithmHasOneLengthToTheByte(Algorithm algorithm, int bytes) {
        PublicKey key = Minted.pair(algorithm).getPublic();

        for (int length = 0; length <= 2 * bytes; length++) {
            byte[] signature = new byte[length];
            Arrays.fill(signature, (byte) 1);

            assertThat(SignatureForm.fits(signature, key))
                    .as("%d bytes", length)
                    .isEqualTo(length == bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"ES256, 32", "ES384, 48", "ES512, 66"})
    void bothHalvesOfAnEcdsaSignatureLieBetweenOneAndOneLessThanTheOrder(Algorithm algorithm, int half) {
        PublicKey key = Minted.pair(algorithm).getPublic();
        BigInteger order = ((ECPublicKey) key).getParams().getOrder();
        BigInteger largest = BigInteger.ONE.shiftLeft(8 * half).subtract(BigInteger.ONE);

        for (BigInteger good : List.of(BigInteger.ONE, order.subtract(BigInteger.ONE))) {
            assertThat(SignatureForm.fits(pair(good, good, half), key)).isTrue();
            for (BigInteger bad : List.of(BigInteger.ZERO, order, order.add(BigInteger.ONE), largest)) {
                assertThat(SignatureForm.fits(pair(bad, good, half), key))
                        .as("r %s", bad)
                        .isFalse();
                assertThat(SignatureForm.fits(pair(good, bad, half), key))
                        .as("s %s", bad)
                        .isFalse();
            }
        }
    }

    private static byte[] pair(BigInteger r, BigInteger s, int half) {
        byte[] signature = new byte[2 * half];
        put(r, signature, 0, half);
        put(s, signature, half, half);
        return signature;
    }

    private static void put(BigInteger number, byte[] target, int from, int length) {
        for (int i = 0; i < length; i++) {
            target[from + i] = number.shiftRight(8 * (length - 1 - i)).byteValue();
        }
    }
}
