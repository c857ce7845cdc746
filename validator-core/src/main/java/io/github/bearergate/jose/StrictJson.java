package io.github.bearergate.jose;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects as tokens carry them (RFC 8259), read so that no two readers can understand them differently.
 *
 * <p>Refused: anything but exactly one object, a byte order mark, bytes that are not UTF-8, half a surrogate pair, a name twice
 * in one object at any depth, more than 16 levels, and numbers outside a double's finite range or longer than 512 characters.
 */
public final class StrictJson {
    private StrictJson() {}

    /**
     * Reads one object.
     *
     * @param utf8 the whole text; its length is the caller's to limit
     * @return its members in their order, unmodifiable at every depth: String, Long (any integer written as such that fits),
     *     BigDecimal (any other number), Boolean, List, Map and null; empty when the text is refused
     */
    public static Optional<Map<String, @Nullable Object>> readObject(byte[] utf8) {
        return Optional.ofNullable(JsonTree.read(utf8, StrictJson::flawlessObject));
    }

    private static @Nullable Map<String, @Nullable Object> flawlessObject(JsonTree tree) {
        Map<String, @Nullable Object> members = tree.object(1);
        return tree.takeFlaw() == null ? members : null;
    }
}
