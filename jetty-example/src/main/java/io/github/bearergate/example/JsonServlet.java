package io.github.bearergate.example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A servlet that answers every method itself, so that no container page in HTML gets in between.
 *
 * <p>HEAD is answered as GET; the container leaves the body out (RFC 9110 section 9.3.2).
 */
@SuppressWarnings("serial") // no container writes a servlet to a stream
abstract class JsonServlet extends HttpServlet {
    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request).send(response);
    }

    /** Answers one request; called by many threads at once. */
    abstract Answer answer(HttpServletRequest request) throws IOException;

    static boolean reads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** The path below the servlet, decoded; empty when it was called by its name alone. */
    static String below(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path;
    }
}
