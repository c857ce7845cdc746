package io.github.bearergate.policyaudit;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts of others, fit to be shown: they come from policies, documents, tokens and scrapes, so they may steer a terminal, hide
 * characters, or hold a token that was given in the wrong place.
 */
final class Printable {
    /** A JSON object in base64url, which every JWS begins with, and at least one part behind it. */
    private static final Pattern TOKEN = Pattern.compile("e[wy][A-Za-z0-9_-]{8,}=*+(?:\\.[A-Za-z0-9_=-]*+)++");

    static final String HIDDEN = "(token not shown)";

    private Printable() {}

    /** A text on one line: a character that steers a terminal, or that nobody sees, is shown by its number. */
    static String line(String text) {
        return text.codePoints().allMatch(Printable::isVisible)
                ? text
                : text.codePoints()
                        .mapToObj(each -> isVisible(each) ? Character.toString(each) : String.format("\\u{%X}", each))
                        .collect(Collectors.joining());
    }

    /** A text of several lines, each as {@link #line(String)} shows it. */
    static String lines(String text) {
        return text.lines().map(Printable::line).collect(Collectors.joining("\n"));
    }

    /** A text without the tokens that stand in it. */
    static String withoutTokens(String text) {
        return TOKEN.matcher(text).replaceAll(HIDDEN);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
