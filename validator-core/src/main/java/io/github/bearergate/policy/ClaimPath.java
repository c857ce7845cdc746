package io.github.bearergate.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of one claim in a token: a top-level member by its exact name, else a dotted path through nested objects.
 * Immutable.
 */
public final class ClaimPath {
    private final String text;
    private final String[] names;

    /**
     * Makes the place of a claim.
     *
     * @param text the name or path, without quotes
     * @throws IllegalArgumentException when the text is empty, or has a control character
     */
    public ClaimPath(String text) {
        if (text.isEmpty() || !Texts.isPlain(text)) {
            throw new IllegalArgumentException("a claim's name is a text without control characters");
        }
        this.text = text;
        this.names = text.split("\\.", -1);
    }

    /** The name or path, without quotes. */
    public String text() {
        return text;
    }

    /**
     * Reads the claim.
     *
     * @return the claim's value; null when it is absent, and when it is JSON null
     */
    public @Nullable Object read(Map<String, ? extends @Nullable Object> claims) {
        Object exact = claims.get(text);
        if (exact != null || names.length == 1) {
            return exact;
        }
        Object value = claims;
        for (String name : names) {
            value = value instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClaimPath that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
