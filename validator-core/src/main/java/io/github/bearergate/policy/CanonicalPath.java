package io.github.bearergate.policy;

/**
 * The one spelling of a path that rules are matched with: decoded, and without anything that a second reader could take for
 * another path.
 */
public final class CanonicalPath {
    private CanonicalPath() {}

    /**
     * Tells whether a decoded path is canonical: it starts with {@code /}, has no empty segment but a last one, no segment
     * {@code .} or {@code ..}, none of {@code \ ; % ? #}, no control, format or separator character (Cc, Cf, Zl, Zp), no lone
     * surrogate and no U+FFFD. Allocates nothing.
     *
     * @param path the path inside the context, percent-decoded once
     */
    public static boolean isCanonical(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            return false;
        }
        int segment = 1;
        for (int i = 1; i < length; ) {
            char c = path.charAt(i);
            if (c == '/') {
                if (i == segment || isDots(path, segment, i)) {
                    return false;
                }
                segment = ++i;
            } else if (c < 0x80) {
                if (!isPlainAscii(c)) {
                    return false;
                }
                i++;
            } else {
                int character = path.codePointAt(i);
                if (!Texts.isPlain(character)) {
                    return false;
                }
                i += Character.charCount(character);
            }
        }
        return !isDots(path, segment, length);
    }

    private static boolean isPlainAscii(char c) {
        return c >= 0x20 && c != 0x7F && c != '\\' && c != ';' && c != '%' && c != '?' && c != '#';
    }

    private static boolean isDots(String path, int from, int to) {
        int length = to - from;
        return length > 0 && length <= 2 && path.charAt(from) == '.' && path.charAt(to - 1) == '.';
    }
}
