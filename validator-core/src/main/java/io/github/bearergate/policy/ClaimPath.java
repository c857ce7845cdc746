package io.github.bearergate.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of one claim in a token: a top-level member by its exact name, else a dotted path through nested objects.
 *
 * @param text the name or path as a policy writes it, without quotes; not empty, without control characters
 */
public record ClaimPath(String text) {
    /** Checks the text. */
    public ClaimPath {
        if (text.isEmpty() || !Texts.isPlain(text)) {
            throw new IllegalArgumentException("a claim's name is a text without control characters");
        }
    }

    /**
     * Reads the claim.
     *
     * @return the claim's value; null when it is absent, and when it is JSON null
     */
    public @Nullable Object read(Map<String, ? extends @Nullable Object> claims) {
        Object exact = claims.get(text);
        if (exact != null || text.indexOf('.') < 0) {
            return exact;
        }
        Object value = claims;
        for (String name : List.of(text.split("\\.", -1))) {
            value = value instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return value;
    }

    @Override
    public String toString() {
        return Objects.requireNonNull(text);
    }
}
