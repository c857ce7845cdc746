package io.github.bearergate.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How texts are written in a policy: which characters may stand in one, and when it is quoted. */
final class Texts {
    /** Words of the language that a claim or value can only be when it is quoted. */
    static final Set<String> RESERVED = Set.of("is", "has", "and", "or", "where");

    private static final Pattern BARE_VALUE =
            Pattern.compile("[A-Za-z0-9._~:/@+=,!$&'()*?%-][A-Za-z0-9._~:/@+=,!$&'()*?%#-]*");
    private static final Pattern BARE_CLAIM = Pattern.compile("[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*");

    private Texts() {}

    /** Tells whether a text has only characters that a reader of the policy can see. */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(Texts::isPlain);
    }

    /**
     * Tells whether a character is what it looks like: no control, format or separator character, no lone surrogate, and not
     * the replacement character, which stands where decoding failed.
     */
    static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> character != 0xFFFD;
        };
    }

    /** A character's name for messages: itself when it is printable ASCII, else U+ and its number. */
    static String name(int character) {
        return character > 0x20 && character < 0x7F
                ? Character.toString(character)
                : String.format(Locale.ROOT, "U+%04X", character);
    }

    /** The text with the name of each character that a reader could not see in its place. */
    static String visible(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .forEach(character ->
                        visible.append(isPlain(character) ? Character.toString(character) : name(character)));
        return visible.toString();
    }

    /** Writes a claim's name or path. */
    static String claim(String text) {
        return isBareClaim(text) ? text : quoted(text);
    }

    static boolean isBareClaim(String text) {
        return BARE_CLAIM.matcher(text).matches() && !RESERVED.contains(text);
    }

    /** Writes a value of a setting or test, in quotes only where it needs them. */
    static String word(String text) {
        return BARE_VALUE.matcher(text).matches() && !RESERVED.contains(text) ? text : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
