package io.github.bearergate.jose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compact JWS read a second time, as plainly as possible and without a thought for speed: what {@link CompactJws}, {@link
 * JwsHeader} and {@link UnverifiedClaims} must agree with, whatever they do to be fast.
 *
 * @param header the members of the header
 * @param claims the members of the payload; empty when it is malformed
 * @param signature the third part, decoded
 */
record ReferenceToken(
        Map<String, @Nullable Object> header, Optional<Map<String, @Nullable Object>> claims, ByteBuffer signature) {
    private static final Set<String> FORBIDDEN = Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc", "cty");

    static Optional<ReferenceToken> parse(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> header = decoded(parts[0]);
        Optional<byte[]> payload = decoded(parts[1]);
        Optional<byte[]> signature = decoded(parts[2]);
        if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        return members(header.get())
                .filter(ReferenceToken::namesAreStrings)
                .map(members -> new ReferenceToken(members, members(payload.get()), ByteBuffer.wrap(signature.get())));
    }

    /** Base64url is strict exactly when encoding what was decoded gives the same text. */
    static Optional<byte[]> decoded(String text) {
        if (!text.matches("[A-Za-z0-9_-]*")) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Optional.of(bytes).filter(same -> Minted.encode(same).equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A strict JSON object. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, @Nullable Object>> members(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return ReferenceJson.object(text).map(value -> (Map<String, @Nullable Object>) value);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    Optional<String> string(String name) {
        return Optional.ofNullable((String) header.get(name));
    }

    boolean hasForbiddenMember() {
        return header.keySet().stream().anyMatch(FORBIDDEN::contains);
    }

    private static boolean namesAreStrings(Map<String, @Nullable Object> members) {
        return List.of("alg", "kid", "typ").stream()
                .allMatch(name -> !members.containsKey(name) || members.get(name) instanceof String);
    }
}
