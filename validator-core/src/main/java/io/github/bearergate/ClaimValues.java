package io.github.bearergate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads claim values by their JSON type, coercing nothing. */
final class ClaimValues {
    private ClaimValues() {}

    /** The strings of a claim that is one string, or an array of nothing but strings; null when it is anything else. */
    static @Nullable List<String> stringOrStrings(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof List<?> elements)) {
            return null;
        }
        for (Object element : elements) {
            if (!(element instanceof String)) {
                return null;
            }
        }
        return elements.stream().map(String.class::cast).toList();
    }
}
