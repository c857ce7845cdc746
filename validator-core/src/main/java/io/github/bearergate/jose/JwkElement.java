package io.github.bearergate.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code keys} as it was written.
 *
 * @param value any JSON value
 * @param replaced the values, by name, that a later member of the same name stands for in {@code value}
 * @param flaw what the grammar allows in it and we do not; null when there is nothing
 */
record JwkElement(@Nullable Object value, List<Map.Entry<String, Object>> replaced, JsonTree.@Nullable Flaw flaw) {
    /** Private parameters of RSA, EC and OKP keys (RFC 7518 section 6, RFC 8037 section 2) and of AKP ones. */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "priv");

    /** The secret of a symmetric key (RFC 7518 section 6.4.1). */
    private static final String SECRET = "k";

    /** Reads the element that is next in {@code keys}; what it returns of a lost text means nothing. */
    static JwkElement read(JsonTree tree) {
        List<Map.Entry<String, Object>> replaced = new ArrayList<>();
        Object value = tree.value(2, (name, earlier) -> replaced.add(Map.entry(name, earlier)));
        return new JwkElement(value, List.copyOf(replaced), tree.takeFlaw());
    }

    /** The element's members; null when it is not an object. */
    @Nullable
    Map<?, ?> members() {
        return value instanceof Map<?, ?> members ? members : null;
    }

    /** Tells whether a private parameter is there; some libraries write those that are missing as null. */
    boolean isPrivate() {
        return PRIVATE.stream().anyMatch(name -> values(name).findAny().isPresent());
    }

    /** Every text in a member of this name, in one that stands there no more, or within the arrays and objects of either. */
    Stream<String> texts(String name) {
        return values(name).flatMap(JwkElement::textsWithin);
    }

    private Stream<Object> values(String name) {
        Map<?, ?> members = members();
        return Stream.concat(
                Stream.ofNullable(members == null ? null : members.get(name)),
                replaced.stream().filter(member -> member.getKey().equals(name)).map(Map.Entry::getValue));
    }

    private static Stream<String> textsWithin(Object value) {
        if (value instanceof String text) {
            return Stream.of(text);
        }
        Collection<?> within = value instanceof Map<?, ?> members
                ? members.values()
                : value instanceof List<?> elements ? elements : List.of();
        return within.stream().filter(Objects::nonNull).flatMap(JwkElement::textsWithin);
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
