package io.github.bearergate.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The path of a request target as it was sent, still percent-encoded (RFC 3986 section 3.3). */
final class RawPath {
    /** What may stand unencoded beside letters and digits: {@code pchar} without {@code ;}, which starts path parameters. */
    private static final String PLAIN = "-._~!$&'()*+,=:@";

    /** What must not stand encoded either: a second decoder, or a second splitter, would see another path. */
    private static final String NEVER_ENCODED = "/\\%;.?#";

    private static final boolean[] IS_PLAIN = new boolean[0x80];

    static {
        for (char c = 0; c < IS_PLAIN.length; c++) {
            IS_PLAIN[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || has(PLAIN, c);
        }
    }

    private RawPath() {}

    /**
     * Tells whether the path is written in the one way that every reader takes alike: from the root, of plain characters and
     * well-formed escapes, without path parameters, empty segments but a last one, or segments {@code .} and {@code ..}, and
     * without an escaped control character or delimiter. Allocates nothing.
     */
    static boolean isStrict(String raw) {
        int length = raw.length();
        if (length == 0 || raw.charAt(0) != '/') {
            return false;
        }
        int segment = 1;
        for (int i = 1; i < length; i++) {
            char c = raw.charAt(i);
            if (c == '/') {
                if (i == segment || isDots(raw, segment, i)) {
                    return false;
                }
                segment = i + 1;
            } else if (c == '%') {
                if (!isHarmless(escapedByte(raw, i))) {
                    return false;
                }
                i += 2;
            } else if (c >= IS_PLAIN.length || !IS_PLAIN[c]) {
                return false;
            }
        }
        return !isDots(raw, segment, length);
    }

    /**
     * Decodes every escape once, as UTF-8.
     *
     * @return the text, the same object when it has no escape; null when an escape or the UTF-8 is malformed, or beside an escape
     *     something beyond ASCII stands unencoded
     */
    static @Nullable String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c < 0x80 ? c : -1;
            if (c == '%') {
                octet = escapedByte(text, i);
                i += 2;
            }
            if (octet < 0) {
                return null;
            }
            bytes.put((byte) octet);
        }
        return fromUtf8(bytes.flip());
    }

    private static @Nullable String fromUtf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The byte that the escape at the index stands for; negative when it is malformed or cut off. */
    private static int escapedByte(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(percent + 1));
        int low = hexDigit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** {@link Character#digit} would also take digits of other scripts. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static boolean isHarmless(int octet) {
        return octet >= 0x20 && octet != 0x7F && !has(NEVER_ENCODED, (char) octet);
    }

    private static boolean isDots(String raw, int from, int to) {
        int length = to - from;
        return length > 0 && length <= 2 && raw.charAt(from) == '.' && raw.charAt(to - 1) == '.';
    }

    private static boolean has(String characters, char c) {
        return characters.indexOf(c) >= 0;
    }
}
