package io.github.bearergate.attacks;

import static io.github.bearergate.attacks.Expected.ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.RefreshOutcome;
import io.github.bearergate.testkit.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are nearly key sets, and sets in which junk stands beside a good key. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileKeySetsTest {
    private static final int LARGEST = 256 * 1_024;

    private static final KeyRow NEW = KeyRow.of("new", "EC |");
    private static final Map<String, UnaryOperator<String>> REFUSED = refused();
    private static final Map<String, UnaryOperator<String>> READ = read();

    /** Documents as text in ISO 8859-1, a character a byte, around the element that is given. */
    private static Map<String, UnaryOperator<String>> refused() {
        Map<String, UnaryOperator<String>> refused = new LinkedHashMap<>();
        for (Charset charset :
                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32BE"))) {
            refused.put(charset.name(), key -> latin1(set(key).getBytes(charset)));
        }
        for (String around : List.of(
                "\u00EF\u00BB\u00BF%s",
                "%s\u00EF\u00BB\u00BF",
                "\u00A0%s",
                "\u000B%s",
                "%s\f",
                "%s\u0000",
                "\u001E%s",
                "%s,",
                "%s]",
                "%s}",
                "%s{}",
                "%s\n%1$s",
                "/**/%s",
                "%s//",
                "#\n%s",
                ")]}',\n%s",
                "callback(%s)",
                "<pre>%s</pre>",
                "---\n%s",
                "[%s]",
                "{\"jwks\":%s}",
                "{\"keys\":%s}",
                "{\"keys\":[%s],}".replace("%s", "%2$s"),
                "{\"keys\":[%2$s,]}",
                "{\"keys\":[,%2$s]}",
                "{\"keys\":[%2$s %2$s]}",
                "{\"keys\":{\"0\":%2$s}}",
                "{\"keys\":{\"keys\":[%2$s]}}",
                "{\"keys\":%2$s}",
                "{keys:[%2$s]}",
                "{\"keys\"=[%2$s]}",
                "{\"keys\":[%2$s];}",
                "{\"KEYS\":[%2$s]}",
                "{\"keys \":[%2$s]}",
                "{\"ke\\u0079s\\u0000\":[%2$s]}",
                "{\"keys\":null,\"keys\":[%2$s]}",
                "{\"keys\":[%2$s],\"ke\\u0079s\":[%2$s]}",
                "{\"keys\":[%2$s],\"keys\":null}",
                "{\"keys\":[%2$s],\"a\":[[{\"b\":{\"c\":1,\"c\":1}}]]}",
                "{\"keys\":[%2$s],\"a\":01}",
                "{\"keys\":[%2$s],\"a\":NaN}",
                "{\"keys\":[%2$s],\"a\":-1e999}",
                "{\"keys\":[%2$s],\"a\":\"\\udc00\\ud800\"}",
                "{\"keys\":[%2$s],\"a\":\"\u00ED\u00A0\u0080\"}",
                "{\"keys\":[%2$s],\"a\":\"\u00C0\u00AF\"}",
                "{\"keys\":[%2$s],\"a\":\"\u00F5\u0080\u0080\u0080\"}",
                "{\"keys\":[%2$s,{\"kid\":\"\u00FF\"}]}",
                "{\"keys\":[%2$s,{\"kid\":\"a\nb\"}]}",
                "{\"keys\":[%2$s,{\"kid\":\"\\x\"}]}",
                "{\"keys\":[%2$s,{\"kid\":\"\\ud8\"}]}",
                "{\"keys\":[%2$s,{\"kid\" \"a\"}]}",
                "{\"keys\":[%2$s,{1:2}]}",
                "{\"keys\":[%2$s,tru]}")) {
            refused.put(shown(around), key -> around.formatted(set(key), key));
        }
        refused.put("as a string", key -> '"' + set(key).replace("\"", "\\\"") + '"');
        refused.put("as a string in keys", key -> "{\"keys\":\"[" + key.replace("\"", "\\\"") + "]\"}");
        refused.put("as a token", key -> "e30." + Jws.encode(set(key)) + ".AAAA");
        refused.put("compressed", key -> latin1(compressed(set(key))));
        refused.put("1,001 elements", key -> "{\"keys\":[" + "1,".repeat(1_000) + key + "]}");
        refused.put("256 KiB and a byte of blanks", key -> set(key) + " ".repeat(LARGEST + 1 - set(key).length()));
        refused.put("256 KiB and a byte in a key", key -> set(key + ',' + filler(LARGEST + 1 - set(key).length())));
        refused.put("17 levels in a key", key -> set(key + ",{\"a\":" + "[".repeat(14) + "]".repeat(14) + '}'));
        refused.put(
                "17 levels beside the keys",
                key -> "{\"a\":" + "{\"a\":".repeat(15) + "[]" + "}".repeat(15) + ",\"keys\":[" + key + "]}");
        refused.put("100,000 levels", key -> set(key + ',' + "[".repeat(100_000)));
        return refused;
    }

    private static Map<String, UnaryOperator<String>> read() {
        Map<String, UnaryOperator<String>> read = new LinkedHashMap<>();
        read.put("plain", HostileKeySetsTest::set);
        read.put("with all blanks", key -> "\t\r\n " + set(' ' + key + "\n") + " \r\n\t");
        read.put("with an escape in its name", key -> set(key).replace("\"keys\"", "\"\\u006bey\\u0073\""));
        read.put("1,000 elements", key -> "{\"keys\":[" + "1,".repeat(999) + key + "]}");
        read.put("256 KiB of blanks", key -> set(key) + " ".repeat(LARGEST - set(key).length()));
        read.put("256 KiB with a long key", key -> set(key + ',' + filler(LARGEST - set(key).length())));
        read.put("16 levels", key -> set(key + ",{\"a\":" + "[".repeat(13) + "]".repeat(13) + '}'));
        for (String neighbours : List.of(
                "[%s],%1$s",
                "{\"keys\":[%s]},%1$s",
                "\"%s\",%2$s".replace("%s", "not a key").replace("%2$s", "%1$s"),
                "{\"kid\":\"new\"},%s",
                "{\"kid\":\"new\",\"kty\":\"oct\",\"k\":\"AAAA\"},%s",
                "{\"kid\":\"new\",\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQ\"},%s",
                "%s,%1$s,%1$s,%1$s,%1$s,%1$s",
                "%s,{\"\":1,\"\":1}",
                "{\"kid\":\"\\ud800\"},%s",
                "{\"exp\":1e999},%s")) {
            read.put(neighbours, key -> set(neighbours.formatted(key)));
        }
        return read;
    }

    @BeforeAll
    void mute() {
        LogCapture.mute(true); // every odd key and failed fetch is complained about
    }

    @AfterAll
    void unmute() {
        LogCapture.mute(false);
    }

    static Stream<String> refusedDocuments() {
        return REFUSED.keySet().stream();
    }

    static Stream<String> readDocuments() {
        return READ.keySet().stream();
    }

    @ParameterizedTest(name = "JWK-07 {0}")
    @MethodSource("refusedDocuments")
    @Tag("JWK-07")
    @Tag("JWK-11")
    @Tag("JWK-23")
    @Tag("JWK-24")
    @Tag("JWK-25")
    void aDocumentThatIsNearlyAKeySetChangesNothing(String name) {
        try (Provider provider = Provider.ready()) {
            assertThat(refreshed(provider, REFUSED.get(name).apply(NEW.element())))
                    .isIn(RefreshOutcome.NOT_JSON, RefreshOutcome.TOO_LARGE);
            assertThat(provider.verdict(NEW.token(payload(provider)))).isEqualTo("UNKNOWN_KEY");
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    /** Else the other table would prove nothing. */
    @ParameterizedTest(name = "JWK-17 {0}")
    @MethodSource("readDocuments")
    @Tag("JWK-17")
    @Tag("JWK-25")
    void aDocumentThatIsAKeySetIsTakenWhateverStandsBesideTheKey(String name) {
        try (Provider provider = Provider.ready()) {
            assertThat(refreshed(provider, READ.get(name).apply(NEW.element()))).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict(NEW.token(payload(provider)))).isEqualTo(ALLOWED);
        }
    }

    private static RefreshOutcome refreshed(Provider provider, String document) {
        provider.issuer.chaos().answer(Reply.of(200, document.getBytes(StandardCharsets.ISO_8859_1)));
        return provider.refresh();
    }

    private static String payload(Provider provider) {
        return Jws.payload(provider.issuer.token().sign());
    }

    private static String set(String elements) {
        return "{\"keys\":[" + elements + "]}";
    }

    /** An element of so many characters, one less for the comma in front. */
    private static String filler(int length) {
        return '"' + "k".repeat(length - 3) + '"';
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static String shown(String text) {
        return text.chars()
                .mapToObj(c -> c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c))
                .collect(Collectors.joining());
    }
}
