package io.github.bearergate.example;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A response of the API before it is sent.
 *
 * @param status the HTTP status
 * @param headers header fields by name, besides {@code Content-Type}
 * @param json the body; none at all when empty
 */
record Answer(int status, Map<String, String> headers, String json) {
    static Answer of(int status, String json) {
        return new Answer(status, Map.of(), json);
    }

    /** The order, or a 404 when there is none. */
    static Answer ofOrder(Optional<Order> order) {
        return order.map(one -> of(HttpServletResponse.SC_OK, OrderJson.write(one)))
                .orElseGet(Answer::notFound);
    }

    static Answer noContent() {
        return of(HttpServletResponse.SC_NO_CONTENT, "");
    }

    static Answer notFound() {
        return error(HttpServletResponse.SC_NOT_FOUND, "not found");
    }

    /** A 405 with the methods that the place has. */
    static Answer notAllowed(String methods) {
        return error(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method not allowed")
                .with("Allow", methods);
    }

    static Answer error(int status, String what) {
        return of(status, Json.object(out -> out.writeStringProperty("error", what)));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, json);
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (!json.isEmpty()) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/json");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
