package io.github.bearergate.audit;

import java.util.List;

/**
 * Writes one JSON object on one line, in the order of the calls.
 *
 * <p>Everything but printable ASCII is escaped, and so is {@code $}: a line cannot be broken, no terminal takes a part of it for a
 * command, and no logging framework finds a lookup in it. A text is cut after 128 characters.
 */
final class JsonLine {
    /** The longest text that is written, in UTF-16 units before escaping. */
    static final int LONGEST_TEXT = 128;

    /** How many elements of a list are written. */
    static final int LONGEST_LIST = 32;

    private final StringBuilder json = new StringBuilder(512).append('{');

    JsonLine text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    JsonLine number(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonLine list(String name, List<String> values) {
        name(name).append('[');
        for (int i = 0; i < Math.min(values.size(), LONGEST_LIST); i++) {
            if (i > 0) {
                json.append(',');
            }
            quoted(values.get(i));
        }
        json.append(']');
        return this;
    }

    String end() {
        return json.append('}').toString();
    }

    private StringBuilder name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }

    private void quoted(String value) {
        json.append('"');
        int end = end(value);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c >= 0x20 && c < 0x7F && c != '$') {
                json.append(c);
            } else {
                escaped(c);
            }
        }
        json.append('"');
    }

    /** Never between the halves of a surrogate pair: readers may refuse one alone. */
    private static int end(String value) {
        if (value.length() <= LONGEST_TEXT) {
            return value.length();
        }
        return Character.isHighSurrogate(value.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    }

    private void escaped(char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
