package io.github.bearergate.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON objects. */
final class Json {
    private Json() {}

    /** One line without blanks; null members are written as {@code null}. */
    static String write(Map<String, ? extends @Nullable Object> members) {
        return JSONObjectUtils.toJSONString(members);
    }

    /** A JSON string with its quotes. */
    static String quote(String text) {
        return value(text);
    }

    /** Any JSON value. */
    static String value(@Nullable Object value) {
        String object = write(Collections.singletonMap("", value));
        return object.substring("{\"\":".length(), object.length() - 1);
    }
}
