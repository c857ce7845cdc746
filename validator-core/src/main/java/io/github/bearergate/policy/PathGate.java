package io.github.bearergate.policy;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one path that a request means, or that it has none: a pure function of the four strings that a container hands out.
 *
 * <p>Containers differ in what they collapse, decode and strip. So the path that the container mapped with is taken only if it
 * equals, to the character, the path that was sent after one decoding. That turns every difference between two readers of the
 * path into a refusal, whatever the container.
 */
public final class PathGate {
    private PathGate() {}

    /**
     * Finds the decoded, canonical path inside the context. A path without escapes is not copied, unless there is a context path.
     *
     * @param raw the request's URI as sent, without the query
     * @param contextPath the context's path; some containers encode it and some do not
     * @param servletPath the decoded first part of the path that the container mapped with
     * @param pathInfo the decoded rest of it, if any
     * @return the path, at least {@code /}; empty when it is ambiguous
     */
    public static Optional<String> open(String raw, String contextPath, String servletPath, @Nullable String pathInfo) {
        if (!RawPath.isStrict(raw)) {
            return Optional.empty();
        }
        String whole = RawPath.decoded(raw);
        String context = RawPath.decoded(contextPath);
        if (whole == null || context == null || !isJoined(whole, context, servletPath, pathInfo)) {
            return Optional.empty();
        }
        String path = whole.length() == context.length() ? "/" : whole.substring(context.length());
        return CanonicalPath.isCanonical(path) ? Optional.of(path) : Optional.empty();
    }

    /**
     * Finds the only path that {@link #open} can find for a request that is sent to a context at the root, whatever the container
     * makes of it.
     *
     * @param raw the request's URI as sent, without the query
     * @return the path; empty when the request is refused on every container
     */
    public static Optional<String> open(String raw) {
        return open(raw, "", Objects.requireNonNullElse(RawPath.decoded(raw), ""), null);
    }

    /** The path that a container mapped with: what the application is about to run for. */
    public static String mapped(String servletPath, @Nullable String pathInfo) {
        String path = pathInfo == null ? servletPath : servletPath + pathInfo;
        return path.isEmpty() ? "/" : path;
    }

    /** Compares piece by piece, so that the usual path is not put together just to be compared. */
    private static boolean isJoined(String whole, String context, String servletPath, @Nullable String pathInfo) {
        String rest = pathInfo == null ? "" : pathInfo;
        return whole.length() == context.length() + servletPath.length() + rest.length()
                && whole.startsWith(context)
                && whole.startsWith(servletPath, context.length())
                && whole.endsWith(rest);
    }
}
