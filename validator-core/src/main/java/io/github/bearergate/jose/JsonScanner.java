package io.github.bearergate.jose;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one JSON text (RFC 8259 sections 2, 6 and 7), read from its UTF-8 bytes.
 *
 * <p>A fault is remembered and never thrown: the scanner then stands at the end and offers nothing more. Not safe for concurrent
 * use.
 */
final class JsonScanner {
    private static final int END = -1;

    private final byte[] utf8;
    private int at;
    private boolean broken;
    private boolean halfAPair;

    JsonScanner(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Whether the text breaks the grammar at or before this place. */
    boolean isBroken() {
        return broken;
    }

    /** Whether a string since the last such question held half a surrogate pair. */
    boolean sawHalfAPair() {
        boolean seen = halfAPair;
        halfAPair = false;
        return seen;
    }

    /** The next byte that is not white space; negative at the end, and for bytes outside ASCII. */
    int peek() {
        while (at < utf8.length) {
            byte next = utf8[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next == END ? Byte.MIN_VALUE : next;
            }
            at++;
        }
        return END;
    }

    /** Whether nothing but white space follows. */
    boolean isAtEnd() {
        return peek() == END;
    }

    /** Moves behind this character, which must be the next but for white space; else the text is broken. */
    boolean take(char expected) {
        if (peek() != expected) {
            return fail();
        }
        at++;
        return true;
    }

    /**
     * Moves on to the next member or element.
     *
     * @param close the bracket that ends the object or array
     * @param first whether none was read yet, so that no comma stands before it
     * @return false behind the closing bracket, or when the text is broken
     */
    boolean nextIn(char close, boolean first) {
        int next = peek();
        if (next == close) {
            at++;
            return false;
        }
        // A bracket after a comma is no member and no element: whoever reads that finds the fault.
        return first ? !broken : take(',');
    }

    /** Moves behind the word; else the text is broken. */
    boolean word(String word) {
        if (utf8.length - at < word.length()) {
            return fail();
        }
        for (int i = 0; i < word.length(); i++) {
            if (utf8[at + i] != word.charAt(i)) {
                return fail();
            }
        }
        at += word.length();
        return true;
    }

    /** Reads a string; the empty one when the text is broken. */
    String string() {
        if (!take('"')) {
            return "";
        }
        int start = at;
        while (at < utf8.length) {
            byte next = utf8[at];
            if (next == '"') {
                return new String(utf8, start, at++ - start, StandardCharsets.ISO_8859_1);
            }
            if (next < ' ' || next == '\\') {
                return anyString(start);
            }
            at++;
        }
        return failed();
    }

    /**
     * Reads a number.
     *
     * @return null when it is longer than {@value JsonNumber#LONGEST} characters or outside a double's finite range, or the text
     *     is broken
     */
    @Nullable
    Number number() {
        int start = at;
        skip('-');
        int whole = at;
        if (digits() == 0 || (utf8[whole] == '0' && at > whole + 1)) {
            fail();
            return null;
        }
        int wholeEnd = at;
        if ((skip('.') && digits() == 0) || (skipExponent() && digits() == 0)) {
            fail();
            return null;
        }
        boolean integer = at == wholeEnd;
        if (integer && at - whole <= JsonNumber.MOST_DIGITS_OF_LONG) {
            return smallInteger(start, whole);
        }
        return at - start > JsonNumber.LONGEST
                ? null
                : JsonNumber.read(new String(utf8, start, at - start, StandardCharsets.ISO_8859_1), integer);
    }

    private Long smallInteger(int start, int whole) {
        long value = 0;
        for (int i = whole; i < at; i++) {
            value = value * 10 + (utf8[i] - '0');
        }
        return start == whole ? value : -value;
    }

    private int digits() {
        int start = at;
        while (at < utf8.length && utf8[at] >= '0' && utf8[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean skip(char optional) {
        boolean there = at < utf8.length && utf8[at] == optional;
        at += there ? 1 : 0;
        return there;
    }

    private boolean skipExponent() {
        boolean there = skip('e') || skip('E');
        if (there && !skip('-')) {
            skip('+');
        }
        return there;
    }

    /** Reads a string that holds escapes or letters beyond ASCII, or no string at all; all before this place is plain. */
    private String anyString(int start) {
        StringBuilder text = new StringBuilder(2 * (at - start) + 16);
        text.append(new String(utf8, start, at - start, StandardCharsets.ISO_8859_1));
        while (at < utf8.length) {
            byte next = utf8[at];
            if (next == '"') {
                at++;
                halfAPair |= hasHalfAPair(text);
                return text.toString();
            }
            if (next == '\\' ? !escape(text) : !letter(next, text)) {
                return failed();
            }
        }
        return failed();
    }

    private boolean letter(byte next, StringBuilder text) {
        int length = next >= 0 && next < ' ' ? 0 : StrictUtf8.append(utf8, at, text);
        at += length;
        return length > 0;
    }

    private boolean escape(StringBuilder text) {
        if (utf8.length - at < 2) {
            return false;
        }
        char kind = (char) utf8[at + 1];
        int plain = "\"\\/bfnrt".indexOf(kind);
        if (plain >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(plain));
            at += 2;
            return true;
        }
        return kind == 'u' && hexadecimal(text);
    }

    private boolean hexadecimal(StringBuilder text) {
        if (utf8.length - at < 6) {
            return false;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = utf8[i] < 0 ? -1 : Character.digit(utf8[i], 16);
            if (digit < 0) {
                return false;
            }
            unit = unit << 4 | digit;
        }
        text.append((char) unit);
        at += 6;
        return true;
    }

    private static boolean hasHalfAPair(CharSequence text) {
        int i = 0;
        while (i < text.length()) {
            char unit = text.charAt(i);
            boolean pair = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair && Character.isSurrogate(unit)) {
                return true;
            }
            i += pair ? 2 : 1;
        }
        return false;
    }

    private String failed() {
        fail();
        return "";
    }

    private boolean fail() {
        broken = true;
        at = utf8.length;
        return false;
    }
}
