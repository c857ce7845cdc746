package io.github.bearergate.attacks;

import java.util.List;
import java.util.Map;

/**
 * An HTTP response as it was read from the wire.
 *
 * @param status the status code
 * @param fields name and value of each header field, in order
 * @param body the body, without its framing
 */
record RawResponse(int status, List<Map.Entry<String, String>> fields, String body) {
    /** The values of every field of that name. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Status, fields and body in one text, for searching. */
    String everything() {
        StringBuilder text = new StringBuilder(String.valueOf(status)).append('\n');
        fields.forEach(field -> text.append(field.getKey())
                .append(": ")
                .append(field.getValue())
                .append('\n'));
        return text.append('\n').append(body).toString();
    }
}
