package io.github.bearergate.servlet;

import io.github.bearergate.AccessToken;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request whose token was accepted, as the application sees it. */
final class AuthenticatedRequest extends HttpServletRequestWrapper {
    private final BearerPrincipal principal;
    private final ServletResponse response;

    AuthenticatedRequest(HttpServletRequest request, ServletResponse response, AccessToken token) {
        super(request);
        this.principal = new BearerPrincipal(token);
        this.response = response;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public String getAuthType() {
        return "Bearer";
    }

    /** A role is a scope, compared exactly. */
    @Override
    public boolean isUserInRole(@Nullable String role) {
        return role != null && principal.token().hasScope(role);
    }

    /** The wrapped request's own would go on with the wrapped request, and lose the principal. */
    @Override
    public AsyncContext startAsync() {
        return super.startAsync(this, response);
    }
}
