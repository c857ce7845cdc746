package io.github.bearergate.servlet;

import io.github.bearergate.audit.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request comes from, read only if the audit log asks.
 *
 * <p>The address is the container's. Forwarding header fields are not looked at, since any client can write them; a container that
 * is told which proxies to trust already answers with the client's.
 *
 * @param request the request
 */
record ServletOrigin(HttpServletRequest request) implements RequestOrigin {
    /** Version, trace, parent, flags; later versions may append to it (W3C Trace Context section 3.2.2). */
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final String NO_TRACE = "0".repeat(32);

    @Override
    public String clientAddress() {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    @Override
    public Optional<String> traceId() {
        Enumeration<String> values = request.getHeaders("traceparent");
        if (values == null || !values.hasMoreElements()) {
            return Optional.empty();
        }
        var matcher = TRACEPARENT.matcher(values.nextElement());
        return values.hasMoreElements()
                        || !matcher.matches()
                        || matcher.group(1).equals(NO_TRACE)
                ? Optional.empty()
                : Optional.of(matcher.group(1));
    }
}
