package io.github.bearergate.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A refusal as it goes on the wire: a status, header fields and bytes that nothing of the request has touched. */
final class Answer {
    private final int status;
    private final Optional<String> challenge;
    private final Optional<String> retryAfter;
    private final byte[] problem;

    Answer(int status, Optional<String> challenge, Optional<String> retryAfter, byte[] problem) {
        this.status = status;
        this.challenge = challenge;
        this.retryAfter = retryAfter;
        this.problem = problem;
    }

    /**
     * Writes the answer. Never through {@code sendError}: containers make it a page of their own, or dispatch to one of the
     * application's. A challenge replaces what filters before this one have set, so there is exactly one.
     *
     * @param bodiless whether the request is a HEAD request: the header fields are the same, and no body follows
     */
    void writeTo(HttpServletResponse response, boolean bodiless) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        if (challenge.isPresent()) {
            response.setHeader("WWW-Authenticate", challenge.get());
        }
        if (retryAfter.isPresent()) {
            response.setHeader("Retry-After", retryAfter.get());
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.setContentLength(problem.length);
        if (!bodiless) {
            writeProblem(response);
        }
    }

    /** The application may have asked for the writer before it dispatched to where it must not go. */
    private void writeProblem(HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().write(problem);
        } catch (IllegalStateException e) {
            response.getWriter().write(new String(problem, StandardCharsets.US_ASCII));
        }
    }
}
