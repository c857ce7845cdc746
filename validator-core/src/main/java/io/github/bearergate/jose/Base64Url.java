package io.github.bearergate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base64url as JOSE demands it (RFC 7515 section 2): one spelling for each sequence of bytes.
 *
 * <p>Padding, white space, the other alphabet, a single left-over character and unused bits that are not zero are refused, since
 * each of them would give a token a second spelling. Nothing is thrown.
 */
public final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int[] VALUES = values();

    private Base64Url() {}

    /** Decodes a whole text; null when it is not strict base64url, empty for the empty text. */
    public static byte @Nullable [] decode(String text) {
        // A character above U+00FF becomes '?', which the alphabet lacks.
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(characters, 0, characters.length);
    }

    /**
     * Decodes the characters from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param characters one character each byte; those outside ASCII are refused like any other
     * @return the bytes, or null when the text is not strict base64url
     */
    public static byte @Nullable [] decode(byte[] characters, int from, int to) {
        int rest = (to - from) % 4;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[(int) ((to - from) * 3L / 4)];
        int fullEnd = to - rest;
        int seen = 0;
        int out = 0;
        for (int in = from; in < fullEnd; in += 4) {
            // A value of -1 sets the sign, which no later OR can clear.
            int bits = VALUES[characters[in] & 0xFF] << 18
                    | VALUES[characters[in + 1] & 0xFF] << 12
                    | VALUES[characters[in + 2] & 0xFF] << 6
                    | VALUES[characters[in + 3] & 0xFF];
            seen |= bits;
            bytes[out] = (byte) (bits >> 16);
            bytes[out + 1] = (byte) (bits >> 8);
            bytes[out + 2] = (byte) bits;
            out += 3;
        }
        return seen >= 0 && endsWell(characters, fullEnd, rest, bytes, out) ? bytes : null;
    }

    /** Decodes the last two or three characters, whose unused bits must be zero (RFC 4648 section 3.5). */
    private static boolean endsWell(byte[] characters, int from, int rest, byte[] bytes, int out) {
        if (rest == 0) {
            return true;
        }
        int bits = VALUES[characters[from] & 0xFF] << 12 | VALUES[characters[from + 1] & 0xFF] << 6;
        if (rest == 3) {
            bits |= VALUES[characters[from + 2] & 0xFF];
            bytes[out + 1] = (byte) (bits >> 2);
        }
        bytes[out] = (byte) (bits >> 10);
        return bits >= 0 && (bits & (rest == 3 ? 0b11 : 0b11_1111_1111)) == 0;
    }

    private static int[] values() {
        int[] values = new int[256];
        Arrays.fill(values, -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = i;
        }
        return values;
    }
}
