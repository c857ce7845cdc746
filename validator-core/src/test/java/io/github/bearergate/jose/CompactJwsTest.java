package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.EdDSA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outer form of a token and what its parts must be; ids are those of {@code docs/known-attacks.md}. */
class CompactJwsTest {
    private static final String TOKEN = Minted.token(EdDSA);
    private static final String HEADER = TOKEN.substring(0, TOKEN.indexOf('.'));
    private static final String PAYLOAD = TOKEN.substring(TOKEN.indexOf('.') + 1, TOKEN.lastIndexOf('.'));
    private static final String DOTS = ".".repeat(8_192);
    private static final String SIGNATURE = TOKEN.substring(TOKEN.lastIndexOf('.') + 1);

    @Test
    void aTokenIsTakenApart() {
        CompactJws token = CompactJws.parse(TOKEN).orElseThrow();

        assertThat(token.header().algorithm()).contains("EdDSA");
        assertThat(token.claims()).isPresent();
        assertThat(new String(token.characters(), 0, token.signedLength(), StandardCharsets.US_ASCII))
                .isEqualTo(HEADER + "." + PAYLOAD);
        assertThat(token.signature()).hasSize(64);
        assertThat(token.payloadLength()).isEqualTo(Minted.CLAIMS.length());
    }

    @Test
    void aTokenIsTheSameWhereverItBeginsInTheText() {
        byte[] text = ("Bearer " + TOKEN).getBytes(StandardCharsets.US_ASCII);

        CompactJws token = CompactJws.parse(text, 7, new KnownHeaders()).orElseThrow();

        assertThat(token.start()).isEqualTo(7);
        assertThat(new String(token.characters(), token.start(), token.signedLength(), StandardCharsets.US_ASCII))
                .isEqualTo(HEADER + "." + PAYLOAD);
        assertThat(new Signatures().isSignedBy(token, Minted.key(EdDSA), EdDSA)).isTrue();
    }

    @Test
    void enc02_aTokenHasExactlyTwoDots() {
        assertRefused("");
        assertRefused("abc");
        assertRefused(HEADER);
        assertRefused(HEADER + "." + PAYLOAD);
        assertRefused(TOKEN + ".");
        assertRefused("." + TOKEN);
        assertRefused(TOKEN + "." + SIGNATURE);
        assertRefused(HEADER + ".." + PAYLOAD + "." + SIGNATURE);
    }

