package io.github.bearergate.spi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.util.Arrays;
import java.util.Base64;

/** The SHA-256 JWK thumbprint of RFC 7638, computed from the key's numbers, so that no spelling of a JWK changes it. */
final class Thumbprint {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int ED25519_LENGTH = 32;

    private Thumbprint() {}

    static String of(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(requiredMembers(key).getBytes(StandardCharsets.UTF_8));
            return BASE64URL.encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String requiredMembers(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "{\"e\":\"" + unsigned(rsa.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                    + unsigned(rsa.getModulus()) + "\"}";
        }
        if (key instanceof ECPublicKey ec) {
            NistCurve curve = NistCurve.of(ec).orElseThrow();
            return "{\"crv\":\"" + curve.jwkName() + "\",\"kty\":\"EC\",\"x\":\""
                    + coordinate(ec.getW().getAffineX(), curve) + "\",\"y\":\""
                    + coordinate(ec.getW().getAffineY(), curve) + "\"}";
        }
        return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + encoded(((EdECPublicKey) key).getPoint()) + "\"}";
    }

    private static String unsigned(BigInteger number) {
        return BASE64URL.encodeToString(fixedLength(number, (number.bitLength() + 7) / 8));
    }

    private static String coordinate(BigInteger number, NistCurve curve) {
        return BASE64URL.encodeToString(fixedLength(number, curve.coordinateLength()));
    }

    /** RFC 8032 section 5.1.2: y in little-endian order, the lowest bit of x on top. */
    private static String encoded(EdECPoint point) {
        byte[] bigEndian = fixedLength(point.getY(), ED25519_LENGTH);
        byte[] littleEndian = new byte[ED25519_LENGTH];
        for (int i = 0; i < ED25519_LENGTH; i++) {
            littleEndian[i] = bigEndian[ED25519_LENGTH - 1 - i];
        }
        if (point.isXOdd()) {
            littleEndian[ED25519_LENGTH - 1] |= (byte) 0x80;
        }
        return BASE64URL.encodeToString(littleEndian);
    }

    private static byte[] fixedLength(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        if (signed.length >= length) {
            return Arrays.copyOfRange(signed, signed.length - length, signed.length);
        }
        byte[] padded = new byte[length];
        System.arraycopy(signed, 0, padded, length - signed.length, signed.length);
        return padded;
    }
}
