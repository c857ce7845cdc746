package io.github.bearergate.example;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of an {@code application/x-www-form-urlencoded} body. */
final class Form {
    private final Map<String, String> parameters;

    private Form(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Reads a body; empty when a parameter stands twice or an escape is broken (RFC 6749 section 3.2). */
    static Optional<Form> read(String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            Optional<String> name = decoded(sides[0]);
            Optional<String> value = sides.length == 2 ? decoded(sides[1]) : Optional.of("");
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            boolean twice = parameters.putIfAbsent(name.get(), value.get()) != null;
            if (twice) {
                return Optional.empty();
            }
        }
        return Optional.of(new Form(parameters));
    }

    /** A parameter; one without a value counts as absent (RFC 6749 section 3.2). */
    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** One name or value as it was before it was encoded; empty when an escape is broken. */
    static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }
}
