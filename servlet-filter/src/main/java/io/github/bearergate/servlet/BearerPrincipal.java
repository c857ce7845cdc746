package io.github.bearergate.servlet;

import io.github.bearergate.AccessToken;
import java.security.Principal;

/**
 * Whom a valid token speaks for.
 *
 * @param token the token
 */
record BearerPrincipal(AccessToken token) implements Principal {
    /** The subject, else the client; empty, never null, when the token names neither: the caller is authenticated all the same. */
    @Override
    public String getName() {
        return token.name().orElse("");
    }
}
