package io.github.bearergate.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short digest: enough to find the same value again, not to read it. Whoever can guess a value can confirm it. */
final class Fingerprint {
    private static final int LENGTH = 16;

    private Fingerprint() {}

    /** The first 16 hexadecimal digits of the SHA-256 of the value in UTF-8. */
    static String of(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
