package io.github.bearergate.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the root context, without a container; what a container does for it costs next to nothing. */
final class StubRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest NOTHING_ELSE = Unsupported.of(HttpServletRequest.class);

    private final Call call;
    private final Map<String, Object> attributes = new HashMap<>();

    StubRequest(Call call) {
        super(NOTHING_ELSE);
        this.call = call;
    }

    @Override
    public String getMethod() {
        return Call.METHOD;
    }

    @Override
    public String getRequestURI() {
        return call.path();
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return call.path();
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equals("Authorization")
                ? Collections.enumeration(call.authorization())
                : Collections.emptyEnumeration();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }
}
