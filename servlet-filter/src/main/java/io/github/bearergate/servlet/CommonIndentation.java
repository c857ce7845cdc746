package io.github.bearergate.servlet;

import java.util.List;
import java.util.stream.Collectors;

/** The blanks that an XML file puts before every line of a text; they carry no meaning, while further ones do. */
final class CommonIndentation {
    private CommonIndentation() {}

    /**
     * Removes the blanks that all lines begin with, and blank lines at either end. The first line does not count: it may stand
     * right behind a tag, or have been trimmed.
     */
    static String removedFrom(String text) {
        List<String> lines = text.strip().lines().toList();
        String common = lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(CommonIndentation::indentation)
                .reduce(CommonIndentation::commonStart)
                .orElse("");
        return lines.stream()
                .map(line -> line.startsWith(common) ? line.substring(common.length()) : line.stripLeading())
                .collect(Collectors.joining("\n"));
    }

    private static String indentation(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static String commonStart(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }
}
