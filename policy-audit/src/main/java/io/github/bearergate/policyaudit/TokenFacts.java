package io.github.bearergate.policyaudit;

import io.github.bearergate.jose.Base64Url;
import io.github.bearergate.jose.CompactJws;
import io.github.bearergate.jose.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, whether true or not: for showing beside what is expected, never for deciding. It holds neither
 * the token nor its signature.
 *
 * @param algorithm the header's {@code alg}
 * @param type the header's {@code typ}
 * @param keyId the header's {@code kid}
 * @param claims the payload; empty when it cannot be read
 */
record TokenFacts(
        Optional<String> algorithm,
        Optional<String> type,
        Optional<String> keyId,
        Map<String, @Nullable Object> claims) {
    static TokenFacts of(String token) {
        Optional<CompactJws> jws = CompactJws.parse(token);
        return new TokenFacts(
                jws.flatMap(each -> each.header().algorithm()),
                jws.flatMap(each -> each.header().type()),
                jws.flatMap(each -> each.header().kid()),
                jws.flatMap(each -> payload(token)).orElse(Map.of()));
    }

    private static Optional<Map<String, @Nullable Object>> payload(String token) {
        byte[] bytes = Base64Url.decode(List.of(token.split("\\.", -1)).get(1));
        return bytes == null ? Optional.empty() : StrictJson.readObject(bytes);
    }

    /** Some claims as text, each with its name. */
    String claims(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            Object value = claims.get(name);
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value == null ? "absent" : value);
        }
        return text.toString();
    }
}
