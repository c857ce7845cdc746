package io.github.bearergate.servlet;

import io.github.bearergate.policy.PathGate;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The application: tells who it takes the caller for, and counts how often it was reached. */
public final class WhoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    final AtomicInteger reached = new AtomicInteger();

    /** What it told, in order, whether or not it could be sent. */
    final transient Queue<String> served = new ConcurrentLinkedQueue<>();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        reached.incrementAndGet();
        response.setContentType("text/plain");
        String description = describe(request);
        served.add(description);
        response.getWriter().print(description);
    }

    static String describe(HttpServletRequest request) {
        return "served=" + request.getMethod() + " " + PathGate.mapped(request.getServletPath(), request.getPathInfo())
                + " principal="
                + Optional.ofNullable(request.getUserPrincipal())
                        .map(caller -> "<" + caller.getName() + ">")
                        .orElse("none")
                + " remoteUser="
                + Optional.ofNullable(request.getRemoteUser())
                        .map(user -> "<" + user + ">")
                        .orElse("none")
                + " authType=" + request.getAuthType()
                + " reader=" + request.isUserInRole("orders:read")
                + " writer=" + request.isUserInRole("orders:write")
                + " token="
                + AccessTokens.of(request)
                        .map(token -> token.issuer() + token.scopes())
                        .orElse("none")
                + " ours=" + ours(request);
    }

    /** The public attributes of ours that the request carries. */
    private static List<String> ours(HttpServletRequest request) {
        return Collections.list(request.getAttributeNames()).stream()
                .filter(name -> name.startsWith("io.github.bearergate") && !name.startsWith(Gate.class.getName()))
                .sorted()
                .toList();
    }
}
