package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownHeadersTest {
    private final KnownHeaders known = new KnownHeaders();

    @Test
    void aHeaderIsKnownOnceItIsRemembered() {
        CompactJws token = parse(Minted.token(EdDSA));
        assertThat(find(headerOf(token))).isNull();

        known.remember(token);

        assertThat(find(headerOf(token))).isSameAs(token.header());
        assertThat(parse(Minted.token(EdDSA)).header()).isSameAs(token.header());
    }

    @Test
    void onlyTheVeryCharactersAreKnown() {
        CompactJws token = parse(Minted.token(EdDSA));
        known.remember(token);
        String header = headerOf(token);

        for (int i = 0; i < header.length(); i++) {
            String other = header.substring(0, i) + (char) (header.charAt(i) ^ 1) + header.substring(i + 1);
            assertThat(find(other)).as(other).isNull();
        }
        assertThat(find(header + "A")).isNull();
        assertThat(find(header.substring(1))).isNull();
        assertThat(find("")).isNull();
    }

    @Test
    void parsingAloneRemembersNothing() {
        String token = Minted.token(EdDSA);

        assertThat(parse(token).header()).isNotSameAs(parse(token).header());
    }

    @Test
    void severalHeadersAreKnownSideBySide() {
        CompactJws first = parse(Minted.token(EdDSA));
        CompactJws second = parse(Minted.token(ES256));
        known.remember(first);
        known.remember(second);

        assertThat(find(headerOf(second))).isSameAs(second.header());
    }

    @Test
    void manyHeadersTakeNoMoreThanSixtyFourPlaces() {
        int kept = 0;
        for (int i = 0; i < 10_000; i++) {
            known.remember(parse(Minted.encode("{\"alg\":\"ES256\",\"kid\":\"" + i + "\"}") + ".e30.AAAA"));
        }
        for (int i = 0; i < 10_000; i++) {
            kept += find(Minted.encode("{\"alg\":\"ES256\",\"kid\":\"" + i + "\"}")) == null ? 0 : 1;
        }
        assertThat(kept).as("and hardly leave one of them empty").isBetween(60, 64);
    }

    @Test
    void aLongHeaderIsNotKept() {
        CompactJws atMost = parse(Minted.encode(headerOfLength(384)) + ".e30.AAAA");
        CompactJws tooLong = parse(Minted.encode(headerOfLength(385)) + ".e30.AAAA");
        known.remember(atMost);
        known.remember(tooLong);

        assertThat(find(headerOf(atMost))).hasSameClassAs(atMost.header());
        assertThat(find(headerOf(tooLong))).isNull();
    }

    /** Base64url makes 512 characters of 384 bytes. */
    private static String headerOfLength(int bytes) {
        String shortest = "{\"alg\":\"ES256\",\"kid\":\"\"}";
        return shortest.replace(":\"\"", ":\"" + "k".repeat(bytes - shortest.length()) + "\"");
    }

    private CompactJws parse(String token) {
        return CompactJws.parse(token.getBytes(StandardCharsets.US_ASCII), 0, known)
                .orElseThrow();
    }

    private static String headerOf(CompactJws token) {
        return new String(token.headerCharacters(), StandardCharsets.US_ASCII);
    }

    private @Nullable JwsHeader find(String header) {
        byte[] characters = ("." + header + ".").getBytes(StandardCharsets.US_ASCII);
        return known.find(characters, 1, characters.length - 1);
    }
}
