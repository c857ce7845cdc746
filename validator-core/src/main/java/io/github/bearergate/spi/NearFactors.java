package io.github.bearergate.spi;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Recognises RSA moduli of two factors so near to each other that their square root tells them, as a broken generator made them
 * (CVE-2022-26320), the squares included.
 *
 * <p>Fermat's method: a modulus is a^2 - b^2 for the mean a of its factors, and with near factors a is among the first numbers above
 * the root. For 2,048 bits the rounds here find factors that differ by less than about 2^517; those of a sound generator differ by
 * 2^900 and more.
 */
final class NearFactors {
    /** Real keys of the broken generator take less. */
    private static final int ROUNDS = 100;

    /** What a square can leave when it is divided by 64, one bit each. */
    private static final long SQUARES_BY_64 = 0x0202021202030213L;

    private static final int PRODUCT = 5 * 7 * 9 * 11 * 13;

    /** What a square can leave when it is divided by the product. */
    private static final BitSet SQUARES_BY_PRODUCT = squares();

    private NearFactors() {}

    static boolean has(BigInteger modulus) {
        BigInteger[] root = modulus.sqrtAndRemainder();
        if (root[1].signum() == 0) {
            return true;
        }
        BigInteger a = root[0].add(BigInteger.ONE);
        BigInteger difference = a.multiply(a).subtract(modulus);
        for (int round = 0; round < ROUNDS; round++) {
            if (isSquare(difference)) {
                return true;
            }
            difference = difference.add(a.shiftLeft(1)).add(BigInteger.ONE);
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    /** A root costs much, and of a hundred numbers about one is left to be asked for its own. */
    private static boolean isSquare(BigInteger number) {
        return (SQUARES_BY_64 >>> (number.intValue() & 63) & 1) != 0
                && SQUARES_BY_PRODUCT.get(
                        number.mod(BigInteger.valueOf(PRODUCT)).intValue())
                && number.sqrtAndRemainder()[1].signum() == 0;
    }

    private static BitSet squares() {
        BitSet squares = new BitSet(PRODUCT);
        for (long root = 0; root < PRODUCT; root++) {
            squares.set((int) (root * root % PRODUCT));
        }
        return squares;
    }
}
