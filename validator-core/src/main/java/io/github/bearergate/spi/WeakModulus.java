package io.github.bearergate.spi;

import java.math.BigInteger;

/**
 * Recognises RSA moduli that are broken although they are long enough: those with a small prime factor, and those of the
 * generator behind CVE-2017-15361 (ROCA), whose primes are a power of 65537 modulo every small prime.
 *
 * <p>A sound modulus has the second form by chance once in about 100 million.
 */
final class WeakModulus {
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };
    private static final BigInteger PRODUCT = product();
    private static final boolean[][] POWERS_OF_65537 = powers();

    private WeakModulus() {}

    static boolean matches(BigInteger modulus) {
        // One long division; the 38 that follow are short.
        BigInteger remainder = modulus.mod(PRODUCT);
        boolean onlyPowers = true;
        for (int i = 0; i < PRIMES.length; i++) {
            int residue = remainder.mod(BigInteger.valueOf(PRIMES[i])).intValue();
            if (residue == 0) {
                return true;
            }
            onlyPowers &= POWERS_OF_65537[i][residue];
        }
        return onlyPowers;
    }

    private static BigInteger product() {
        BigInteger product = BigInteger.ONE;
        for (int prime : PRIMES) {
            product = product.multiply(BigInteger.valueOf(prime));
        }
        return product;
    }

    private static boolean[][] powers() {
        boolean[][] powers = new boolean[PRIMES.length][];
        for (int i = 0; i < PRIMES.length; i++) {
            powers[i] = new boolean[PRIMES[i]];
            for (int power = 1; !powers[i][power]; power = power * (65_537 % PRIMES[i]) % PRIMES[i]) {
                powers[i][power] = true;
            }
        }
        return powers;
    }
}
