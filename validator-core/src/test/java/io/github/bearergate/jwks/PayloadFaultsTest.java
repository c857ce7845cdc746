package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("in-memory")
class PayloadFaultsTest {
    private static final String GOOD = SimProvider.jwk(0);
    private static final Event NOT_JSON = new Event.Failed(1, RefreshOutcome.NOT_JSON, Optional.empty());

    private final AnswerReader reader =
            new AnswerReader("https://idp.example", KeySourceSettings.defaults(), Clock.systemUTC());

    @Test
    @Tag("F55")
    void noPrefixOfASetIsASet() {
        byte[] whole = set(GOOD, SimProvider.jwk(1)).getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length)))
                    .as("the first %d bytes", length)
                    .isEqualTo(NOT_JSON);
        }
        assertThat(keysOf(new String(whole, UTF_8))).hasSize(2);
    }

    @Test
    @Tag("F59")
    void aSetOfBadKeysOnlyHasNoUsableKey() {
        Event.Fetched fetched = (Event.Fetched)
                read(set(JunkKeys.ALL.values().toArray(String[]::new)).getBytes(UTF_8));

        assertThat(fetched.keys()).isEmpty();
        assertThat(fetched.skipped()).hasSameSizeAs(JunkKeys.ALL.keySet());
    }

    static Stream<byte[]> notUtf8() {
        String good = set(GOOD);
        byte[] broken = good.getBytes(UTF_8);
        broken[good.indexOf("key-0")] = (byte) 0xC0;
        return Stream.of(("\uFEFF" + good).getBytes(UTF_8), good.getBytes(UTF_16), broken);
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    @Tag("F68")
    void onlyUtf8WithoutAMarkIsRead(byte[] document) {
        assertThat(read(document)).isEqualTo(NOT_JSON);
    }

    @Test
    @Tag("F69")
    void aDocumentThatSaysKeysTwiceIsRefused() {
        assertThat(read("{\"keys\":[],\"keys\":[" + GOOD + "]}")).isEqualTo(NOT_JSON);
        assertThat(read("{\"keys\":[" + GOOD + "],\"keys\":[" + GOOD + "]}")).isEqualTo(NOT_JSON);
    }

    @Test
    @Tag("F66")
    void aVeryDeepDocumentIsRefused() {
        String deep = "[".repeat(100_000);
        assertThat(read("{\"keys\":" + deep)).isEqualTo(NOT_JSON);
        assertThat(read("{\"a\":" + deep)).isEqualTo(NOT_JSON);
        assertThat(read("{\"keys\":[{\"kty\":" + deep)).isEqualTo(NOT_JSON);
        assertThat(read("{\"a\":".repeat(40_000))).isEqualTo(NOT_JSON);
    }

    @Test
    @Tag("F67")
    void aVeryLongTextOrNumberCostsLittle() {
        String text = "{\"keys\":[],\"a\":\"" + "x".repeat(250 << 10) + "\"}";
        String number = "{\"keys\":[],\"a\":1" + "0".repeat(100_000) + "}";
        read(text);
        read(number);

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 10; i++) {
            read(text);
            read(number);
        }
        // 50 ms each are allowed; this leaves room for a slow machine and would still see anything quadratic.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    @Tag("F63")
    void twoKeysOfOneNameAreBothFoundAndOneKeyTwiceIsOne() {
        String same = SimProvider.jwk(1).replace("key-1", "key-0");

        assertThat(found(set(GOOD, GOOD), "key-0")).isEqualTo(1);
        assertThat(found(set(GOOD, same), "key-0")).isEqualTo(2);
    }

    @Test
    @Tag("F64")
    void oddNamesAreNamesAndTooLongOnesAreNot() {
        assertThat(found(set(GOOD.replace("key-0", "")), "")).isEqualTo(1);
        assertThat(found(set(GOOD.replace("key-0", "a\\r\\nb\\u0000\\ud83d\\ude00")), "a\r\nb\0\ud83d\ude00"))
                .isEqualTo(1);
        assertThat(keysOf(set(GOOD.replace("key-0", "x".repeat(256))))).hasSize(1);
        assertThat(keysOf(set(GOOD.replace("key-0", "x".repeat(257))))).isEmpty();
        assertThat(keysOf(set(GOOD.replace("\"kid\":\"key-0\",", "")))).hasSize(1);
    }

    @Test
    @Tag("F70")
    void aCertificateChainIsIgnoredWhateverItIs() {
        for (String chain : List.of("[\"AAAA\"]", "[]", "7", "null", "[\"" + "A".repeat(60 << 10) + "\"]")) {
            assertThat(keysOf(set(GOOD.replace("}", ",\"x5c\":" + chain + "}"))))
                    .as(chain.substring(0, 1))
                    .hasSize(1);
        }
    }

    @Test
    @Tag("X24")
    void aThousandKeysAreReadAndOneMoreIsRefused() {
        String[] keys = new String[1_000];
        Arrays.fill(keys, "{\"kty\":\"ZZ\"}");
        keys[500] = GOOD;

        assertThat(keysOf(set(keys))).hasSize(1);
        assertThat(read("{\"keys\":[7," + String.join(",", keys) + "]}")).isEqualTo(NOT_JSON);
    }

    @Test
    @Tag("F64")
    void aLogLineAboutABadKeyIsOneLineOfPlainCharacters() {
        Rig rig = Rig.make();
        rig.tick();
        Event.Fetched read =
                (Event.Fetched) read(set(GOOD, "{\"kty\":\"ZZ\\r\\nFAKE LOG\",\"kid\":\"\\u001b[31m\\r\\n\"}")
                        .getBytes(UTF_8));

        rig.submit(new Event.Fetched(rig.flight().id(), read.keys(), read.skipped(), read.maxAge(), read.at()));

        assertThat(rig.logged()).isNotEmpty().allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c < 127));
        assertThat(rig.logged()).noneMatch(line -> line.contains("FAKE"));
    }

    private long found(String document, String kid) {
        return KeyTable.of(keysOf(document))
                .find(Optional.of(kid), Algorithm.ES256)
                .size();
    }

    private List<VerificationKey> keysOf(String document) {
        return ((Event.Fetched) read(document)).keys();
    }

    private Event read(String document) {
        return read(document.getBytes(UTF_8));
    }

    private Event read(byte[] document) {
        return reader.keys(1, document, List.of());
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }
}
