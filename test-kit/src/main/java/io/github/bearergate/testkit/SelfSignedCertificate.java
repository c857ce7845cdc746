package io.github.bearergate.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An X.509 version 1 certificate of an RSA key signed with itself, as Keycloak makes one for every realm key (RFC 5280
 * section 4.1).
 *
 * <p>Written by hand because the JDK has no public API for it. It is valid from 2020 to 2049.
 */
final class SelfSignedCertificate {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    private static final byte[] SHA256_WITH_RSA = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0x00
    };

    private final byte[] encoded;

    private SelfSignedCertificate(byte[] encoded) {
        this.encoded = encoded;
    }

    static SelfSignedCertificate of(String commonName, KeyPair rsa) {
        byte[] name = der(
                SEQUENCE,
                der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = der(SEQUENCE, time("200101000000Z"), time("491231235959Z"));
        byte[] body = der(
                SEQUENCE,
                der(INTEGER, BigInteger.ONE.toByteArray()),
                SHA256_WITH_RSA,
                name,
                validity,
                name,
                rsa.getPublic().getEncoded());
        byte[] signature = JwsAlgorithm.RS256.sign(rsa.getPrivate(), body);
        byte[] noUnusedBits = {0};
        return new SelfSignedCertificate(
                der(SEQUENCE, body, SHA256_WITH_RSA, der(BIT_STRING, noUnusedBits, signature)));
    }

    /** The element of an {@code x5c} member: plain base64, not base64url (RFC 7517 section 4.7). */
    String base64() {
        return Base64.getEncoder().encodeToString(encoded);
    }

    /** The certificate's digest in base64url, for {@code x5t} and {@code x5t#S256}. */
    String digest(String algorithm) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(encoded));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }

    private static byte[] time(String utc) {
        return der(UTC_TIME, utc.getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length and the parts' bytes (X.690 section 8.1.3). */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length > 255) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 127) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
