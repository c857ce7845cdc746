package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is accepted and what it means, compared with {@link ReferenceJson}. */
class StrictJsonDifferentialTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"a\"",
        "\"b\"",
        "\"\\u0061\"",
        "\\",
        "\\u",
        "\\ud800",
        "\\udc00",
        "\\n",
        "\n",
        " ",
        "0",
        "1",
        "-",
        "+",
        ".",
        "e",
        "E",
        "e308",
        "e-400",
        "9223372036854775807",
        "9223372036854775808",
        "true",
        "false",
        "null",
        "NaN",
        "x",
        "\u00e9",
        "\uD83D\uDE00",
        "\uFEFF",
        "\u0000",
        "\u2028",
        "\"a\":1",
        "\"b\":[",
        "\"c\":{"
    };

    @Property(tries = 2_000)
    void anySequenceOfPiecesIsReadAsTheReferenceReadsIt(@ForAll("pieces") List<String> pieces) {
        assertSame(String.join("", pieces));
    }

    @Property(tries = 2_000)
    void anyObjectWithOnePieceExchangedIsReadAsTheReferenceReadsIt(
            @ForAll("objects") String object, @ForAll int place, @ForAll("piece") String piece) {
        int from = Math.floorMod(place, object.length());
        assertSame(object.substring(0, from) + piece + object.substring(from + 1));
        assertSame(object.substring(0, from) + piece + object.substring(from));
        assertSame(object.substring(0, from) + object.substring(from + 1));
    }

    @Property(tries = 1_000)
    void objectsAreReadAsTheReferenceReadsThem(@ForAll("objects") String object) {
        assertSame(object);
    }

    @Test
    void theReferenceAcceptsAndRefuses() {
        assertThat(ReferenceJson.object("{\"a\":[1,{\"b\":null}],\"c\":\"\\u0041\"}"))
                .hasValueSatisfying(
                        value -> assertThat(((Map<?, ?>) value).get("c")).isEqualTo("A"));
        assertThat(ReferenceJson.object("{\"a\":1,\"a\":1}")).isEmpty();
        assertThat(ReferenceJson.object("{\"a\":01}")).isEmpty();
    }

    private static void assertSame(String text) {
        // A pair cut in two cannot be written in UTF-8: it is a question mark on the wire.
        byte[] wire = Minted.utf8(text);
        Optional<Object> expected = ReferenceJson.object(new String(wire, StandardCharsets.UTF_8));
        Optional<Object> actual = StrictJson.readObject(wire).map(members -> members);
        assertThat(actual).as(text).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> piece() {
        return Arbitraries.of(PIECES);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return piece().list().ofMaxSize(12).map(list -> {
            List<String> inBraces = new ArrayList<>(list);
            inBraces.add(0, "{");
            inBraces.add("}");
            return inBraces;
        });
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> scalars = Arbitraries.of(
                "1",
                "-0",
                "1.5",
                "0e99",
                "1e3",
                "9223372036854775808",
                "true",
                "false",
                "null",
                "\"\"",
                "\"x\"",
                "\"\\u00e9\\n\"",
                "\"\uD83D\uDE00\"",
                "[]",
                "{}");
        Arbitrary<String> values = Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]"),
                        inner.list().ofMaxSize(3).map(StrictJsonDifferentialTest::members)),
                0,
                5);
        return values.list().ofMaxSize(4).map(StrictJsonDifferentialTest::members);
    }

    private static String members(List<String> values) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < values.size(); i++) {
            object.append(i == 0 ? "" : ",")
                    .append("\"m")
                    .append(i)
                    .append("\": ")
                    .append(values.get(i));
        }
        return object.append('}').toString();
    }
}