    @Test
    @Timeout(10)
    void enc04_thousandsOfDotsCostNothing() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(CompactJws.parse(DOTS)).isEmpty();
        }
    }

    @Test
    void enc05_aTokenOfFivePartsIsRefused() {
        assertRefused(HEADER + ".a." + PAYLOAD + ".b." + SIGNATURE);
        assertRefused(Minted.encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}") + ".AAAA.AAAA.AAAA.AAAA");
    }

    @Test
    void enc06_enc07_theJsonSerializationsAreRefused() {
        assertRefused("{\"payload\":\"" + PAYLOAD + "\",\"protected\":\"" + HEADER + "\",\"signature\":\"" + SIGNATURE
                + "\"}");
        assertRefused("{\"  " + TOKEN + "\":\"\",\"protected\":\"" + HEADER + "\"}");
        assertRefused("{\"  " + HEADER + "." + PAYLOAD + "." + SIGNATURE + "\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=", "==", " ", "\n", "\t", "\u0000", "+", "/", "%", "!", "\u00e9", "\u0141", "\uD83D\uDE00", "A"
            })
    void enc08_to_enc20_everyPartIsStrictBase64url(String extra) {
        // Lengths without a remainder, so that a letter more is one too many.
        String header = Minted.encode("{\"alg\":\"EdDSA\"}");
        String payload = Minted.encode("{\"exp\":1}   ");
        String signature = "AAAA".repeat(16);
        assertThat(CompactJws.parse(header + "." + payload + "." + signature)).isPresent();

        assertRefused(header + extra + "." + payload + "." + signature);
        assertRefused(extra + header + "." + payload + "." + signature);
        assertRefused(header + "." + payload + extra + "." + signature);
        assertRefused(header + "." + extra + payload + "." + signature);
        assertRefused(header + "." + payload + "." + signature + extra);
        assertRefused(header + "." + payload + "." + extra + signature);
        assertRefused(header + "." + payload + "." + signature.substring(0, 7) + extra + signature.substring(7));
    }

    @Test
    void enc09_paddingThatWasSignedIsRefusedToo() {
        assertRefused(Minted.signed(EdDSA, Minted.encode("{\"alg\":\"EdDSA\"}  ") + "=." + PAYLOAD));
        assertRefused(Minted.signed(EdDSA, HEADER + "." + Minted.encode("{\"exp\":1}") + "="));
    }

    @Test
    void enc14_unusedBitsThatAreNotZeroAreRefused() {
        assertThat(SIGNATURE).hasSize(86);
        for (char last : new char[] {'B', 'C', 'D', 'h', '_'}) {
            assertRefused(HEADER + "." + PAYLOAD + "." + SIGNATURE.substring(0, 85) + last);
        }
    }

    @Test
    void enc17_enc18_anEmptyOrBlankSignatureIsRefused() {
        assertRefused(HEADER + "." + PAYLOAD + ".");
        assertRefused(HEADER + "." + PAYLOAD + ". ");
        assertRefused(Minted.encode("{\"alg\":\"none\"}") + "." + PAYLOAD + ".");
    }

    @Test
    void enc17_anEmptyHeaderIsRefusedAndAnEmptyPayloadIsNoObject() {
        assertRefused("." + PAYLOAD + "." + SIGNATURE);
        assertThat(CompactJws.parse(HEADER + ".." + SIGNATURE).flatMap(CompactJws::claims))
                .isEmpty();
        assertRefused("..");
        assertRefused("..A");
    }

    @Test
    void enc22_aTokenInLowerCaseIsAnotherOne() {
        assertThat(CompactJws.parse(TOKEN.toLowerCase(Locale.ROOT)).flatMap(CompactJws::claims))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\uFEFF",
                "[]",
                "\"x\"",
                "1",
                "true",
                "",
                " ",
                "[[\"alg\",\"EdDSA\"]]",
                "\uFEFF{\"alg\":\"EdDSA\"}",
                "{\"alg\":\"EdDSA\"}x",
                "{\"alg\":\"EdDSA\"}{}",
                "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\"}",
                "{\"alg\":\"EdDSA\",\"x\":\"\\ud800\"}",
                "{\"alg\":\"EdDSA\",\"x\":\"\t\"}",
                "{\"alg\":null}",
                "{\"kid\":1}"
            })
    void hdr01_to_hdr18_aHeaderThatIsNoStrictObjectIsRefused(String header) {
        assertRefused(Minted.token(EdDSA, header, Minted.CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"x\"",
                "1",
                "",
                "[[\"iss\",\"x\"]]",
                "\uFEFF{}",
                "{}x",
                "{\"exp\":1,\"exp\":2}",
                "{\"sub\":\"\\ud800\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"exp\":1e400}"
            })
    void aPayloadThatIsNoStrictObjectHasNoClaims(String payload) {
        String token = Minted.token(EdDSA, Minted.header(EdDSA), payload);

        assertThat(CompactJws.parse(token)).isPresent();
        assertThat(CompactJws.parse(token).flatMap(CompactJws::claims)).isEmpty();
    }

    @Test
    void hdr09_hdr10_aHeaderThatIsNotUtf8IsRefused() {
        byte[] payload = Minted.utf8(Minted.CLAIMS);
        byte[] invalid = Minted.utf8("{\"alg\":\"EdDSA\",\"kid\":\"x\"}");
        invalid[invalid.length - 3] = (byte) 0xFF;

        assertRefused(Minted.token(EdDSA, invalid, payload));
        assertRefused(Minted.token(EdDSA, Minted.header(EdDSA).getBytes(StandardCharsets.UTF_16LE), payload));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 300, 4_000})
    void hdr15_aDeepHeaderOrPayloadIsRefused(int depth) {
        String deep = "{\"alg\":\"EdDSA\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        assertRefused(Minted.token(EdDSA, deep, Minted.CLAIMS));
        assertThat(CompactJws.parse(Minted.token(EdDSA, Minted.header(EdDSA), deep))
                        .flatMap(CompactJws::claims))
                .isEmpty();
    }

    private static void assertRefused(String token) {
        assertThat(CompactJws.parse(token)).as(token).isEmpty();
    }
}
