package io.github.bearergate;

import io.github.bearergate.policy.CanonicalPath;
import java.util.List;
import java.util.Optional;

/**
 * What the gate needs to know of a request, and all that it ever looks at. Immutable.
 *
 * <p>The path is the decoded one inside the application, in canonical form; a request whose path is not is kept as an ambiguous
 * one, which the guard answers {@link Reason#AMBIGUOUS_PATH}.
 */
public final class ApiRequest {
    private final String method;
    private final Optional<String> path;
    private final List<String> authorization;

    private ApiRequest(String method, Optional<String> path, List<String> authorization) {
        this.method = method;
        this.path = path;
        this.authorization = authorization;
    }

    /**
     * Describes a request.
     *
     * @param method the method as sent, case-sensitive
     * @param path the decoded path inside the application, starting with a slash
     * @param authorization the value of each Authorization field, in order; empty when there is none
     */
    public static ApiRequest of(String method, String path, List<String> authorization) {
        return CanonicalPath.isCanonical(path)
                ? new ApiRequest(method, Optional.of(path), List.copyOf(authorization))
                : ambiguous(method);
    }

    /** Describes a request whose path has no one meaning. */
    public static ApiRequest ambiguous(String method) {
        return new ApiRequest(method, Optional.empty(), List.of());
    }

    /** The method as sent. */
    public String method() {
        return method;
    }

    /** The canonical path; empty when the request is ambiguous. */
    public Optional<String> path() {
        return path;
    }

    /** The value of each Authorization field. Secret: never to be logged. */
    List<String> authorization() {
        return authorization;
    }

    /** The method and the path, without credentials. */
    @Override
    public String toString() {
        return "ApiRequest[" + method + ' ' + path.orElse("(ambiguous path)") + ']';
    }
}
