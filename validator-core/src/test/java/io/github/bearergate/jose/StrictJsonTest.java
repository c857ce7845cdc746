package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void valuesKeepTheirJsonTypes() {
        Map<String, @Nullable Object> members = read("""
                {"s":"text","l":7,"d":7.0,"big":9223372036854775808,"t":true,"f":false,"n":null,
                 "a":[1,"x",null,[]],"o":{"p":{}}}""").orElseThrow();

        assertThat(members)
                .containsEntry("s", "text")
                .containsEntry("l", 7L)
                .containsEntry("d", new BigDecimal("7.0"))
                .containsEntry("big", new BigDecimal("9223372036854775808"))
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("n", null)
                .containsEntry("o", Map.of("p", Map.of()));
        assertThat(members.get("a")).isEqualTo(Arrays.asList(1L, "x", null, List.of()));
    }

    @Test
    void membersKeepTheirOrder() {
        assertThat(read("{\"z\":1,\"a\":2,\"m\":3}").orElseThrow().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void nothingThatWasReadCanBeChanged() {
        Map<String, @Nullable Object> members =
                read("{\"a\":[1],\"o\":{\"p\":1}}").orElseThrow();

        assertThat(members).isUnmodifiable();
        assertThat((List<?>) members.get("a")).isUnmodifiable();
        assertThat((Map<?, ?>) members.get("o")).isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {} ", "\n\t\r {\n\t\r } \n", "{\"\":0}", "{\"a\" : [ ] , \"b\" : { } }"})
    void objectsWithAnyWhiteSpaceAreRead(String json) {
        assertThat(read(json)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "\"x\"",
                "1",
                "true",
                "null",
                "[[\"alg\",\"RS256\"],[\"typ\",\"at+jwt\"]]",
                "{}x",
                "{}{}",
                "{} {}",
                "{},",
                "{}]",
                "x{}",
                "\uFEFF{}",
                "{}\u0000",
                "\u0000{}",
                "\f{}",
                "\u00A0{}",
                "{}\u00A0",
                "/**/{}",
                "{}//",
                "#\n{}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[}]}",
                "{\"a\":(1)}"
            })
    void whatIsNotExactlyOneObjectIsRefused(String json) {
        assertThat(read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "+1",
                "1.",
                ".1",
                "-",
                "--1",
                "1e",
                "1e+",
                "0x10",
                "NaN",
                "Infinity",
                "-Infinity",
                "1_000",
                "1e309",
                "-1e309",
                "1e-400",
                "\uFF11",
                "tru",
                "True",
                "nul",
                "undefined",
                "1a",
                "truex",
                "trux",
                "tRUE",
                "falsy",
                "nill",
                "1-",
                "1+",
                "1-5",
                "1.5-",
                "1e-+5",
                "1e+-5",
                "1ee5",
                "1e5.0",
                "1e5e5",
                "-1.e5"
            })
    void whatIsNotAJsonNumberOrWordIsRefused(String value) {
        assertThat(read("{\"a\":" + value + "}")).isEmpty();
        assertThat(read("{\"a\":[" + value + "]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t",
                "\n",
                "\r",
                "\u0000",
                "\u001F",
                "\\",
                "\\x",
                "\\u12",
                "\\u12G4",
                "\\'",
                "\\u",
                "\\x0041",
                "\\U0041",
                "\\u-041",
                "\\u00\u00e9",
                "\""
            })
    void whatIsNotAJsonStringIsRefused(String content) {
        assertThat(read("{\"a\":\"" + content + "\"}")).isEmpty();
        assertThat(read("{\"" + content + "\":1}")).isEmpty();
    }

    @Test
    void aControlCharacterIsRefusedAtEveryPlaceOfAStringAndABlankIsALetter() {
        for (String before : List.of("", "x", "\\n", "\u00e9", "x\\u0041")) {
            for (char control = 0; control < ' '; control++) {
                assertThat(read("{\"a\":\"" + before + control + "\"}"))
                        .as("%x", (int) control)
                        .isEmpty();
                assertThat(read("{\"" + before + control + "\":1}"))
                        .as("%x", (int) control)
                        .isEmpty();
            }
        }
        assertThat(read("{\"a b\":\" c\u007f\",\"\u00e9 \":\"\\n \u007f\"}"))
                .contains(Map.of("a b", " c\u007f", "\u00e9 ", "\n \u007f"));
    }

    @Test
    void noBeginningOfATextIsATextHoweverItEnds() {
        byte[] text = Minted.utf8(
                "{\"a\":[1,-20.5e+3,0E1,true,false,null,\"x \\u00e9\\n\u00e9\uD83D\uDE00\"],\"o\":{\"p\":-7}}");

        for (int length = 0; length < text.length; length++) {
            assertThat(StrictJson.readObject(Arrays.copyOf(text, length)))
                    .as("%d", length)
                    .isEmpty();
        }
        assertThat(StrictJson.readObject(text)).isPresent();
    }

    @Test
    void noByteButWhiteSpaceStandsBeforeOrBehindTheObject() {
        for (int value = 0; value < 256; value++) {
            byte stray = (byte) value;
            boolean white = value == ' ' || value == '\t' || value == '\n' || value == '\r';

            assertThat(StrictJson.readObject(new byte[] {stray, '{', '}'}).isPresent())
                    .as("%x before", value)
                    .isEqualTo(white);
            assertThat(StrictJson.readObject(new byte[] {'{', '}', stray}).isPresent())
                    .as("%x behind", value)
                    .isEqualTo(white);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-7, -7",
        "10, 10",
        "-1700000000, -1700000000",
        "123456789012345678, 123456789012345678"
    })
    void anIntegerIsLong(String literal, long value) {
        assertThat(read("{\"a\":" + literal + "}")).contains(Map.of("a", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-7.25", "1e5", "1E5", "1e+5", "1E+5", "1e-5", "-1.5E-05", "12.340e1"})
    void aNumberWithFractionOrExponentIsReadExactly(String literal) {
        assertThat(read("{\"a\":" + literal + "}")).contains(Map.of("a", new BigDecimal(literal)));
    }

    @Test
    void aNumberIsReadFarBehindTheBeginningAndOf512CharactersAtMost() {
        String far = " ".repeat(1_000);
        String longest = "0." + "1".repeat(510);

        assertThat(read("{" + far + "\"a\":1.5}")).contains(Map.of("a", new BigDecimal("1.5")));
        assertThat(read("{" + far + "\"a\":" + longest + "}")).contains(Map.of("a", new BigDecimal(longest)));
        assertThat(read("{\"a\":" + longest + "1}")).isEmpty();
    }

    @Test
    void escapesAreRead() {
        assertThat(read("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00\\u0000\\u007f\"}"))
                .contains(Map.of("a", "\"\\/\b\f\n\r\tA\u00e9\uD83D\uDE00\u0000\u007f"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":null,\"a\":null}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\":1,\"\":2}",
                "{\"o\":{\"a\":1,\"a\":2}}",
                "{\"l\":[{\"a\":1,\"a\":2}]}",
                "{\"l\":[[[{\"o\":{\"a\":1,\"a\":2}}]]]}",
                "{\"\u00e9\":1,\"\\u00E9\":2}",
                "{\"\uD83D\uDE00\":1,\"\\uD83D\\uDE00\":2}"
            })
    void aNameTwiceInOneObjectIsRefusedAtEveryDepth(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void aNameMayOccurInTwoObjectsAndInAnotherNormalForm() {
        assertThat(read("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}]}"))
                .isPresent();
        assertThat(read("{\"\u00e9\":1,\"e\u0301\":2,\"A\":3,\"a\":4}").orElseThrow())
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud800",
                "\\udc00",
                "x\\ud800",
                "x\\udc00",
                "\\ud800x",
                "\\udc00\\ud800",
                "\\ud800\\ud800\\udc00",
                "\\uD834\uD834\uDD1E"
            })
    void halfASurrogatePairIsRefusedInNamesAndValues(String content) {
        assertThat(read("{\"a\":\"" + content + "\"}")).isEmpty();
        assertThat(read("{\"" + content + "\":1}")).isEmpty();
        assertThat(read("{\"a\":[{\"b\":\"" + content + "\"}]}")).isEmpty();
    }

    @Test
    void otherEncodingsAreRefused() {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            assertThat(StrictJson.readObject("{\"a\":1}".getBytes(Charset.forName(charset))))
                    .as(charset)
                    .isEmpty();
        }
        assertThat(StrictJson.readObject("{\"\u00e9\":1}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }

    @Test
    void invalidUtf8IsRefusedAndNeverReplaced() {
        byte[] json = Minted.utf8("{\"a\":\"xx\"}");
        json[6] = (byte) 0xC0;
        json[7] = (byte) 0xAF;
        assertThat(StrictJson.readObject(json)).isEmpty();
        json[6] = (byte) 0xFF;
        json[7] = 'x';
        assertThat(StrictJson.readObject(json)).isEmpty();
    }

    @Test
    void sixteenLevelsAreReadAndSeventeenAreRefused() {
        assertThat(read(arraysInObject(15))).isPresent();
        assertThat(read(arraysInObject(16))).isEmpty();
        assertThat(read("{\"a\":".repeat(15) + "{}" + "}".repeat(15))).isPresent();
        assertThat(read("{\"a\":".repeat(16) + "{}" + "}".repeat(16))).isEmpty();
        assertThat(read("{\"x\":1,\"y\":" + "[".repeat(15) + "1" + "]".repeat(15) + "}"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 300, 8_000, 200_000})
    void anyDepthIsRefusedWithoutUsingTheStack(int depth) {
        assertThat(read(arraysInObject(depth))).isEmpty();
        assertThat(read("{\"a\":".repeat(depth) + "1" + "}".repeat(depth))).isEmpty();
        assertThat(read("{\"a\":" + "[".repeat(depth) + "}")).isEmpty();
        assertThat(read("{\"a\":" + "[{\"b\":".repeat(depth) + "}")).isEmpty();
    }

    @Test
    void namesAreNotKeptFromOneTextToTheNext() {
        String first = read("{\"name\":1}").orElseThrow().keySet().iterator().next();
        String second = read("{\"name\":1}").orElseThrow().keySet().iterator().next();

        assertThat(first).isEqualTo(second).isNotSameAs(second);
    }

    @Test
    void aLongTextIsReadWhole() {
        String longText = "x\u00e9".repeat(100_000);
        assertThat(read("{\"" + longText + "\":\"" + longText + "\"}")).contains(Map.of(longText, longText));
    }

    private static String arraysInObject(int arrays) {
        return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    private static Optional<Map<String, @Nullable Object>> read(String json) {
        return StrictJson.readObject(Minted.utf8(json));
    }
}
