package io.github.bearergate.jose;

import static io.github.bearergate.jose.Jwks.NOW;
import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document as a whole; ids are those of {@code docs/known-attacks.md}. */
class JwkSetReaderTest {
    private static final String GOOD = Jwks.key(EdDSA);

    @Test
    void aSetOfEveryKindOfKeyIsReadInItsOrder() {
        String[] keys = Stream.of(RS256, ES256, Algorithm.ES384, Algorithm.ES512, EdDSA)
                .map(algorithm -> Jwks.key(algorithm, "kid", "\"" + algorithm + "\""))
                .toArray(String[]::new);

        JwkSet set = Jwks.read(keys);

        assertThat(set.skipped()).isEmpty();
        assertThat(set.keys().stream().map(VerificationKey::kid).map(Optional::orElseThrow))
                .containsExactly("RS256", "ES256", "ES384", "ES512", "EdDSA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"keys\"",
                "{}",
                "{\"error\":\"x\"}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":\"\"}",
                "{\"keys\":1}",
                "{\"Keys\":[]}",
                "{\"keys\":[}",
                "{\"keys\":[]",
                "{\"keys\":[]}x",
                "{\"keys\":[]}{\"keys\":[]}",
                "{\"keys\":[,]}",
                "[[\"keys\",[]]]",
                "<html></html>",
                "\uFEFF{\"keys\":[]}",
                "{'keys':[]}",
                "{\"keys\":[]}\u0000"
            })
    void jwk07_jwk24_whatIsNoObjectWithAnArrayOfKeysIsRefused(String document) {
        assertThat(read(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keys\":[]}", " { \"keys\" : [ ] } ", "{\"x\":{\"a\":[1]},\"keys\":[],\"y\":null}"})
    void anEmptySetIsASet(String document) {
        assertThat(read(document)).contains(new JwkSet(List.of(), List.of()));
    }

    @Test
    void jwk23_aNameTwiceOutsideTheKeysRefusesTheDocument() {
        assertThat(read("{\"keys\":[" + GOOD + "],\"keys\":[]}")).isEmpty();
        assertThat(read("{\"keys\":[],\"keys\":[" + GOOD + "]}")).isEmpty();
        assertThat(read("{\"keys\":[" + GOOD + "],\"k\\u0065ys\":[]}")).isEmpty();
        assertThat(read("{\"a\":1,\"keys\":[" + GOOD + "],\"a\":1}")).isEmpty();
        assertThat(read("{\"a\":{\"b\":1,\"b\":1},\"keys\":[" + GOOD + "]}")).isEmpty();
        assertThat(read("{\"keys\":[" + GOOD + "],\"a\":[{\"b\":1,\"b\":1}]}")).isEmpty();
    }

    @Test
    void otherFlawsOutsideTheKeysRefuseTheDocumentToo() {
        assertThat(read("{\"keys\":[" + GOOD + "],\"a\":1e999}")).isEmpty();
        assertThat(read("{\"keys\":[" + GOOD + "],\"a\":\"\\ud800\"}")).isEmpty();
        assertThat(read("{\"\\ud800\":1,\"keys\":[" + GOOD + "]}")).isEmpty();
    }

    @Test
    void halfASurrogatePairInOneKeyCostsOnlyThatKey() {
        for (String flawed : List.of("{\"\\ud800\":1}", "{\"kid\":\"\\ud800\"}", "{\"a\":[{\"\\udc00\":1}]}")) {
            JwkSet set = read(Jwks.set(flawed, GOOD)).orElseThrow();

            assertThat(set.keys()).hasSize(1);
            assertThat(set.skipped()).extracting(SkippedKey::cause).containsExactly(SkipCause.MALFORMED);
        }
    }

    @Test
    void bytesThatAreNotUtf8RefuseTheDocument() {
        byte[] document = Minted.utf8(Jwks.set(GOOD, Jwks.key(EdDSA, "kid", "\"xy\"")));
        int place = new String(document, StandardCharsets.UTF_8).indexOf("xy");
        document[place] = (byte) 0xC0;
        assertThat(JwkSetReader.read(document, NOW)).isEmpty();
        assertThat(JwkSetReader.read(Jwks.set(GOOD).getBytes(StandardCharsets.UTF_16), NOW))
                .isEmpty();
    }

    @Test
    void aThousandKeysAreReadAndOneMoreRefusesTheDocument() {
        String[] elements = new String[1_000];
        Arrays.fill(elements, "1");
        elements[999] = GOOD;

        assertThat(Jwks.read(elements).keys()).hasSize(1);
        assertThat(Jwks.read(elements).skipped()).hasSize(999);
        assertThat(read("{\"keys\":[1," + String.join(",", elements) + "]}")).isEmpty();
    }

    @Test
    void exactly256KibibytesAreReadAndOneByteMoreIsRefused() {
        String document = Jwks.set(GOOD);
        String padded = document + " ".repeat(256 * 1_024 - document.length());

        assertThat(read(padded)).isPresent();
        assertThat(read(padded + " ")).isEmpty();
    }

    @Test
    void sixteenLevelsAreReadAndSeventeenRefuseTheDocument() {
        // The document, the array and the key are three of them.
        assertThat(read(Jwks.set(Jwks.key(EdDSA, "x-nested", nested(13))))).isPresent();
        assertThat(read(Jwks.set(GOOD, Jwks.key(EdDSA, "x-nested", nested(14)))))
                .isEmpty();
        assertThat(read(Jwks.set(nested(14)))).isPresent();
        assertThat(read(Jwks.set(nested(15)))).isEmpty();
        assertThat(read("{\"a\":" + nested(15) + ",\"keys\":[]}")).isPresent();
        assertThat(read("{\"a\":" + nested(16) + ",\"keys\":[]}")).isEmpty();
        assertThat(read("{\"keys\":" + "[".repeat(100_000))).isEmpty();
    }

    @Test
    void equalKeysAndEqualKidsAreLeftToTheReader() {
        JwkSet set = Jwks.read(GOOD, GOOD, Jwks.key(ES256));

        assertThat(set.keys()).hasSize(3);
        assertThat(set.keys().get(0)).isEqualTo(set.keys().get(1));
    }

    private static String nested(int arrays) {
        return "[".repeat(arrays) + "]".repeat(arrays);
    }

    private static Optional<JwkSet> read(String document) {
        return JwkSetReader.read(Minted.utf8(document), NOW);
    }
}
