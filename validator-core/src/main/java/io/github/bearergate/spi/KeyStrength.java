package io.github.bearergate.spi;

import io.github.bearergate.spi.Algorithm.KeyType;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;

/** Tells strong public keys from all others (RFC 7518 sections 3.3 to 3.5, RFC 8725 sections 3.4 and 3.5). */
final class KeyStrength {
    private static final int SMALLEST_MODULUS_BITS = 2_048;
    private static final int LARGEST_MODULUS_BITS = 8_192;
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65_537);
    private static final BigInteger LARGEST_EXPONENT = BigInteger.ONE.shiftLeft(32);

    private KeyStrength() {}

    static KeyType typeOfStrongKey(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            requireStrong(rsa);
            return KeyType.RSA;
        }
        if (key instanceof ECPublicKey ec) {
            return NistCurve.of(ec)
                    .orElseThrow(
                            () -> new IllegalArgumentException("an EC key must be a point of P-256, P-384 or P-521"))
                    .keyType();
        }
        if (key instanceof EdECPublicKey ed
                && NamedParameterSpec.ED25519.getName().equals(ed.getParams().getName())) {
            if (!Edwards25519.isPublicKey(ed.getPoint())) {
                throw new IllegalArgumentException("an Ed25519 key must be a point of its curve, not of small order");
            }
            return KeyType.ED25519;
        }
        throw new IllegalArgumentException("a verification key is an RSA, EC or Ed25519 public key");
    }

    private static void requireStrong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits < SMALLEST_MODULUS_BITS
                || bits > LARGEST_MODULUS_BITS
                || !key.getModulus().testBit(0)) {
            throw new IllegalArgumentException("an RSA modulus must be odd and have 2048 to 8192 bits");
        }
        if (WeakModulus.matches(key.getModulus()) || NearFactors.has(key.getModulus())) {
            throw new IllegalArgumentException(
                    "an RSA modulus has a small factor or near ones, or comes from a broken generator");
        }
        BigInteger exponent = key.getPublicExponent();
        if (!exponent.testBit(0)
                || exponent.compareTo(SMALLEST_EXPONENT) < 0
                || exponent.compareTo(LARGEST_EXPONENT) > 0) {
            throw new IllegalArgumentException("an RSA public exponent must be odd, from 65537 to 2^32");
        }
    }
}
