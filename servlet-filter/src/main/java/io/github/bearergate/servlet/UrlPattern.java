package io.github.bearergate.servlet;

import java.util.Collection;

/**
 * A URL pattern of a servlet's or a filter's mapping (Jakarta Servlet 6.0 section 12.2).
 *
 * @param text the pattern: {@code /x/*}, {@code *.x}, {@code /}, the empty text for the context's root, else one path
 */
record UrlPattern(String text) {
    /** Tells whether it is {@code /x/*} or {@code /*}. */
    boolean isPrefix() {
        return text.startsWith("/") && text.endsWith("/*");
    }

    private boolean isExtension() {
        return text.startsWith("*.");
    }

    /** Tells whether a servlet of this pattern gets what no other pattern of the application matches. */
    boolean isDefault() {
        return text.equals("/");
    }

    /** Tells whether a servlet of this pattern gets nothing where another one has {@code /*}, which is looked at earlier. */
    boolean yieldsToEverything() {
        return isDefault() || isExtension();
    }

    /**
     * Tells whether a filter of this pattern stands before a path, as every container has it. For a filter, {@code /} is no
     * default: Tomcat and Undertow take it for the root alone. The empty text, which they never match, counts for nothing.
     */
    boolean guards(String path) {
        if (isPrefix()) {
            String base = text.substring(0, text.length() - 2);
            return path.equals(base) || path.startsWith(base + "/");
        }
        return isExtension() ? lastSegment(path).endsWith(text.substring(1)) : text.equals(path);
    }

    /**
     * A path that the container gives to a servlet by this pattern, and to no other pattern that the application might have
     * beside it but {@code /*}.
     *
     * @param unnamed a segment that no pattern of the application names
     */
    String freePath(String unnamed) {
        if (isPrefix()) {
            return text.substring(0, text.length() - 1) + unnamed;
        }
        if (isExtension()) {
            return "/" + unnamed + text.substring(1);
        }
        return isDefault() ? "/" + unnamed : text.isEmpty() ? "/" : text;
    }

    /** A segment that none of these patterns names. */
    static String unnamedSegment(Collection<UrlPattern> patterns) {
        StringBuilder name = new StringBuilder("x");
        while (patterns.stream().anyMatch(pattern -> pattern.text.contains("/" + name))) {
            name.append('x');
        }
        return name.toString();
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
