package io.github.bearergate.servlet;

import io.github.bearergate.AccessToken;
import io.github.bearergate.ApiRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * What one gate remembers of a request that it let through, for the dispatches that follow.
 *
 * @param method the method that was decided about
 * @param path the path that was decided about
 * @param token whose request it is; empty when the rule is open
 */
record Passage(String method, String path, Optional<AccessToken> token) {
    /** Whether the decision that was made is about this very method and path. */
    boolean covers(ApiRequest request) {
        return method.equals(request.method())
                && request.path().filter(path::equals).isPresent();
    }

    /** The request as the application is to see it. */
    HttpServletRequest dress(HttpServletRequest request, HttpServletResponse response) {
        if (token.isEmpty()) {
            return request;
        }
        AccessTokens.put(request, token.get());
        return new AuthenticatedRequest(request, response, token.get());
    }

    /** As {@link #dress}, but not twice: most containers keep what the request was wrapped in when they dispatch it. */
    HttpServletRequest dressAgain(HttpServletRequest request, HttpServletResponse response) {
        boolean dressed = request.getUserPrincipal() instanceof BearerPrincipal principal
                && token.filter(accepted -> principal.token() == accepted).isPresent();
        return dressed ? request : dress(request, response);
    }
}
