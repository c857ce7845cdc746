package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletRequest;

/** Answers for every path that the policy permits and the application does not know. */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class NotFoundServlet extends JsonServlet {
    @Override
    Answer answer(HttpServletRequest request) {
        return Answer.notFound();
    }
}
