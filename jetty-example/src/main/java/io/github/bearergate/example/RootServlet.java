package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletRequest;

/** Says what is here; mapped to the root alone. */
@SuppressWarnings("serial") // no container writes a servlet to a stream
final class RootServlet extends JsonServlet {
    @Override
    Answer answer(HttpServletRequest request) {
        if (!reads(request)) {
            return Answer.notAllowed("GET, HEAD");
        }
        return Answer.of(200, Json.object(out -> {
            out.writeStringProperty("api", "orders");
            out.writeStringProperty("orders", "/orders");
            out.writeStringProperty("whoami", "/whoami");
        }));
    }
}
