package io.github.bearergate.jose;

/**
 * UTF-8 by the table of well-formed sequences (Unicode 3.9, RFC 3629 section 4).
 *
 * <p>Overlong forms, encoded surrogates, values above U+10FFFF and broken sequences are refused and never replaced: a
 * replacement would make one name out of two different ones.
 */
final class StrictUtf8 {
    private StrictUtf8() {}

    /**
     * Reads the character that begins here, and appends it. A byte order mark is a character like any other.
     *
     * @return how many bytes it takes; 0 when the bytes from here on are not well-formed
     */
    static int append(byte[] bytes, int at, StringBuilder text) {
        int length = lengthOfSequence(bytes, at);
        if (length > 0) {
            text.appendCodePoint(codePoint(bytes, at, length));
        }
        return length;
    }

    /** The length of the well-formed sequence that begins here, or 0 when none does. */
    private static int lengthOfSequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (bytes.length - at < length || !secondFits(first, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** The second byte alone tells overlong forms, surrogates and values that are too large. */
    private static boolean secondFits(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        return switch (length) {
            case 1 -> bytes[at];
            case 2 -> (bytes[at] & 0x1F) << 6 | continuation(bytes[at + 1]);
            case 3 -> (bytes[at] & 0x0F) << 12 | continuation(bytes[at + 1]) << 6 | continuation(bytes[at + 2]);
            default ->
                (bytes[at] & 0x07) << 18
                        | continuation(bytes[at + 1]) << 12
                        | continuation(bytes[at + 2]) << 6
                        | continuation(bytes[at + 3]);
        };
    }

    private static int continuation(byte unit) {
        return unit & 0x3F;
    }
}
