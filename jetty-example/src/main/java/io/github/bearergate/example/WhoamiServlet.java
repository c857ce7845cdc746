package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletRequest;

/** Tells callers whom the gate takes them for; all null where the policy asks for no token. */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class WhoamiServlet extends JsonServlet {
    @Override
    Answer answer(HttpServletRequest request) {
        return reads(request) ? Answer.of(200, Caller.of(request).json()) : Answer.notAllowed("GET, HEAD");
    }
}
