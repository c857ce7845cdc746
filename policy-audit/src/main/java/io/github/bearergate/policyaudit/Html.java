package io.github.bearergate.policyaudit;

/** Puts texts of a policy into HTML so that they stay texts. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A path that may be broken before its slashes on a narrow screen. */
    static String path(String text) {
        return escape(text).replace("/", "<wbr>/");
    }

    /** A message in which whatever stands between backquotes is code. */
    static String code(String message) {
        return escape(message).replaceAll("`([^`]*)`", "<code>$1</code>");
    }
}
