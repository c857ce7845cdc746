package io.github.bearergate.servlet;

import java.util.List;

/**
 * A response as it came over the wire.
 *
 * @param text every byte, as ISO-8859-1
 */
record Reply(String text) {
    int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    /** The values of a header field, in order. */
    List<String> header(String name) {
        String prefix = name.toLowerCase(java.util.Locale.ROOT) + ":";
        return head().lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }

    String head() {
        return text.substring(0, text.indexOf("\r\n\r\n"));
    }

    String body() {
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
}
