package io.github.bearergate.attacks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An RSA key that no sane generator makes, and that signs all the same: RS256 by arithmetic, with any distinct primes and any
 * exponent.
 */
final class AnyRsa {
    /** The DigestInfo of SHA-256 (RFC 8017 section 9.2). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    /** The same primes in every run: what is tested is a fact about the key, not luck. */
    private static final Random RANDOM = new Random(20_261_122);

    static final BigInteger USUAL = BigInteger.valueOf(65_537);

    private final List<BigInteger> primes;
    private final BigInteger exponent;
    private final BigInteger modulus;

    AnyRsa(List<BigInteger> primes, BigInteger exponent) {
        this.primes = primes;
        this.exponent = exponent;
        this.modulus = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** As many new primes of so many bits each, for 65537. */
    static AnyRsa ofPrimes(int count, int bits) {
        return new AnyRsa(Stream.generate(() -> prime(bits, USUAL)).limit(count).toList(), USUAL);
    }

    /** The same primes with another exponent, which must fit them. */
    AnyRsa withExponent(BigInteger other) {
        return new AnyRsa(primes, other);
    }

    /** The last prime, and this one, which may be tiny, in place of the others. */
    AnyRsa withFactor(int factor) {
        return new AnyRsa(List.of(BigInteger.valueOf(factor), primes.get(primes.size() - 1)), exponent);
    }

    /** Two primes as the generator of CVE-2017-15361 made them: a power of 65537, and a small multiple of a primorial. */
    static AnyRsa ofBrokenGenerator() {
        return new AnyRsa(List.of(brokenPrime(), brokenPrime()), USUAL);
    }

    BigInteger modulus() {
        return modulus;
    }

    BigInteger exponent() {
        return exponent;
    }

    /** The members of a JWK that say what the key is. */
    String members() {
        return "\"kty\":\"RSA\",\"n\":\"" + unsigned(modulus) + "\",\"e\":\"" + unsigned(exponent) + '"';
    }

    /** RSASSA-PKCS1-v1_5 with SHA-256, one prime after the other by the Chinese remainder theorem. */
    byte[] sign(byte[] input) {
        BigInteger message = new BigInteger(1, padded(input));
        BigInteger result = BigInteger.ZERO;
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime : primes) {
            BigInteger residue = prime.intValue() == 2 ? message.mod(prime) : root(message, prime);
            BigInteger step =
                    residue.subtract(result).multiply(product.modInverse(prime)).mod(prime);
            result = result.add(product.multiply(step));
            product = product.multiply(prime);
        }
        byte[] bytes = result.toByteArray();
        byte[] signature = new byte[(modulus.bitLength() + 7) / 8];
        int length = Math.min(bytes.length, signature.length);
        System.arraycopy(bytes, bytes.length - length, signature, signature.length - length, length);
        return signature;
    }

    static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Jws.encode(bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private BigInteger root(BigInteger message, BigInteger prime) {
        return message.modPow(exponent.modInverse(prime.subtract(BigInteger.ONE)), prime);
    }

    private byte[] padded(byte[] input) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(input);
            byte[] padded = new byte[(modulus.bitLength() + 7) / 8];
            Arrays.fill(padded, (byte) 0xFF);
            padded[0] = 0;
            padded[1] = 1;
            int end = padded.length - hash.length - PREFIX.length;
            padded[end - 1] = 0;
            System.arraycopy(PREFIX, 0, padded, end, PREFIX.length);
            System.arraycopy(hash, 0, padded, end + PREFIX.length, hash.length);
            return padded;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A prime whose two highest bits are set, so that a product of two has twice the bits. */
    static BigInteger prime(int bits, BigInteger... exponents) {
        while (true) {
            BigInteger candidate = BigInteger.probablePrime(bits, RANDOM);
            if (candidate.testBit(bits - 2) && Stream.of(exponents).allMatch(exponent -> fits(candidate, exponent))) {
                return candidate;
            }
        }
    }

    private static BigInteger brokenPrime() {
        BigInteger primorial = BigInteger.ONE;
        BigInteger prime = BigInteger.TWO;
        for (int i = 0; i < 126; i++) {
            primorial = primorial.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        while (true) {
            int bits = 1_024 - primorial.bitLength();
            BigInteger factor = new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(bits - 2);
            BigInteger candidate = factor.multiply(primorial).add(USUAL.modPow(new BigInteger(62, RANDOM), primorial));
            if (candidate.bitLength() == 1_024 && candidate.isProbablePrime(40) && fits(candidate, USUAL)) {
                return candidate;
            }
        }
    }

    private static boolean fits(BigInteger prime, BigInteger exponent) {
        return exponent.gcd(prime.subtract(BigInteger.ONE)).equals(BigInteger.ONE);
    }
}
