package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.fuzz.SeededNoise;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The decoder of tokens and {@link ReferenceToken} decide equally about whole tokens, whose headers come back again and again
 * under other payloads, as they do in life: each token is read with an empty table of known headers, and with one that holds
 * those of the tokens before it.
 *
 * <p>The seed and the count are fixed, so that a build tries the same tokens each time; {@code -Dbearergate.fuzz.seed} and
 * {@code -Dbearergate.fuzz.cases} try others and more.
 */
class TokenDifferentialTest {
    private static final long SEED = Long.getLong("bearergate.fuzz.seed", 20_261_126L);
    private static final int CASES = Integer.getInteger("bearergate.fuzz.cases", 25_000);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String SIGNATURE = "c2lnbmF0dXJl";
    private static final Set<String> AUDIENCES = Set.of("orders", "reports");
    private static final long NOW = 1_700_000_000;

    private static final List<byte[]> HEADERS = texts(
            "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}",
            "{\"alg\":\"ES256\",\"kid\":\"k1\"}",
            "{\"alg\":\"EdDSA\",\"kid\":\"AaAa\",\"typ\":\"JWT\"}",
            "{\"alg\":\"EdDSA\",\"kid\":\"BBBB\",\"typ\":\"JWT\"}",
            "{\"alg\":\"EdDSA\",\"kid\":\"AaBB\",\"typ\":\"JWT\"}",
            "{\"kid\":\"k1\",\"alg\":\"RS256\"}",
            "{ \"alg\" : \"RS256\" , \"x5t\" : \"AAAA\" }\n",
            "{\"\\u0061lg\":\"RS256\"}",
            "{\"alg\":\"\\u0052S256\",\"kid\":\"\"}",
            "{\"alg\":\"RS256\",\"kid\":\"\u00e9\uD83D\uDE00\"}",
            "{\"alg\":\"RS256\",\"kid\":\"\\ud83d\\ude00\"}",
            "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
            "{\"alg\":\"RS256\",\"kid\":null}",
            "{\"alg\":\"RS256\",\"kid\":7}",
            "{\"alg\":[\"RS256\"]}",
            "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}",
            "{\"alg\":\"RS256\",\"b64\":null}",
            "{\"alg\":\"RS256\",\"\\u006aku\":\"https://a.example/\"}",
            "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"}}",
            "{\"alg\":\"RS256\",\"x\":{\"crit\":1,\"alg\":2}}",
            "{\"alg\":\"RS256\",\"x\":[{\"a\":1,\"a\":2}]}",
            "{\"alg\":\"none\"}",
            "{\"typ\":\"at+jwt\"}",
            "{}");

    private static final List<byte[]> PAYLOADS = texts(
            Minted.CLAIMS,
            "{\"iss\":\"https://login.example.com/\",\"aud\":[\"orders\",\"x\"],\"exp\":1700000300,\"iat\":1700000000}",
            "{\"iss\":\"https:\\/\\/login.example.com\\/\",\"\\u0061ud\":\"orders\",\"exp\":1.7000003e9,\"nbf\":0}",
            "{\"exp\":1700000300.5,\"aud\":\"reports\",\"scope\":\"orders:read orders:write\",\"sub\":\"\u00e9\"}",
            "{\"a\":[1,-0,1.50,0e99,9223372036854775807,9223372036854775808,-9223372036854775808,true,false,null]}",
            "{\"a\":[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]],\"cnf\":{\"jkt\":\"\",\"x\":{\"y\":{}}}}",
            "{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}",
            "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uD83D\\uDE00\",\"b\":\"\uD83D\uDE00\"}",
            "{\"a\":\"\\uD83D\",\"b\":\"\\uDE00\"}",
            "{\"a\":1,\"b\":{\"c\":1,\"\\u0063\":2}}",
            "{\"iss\":null,\"aud\":{},\"exp\":\"1700000300\"}",
            "{\"n\":" + "9".repeat(309) + ",\"m\":0." + "0".repeat(400) + "1,\"l\":" + "1".repeat(600) + "}",
            "{\"n\":1E-400,\"m\":1e308,\"k\":-0.0,\"l\":1E+2}",
            "{\"" + "long".repeat(40) + "\":\"" + "text ".repeat(60) + "\"}",
            "\t{ \"a\" :\r\n[ ] }  ",
            "[]",
            "{}");

    private static final List<byte[]> PIECES = texts(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\"a\":1,",
            ",\"a\":1",
            "\"alg\":\"RS256\",",
            "\"kid\":",
            "\"crit\"",
            "\\u",
            "\\u0061",
            "\\ud800",
            "\\udc00",
            "\\n",
            "\\x",
            "null",
            "true",
            "false",
            "nul",
            "01",
            "-",
            "1e",
            ".5",
            "5.",
            "e400",
            "e-400",
            "9223372036854775808",
            "NaN",
            "/**/",
            "\u00e9",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            " ",
            "\t\n\r",
            "{\"a\":",
            "[[[[[[[[",
            "]]]]]]]]");

    private static final List<byte[]> BROKEN_UTF8 = List.of(
            bytes(0xC0, 0x80),
            bytes(0xC1, 0xBF),
            bytes(0xE0, 0x80, 0x80),
            bytes(0xE0, 0x9F, 0xBF),
            bytes(0xED, 0xA0, 0x80),
            bytes(0xED, 0xBF, 0xBF),
            bytes(0xF0, 0x80, 0x80, 0x80),
            bytes(0xF4, 0x90, 0x80, 0x80),
            bytes(0xF5, 0x80, 0x80, 0x80),
            bytes(0xE2, 0x82),
            bytes(0x80),
            bytes(0xFF));

    private final SeededNoise noise = new SeededNoise(SEED, concat(PIECES, BROKEN_UTF8));

    /** The last headers, so that the same one and nearly the same one come back. */
    private final List<byte[]> recentHeaders = new ArrayList<>(HEADERS);

    /** As if every token that could be read had verified, so that what is taken for another's header is found out. */
    private final KnownHeaders known = new KnownHeaders();

    private int foundKnown;

    @Test
    void theDecoderAndTheReferenceDecideEquallyAboutWholeTokens() {
        int accepted = 0;
        int refusedHeaders = 0;
        int refusedPayloads = 0;
        for (int i = 0; i < CASES; i++) {
            String token = token();
            Optional<ReferenceToken> expected = ReferenceToken.parse(token);

            assertSame("seed " + SEED + ", case " + i + ": " + token, token, expected);

            accepted += expected.flatMap(ReferenceToken::claims).isPresent() ? 1 : 0;
            refusedHeaders += expected.isPresent() ? 0 : 1;
            refusedPayloads += expected.isPresent() && expected.get().claims().isEmpty() ? 1 : 0;
        }
        // A comparison of nothing but refusals, or of none, would prove little.
        assertThat(accepted).isGreaterThan(CASES / 10);
        assertThat(refusedHeaders).isGreaterThan(CASES / 10);
        assertThat(refusedPayloads).isGreaterThan(CASES / 10);
        assertThat(foundKnown).isBetween(CASES / 10, CASES - CASES / 10);
    }

    @Test
    void aTokenWhoseHeaderTextHasTheHashCodeOfAnotherIsReadAsItself() {
        String token = Minted.encode(HEADERS.get(0)) + '.' + Minted.encode("{}") + '.' + SIGNATURE;
        int twins = 0;
        for (int i = 0; i < token.indexOf('.') - 1; i++) {
            String twin = withSameHashCode(token, i);
            assertSame(token, token, ReferenceToken.parse(token));
            assertSame(twin, twin, ReferenceToken.parse(twin));
            assertThat(twin.hashCode()).isEqualTo(token.hashCode());
            twins += twin.equals(token) ? 0 : 1;
        }
        assertThat(twins).isGreaterThan(5);
        assertThat(foundKnown).isGreaterThan(twins);
    }

    /** At each place its nearest neighbour and two others: whatever part of a text is left out of a comparison, this changes it. */
    @Test
    void aTokenWhoseHeaderTextDiffersFromAKnownOneInAnyCharacterIsReadAsItself() {
        String token = Minted.encode(HEADERS.get(0)) + '.' + Minted.encode("{}") + '.' + SIGNATURE;
        for (int i = 0; i < token.indexOf('.'); i++) {
            for (char other : new char[] {(char) (token.charAt(i) ^ 1), 'A', '_'}) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertSame(token, token, ReferenceToken.parse(token));
                assertSame(changed, changed, ReferenceToken.parse(changed));
            }
        }
    }

    private void assertSame(String description, String token, Optional<ReferenceToken> expected) {
        assertSame(description, token, CompactJws.parse(token), expected);

        byte[] characters = token.getBytes(StandardCharsets.ISO_8859_1);
        foundKnown += known.find(characters, 0, Math.max(0, token.indexOf('.'))) == null ? 0 : 1;
        Optional<CompactJws> byKnownHeader = CompactJws.parse(characters, 0, known);
        assertSame(description + ", with known headers", token, byKnownHeader, expected);
        byKnownHeader.ifPresent(known::remember);
    }

    private static void assertSame(
            String description, String token, Optional<CompactJws> actual, Optional<ReferenceToken> expected) {
        assertThat(actual.isPresent()).as(description).isEqualTo(expected.isPresent());
        if (actual.isPresent() && expected.isPresent()) {
            assertSameToken(description, token, actual.get(), expected.get());
        }
    }

    private static void assertSameToken(String description, String token, CompactJws actual, ReferenceToken expected) {
        JwsHeader header = actual.header();
        assertThat(header.algorithm()).as(description).isEqualTo(expected.string("alg"));
        assertThat(header.kid()).as(description).isEqualTo(expected.string("kid"));
        assertThat(header.type()).as(description).isEqualTo(expected.string("typ"));
        assertThat(header.hasForbiddenMember()).as(description).isEqualTo(expected.hasForbiddenMember());
        assertThat(ByteBuffer.wrap(actual.signature())).as(description).isEqualTo(expected.signature());
        assertThat(new String(actual.characters(), 0, actual.signedLength(), StandardCharsets.ISO_8859_1))
                .as(description)
                .isEqualTo(token.substring(0, token.lastIndexOf('.')));

        Optional<UnverifiedClaims> claims = actual.claims();
        assertThat(claims.isPresent())
                .as(description)
                .isEqualTo(expected.claims().isPresent());
        if (claims.isPresent()) {
            assertSameClaims(description, claims.get(), expected.claims().orElseThrow());
        }
    }

    private static void assertSameClaims(String description, UnverifiedClaims actual, Map<String, ?> expected) {
        assertThat(actual.members()).as(description).isEqualTo(expected);
        // The order of the members too, at every depth.
        assertThat(actual.members().toString()).as(description).isEqualTo(expected.toString());
        assertThat(actual.issuer())
                .as(description)
                .isEqualTo(expected.get("iss") instanceof String issuer ? Optional.of(issuer) : Optional.empty());
        assertThat(actual.worthFetchingKeysFor(AUDIENCES, NOW, 60))
                .as(description)
                .isEqualTo(isForUs(expected.get("aud")) && hasNotExpired(expected.get("exp")));
    }

    private static boolean isForUs(@Nullable Object audience) {
        List<?> named = audience instanceof List<?> several ? several : List.of(String.valueOf(audience));
        return (audience instanceof List<?> || audience instanceof String)
                && named.stream().anyMatch(one -> one instanceof String name && AUDIENCES.contains(name));
    }

    private static boolean hasNotExpired(@Nullable Object expiry) {
        return expiry instanceof Number number
                && new BigDecimal(number.toString()).compareTo(BigDecimal.valueOf(NOW - 60)) >= 0;
    }

    private String token() {
        byte[] header = noise.oneOf(recentHeaders);
        if (noise.onceIn(4)) {
            header = noise.changed(header);
            recentHeaders.set(noise.below(recentHeaders.size()), header);
        } else if (noise.onceIn(2)) {
            recentHeaders.set(noise.below(recentHeaders.size()), noise.oneOf(HEADERS));
        }
        byte[] payload = noise.oneOf(PAYLOADS);
        if (noise.onceIn(2)) {
            payload = noise.changed(payload);
        }
        String token = Minted.encode(header) + '.' + Minted.encode(payload) + '.' + SIGNATURE;
        if (noise.onceIn(8)) {
            return withSameHashCode(token, noise.below(token.length() - 1));
        }
        return noise.onceIn(8)
                ? new String(noise.changed(token.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1)
                : token;
    }

    /** Exchanges two characters so that the text has the same hash code, where the alphabet allows that. */
    private static String withSameHashCode(String text, int at) {
        int next = ALPHABET.indexOf(text.charAt(at) + 1);
        int other = ALPHABET.indexOf(text.charAt(at + 1) - 31);
        return next < 0 || other < 0 || text.charAt(at) == '.'
                ? text
                : text.substring(0, at) + ALPHABET.charAt(next) + ALPHABET.charAt(other) + text.substring(at + 2);
    }

    private static List<byte[]> texts(String... texts) {
        return List.of(texts).stream().map(Minted::utf8).toList();
    }

    private static List<byte[]> concat(List<byte[]> one, List<byte[]> other) {
        List<byte[]> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
