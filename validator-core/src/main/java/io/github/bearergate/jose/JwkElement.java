package io.github.bearergate.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code keys} as it was written.
 *
 * @param value any JSON value
 * @param flaw what the grammar allows in it and we do not; null when there is nothing
 */
record JwkElement(@Nullable Object value, JsonTree.@Nullable Flaw flaw) {
    /** Private parameters of RSA, EC and OKP keys (RFC 7518 section 6, RFC 8037 section 2) and of AKP ones. */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "priv");

    /** The secret of a symmetric key (RFC 7518 section 6.4.1). */
    private static final String SECRET = "k";

    /** The element's members; null when it is not an object. */
    @Nullable
    Map<?, ?> members() {
        return value instanceof Map<?, ?> members ? members : null;
    }

    /** Tells whether a private parameter is there; some libraries write those that are missing as null. */
    boolean isPrivate() {
        Map<?, ?> members = members();
        return members != null && PRIVATE.stream().anyMatch(name -> members.get(name) != null);
    }

    /** See {@link SkippedKey#fingerprint()}. */
    String fingerprint() {
        String told = String.valueOf(members() == null ? value : publicMembers());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Map<Object, Object> publicMembers() {
        Map<Object, Object> sorted = new TreeMap<>();
        Map<?, ?> members = members();
        if (members != null) {
            members.forEach((name, member) -> sorted.put(name, String.valueOf(member)));
        }
        sorted.keySet().removeAll(PRIVATE);
        sorted.remove(SECRET);
        return sorted;
    }
}
