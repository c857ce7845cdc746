package io.github.bearergate.servlet;

import io.github.bearergate.ApiRequest;
import io.github.bearergate.policy.PathGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a request what the guard decides by. Never its parameters or its body: those are the application's to read. */
final class RequestReader {
    private RequestReader() {}

    /** Reads a request as the client sent it; the path must be the one that was sent, in strict spelling. */
    static ApiRequest sent(HttpServletRequest request) {
        String method = request.getMethod();
        try {
            String raw = request.getRequestURI();
            Optional<String> path = raw == null
                    ? Optional.empty()
                    : PathGate.open(raw, request.getContextPath(), request.getServletPath(), request.getPathInfo());
            return path.isEmpty()
                    ? ApiRequest.ambiguous(method)
                    : ApiRequest.of(method, path.get(), authorization(request));
        } catch (IllegalArgumentException e) {
            return ApiRequest.ambiguous(method); // what containers throw that were told to let suspicious paths through
        }
    }

    /**
     * Reads a request that the application or the container dispatches: the path is the target's, which the client did not
     * write, so it is not compared with what was sent. A dispatcher found by a servlet's name has no path: the old one stands.
     */
    static ApiRequest dispatched(HttpServletRequest request) {
        String method = request.getMethod();
        try {
            return ApiRequest.of(method, target(request), authorization(request));
        } catch (IllegalArgumentException e) {
            return ApiRequest.ambiguous(method);
        }
    }

    private static String target(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String included) {
            return PathGate.mapped(
                    included, (@Nullable String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        }
        return PathGate.mapped(request.getServletPath(), request.getPathInfo());
    }

    /** At most two values: more than one is refused, whatever they say. */
    private static List<String> authorization(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders("Authorization");
        if (values == null || !values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        return values.hasMoreElements() ? List.of(first, values.nextElement()) : List.of(first);
    }
}
