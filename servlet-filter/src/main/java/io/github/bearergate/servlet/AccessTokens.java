package io.github.bearergate.servlet;

import io.github.bearergate.AccessToken;
import jakarta.servlet.ServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Hands the accepted token to the application's handlers. */
public final class AccessTokens {
    /** Survives what the application wraps the request in. Only a validator can make the value, so no client can forge it. */
    private static final String ATTRIBUTE = AccessToken.class.getName();

    private AccessTokens() {}

    /**
     * The token that the gate accepted for this request. With several gates in one chain it is the last one's.
     *
     * @return empty when the rule is open, or no gate stands before the handler
     */
    public static Optional<AccessToken> of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AccessToken token ? Optional.of(token) : Optional.empty();
    }

    /** The token behind a principal, where a framework hands out that instead of the request. */
    public static Optional<AccessToken> of(Principal principal) {
        return principal instanceof BearerPrincipal bearer ? Optional.of(bearer.token()) : Optional.empty();
    }

    static void put(ServletRequest request, AccessToken token) {
        request.setAttribute(ATTRIBUTE, token);
    }
}
