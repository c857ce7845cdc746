package io.github.bearergate.jose;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature verified (RFC 7519 section 4). Only {@link Signatures} makes them. Immutable.
 *
 * <p>Values keep their JSON types: String, Long, BigDecimal (any other number), Boolean, List, Map.
 */
public final class Claims {
    private final Map<String, @Nullable Object> members;

    Claims(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Every claim in the token's order, JSON null included; unmodifiable at every depth. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    /** Tells whether the claim is there at all, JSON null included. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value of a claim; empty when it is absent or JSON null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(members.get(name));
    }
}
