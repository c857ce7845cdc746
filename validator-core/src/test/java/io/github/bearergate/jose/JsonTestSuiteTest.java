package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.EdDSA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JSONTestSuite (Nicolas Seriot): each file in every place where JSON is read. */
class JsonTestSuiteTest {
    /** What the grammar leaves to the reader and we accept: integers that a double holds but a long does not. */
    private static final Set<String> ACCEPTED_BY_CHOICE = Set.of(
            "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json");

    /** Right by the grammar, and refused here: a name twice in one object. */
    private static final Set<String> DUPLICATES =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    /** The texts of the suite that are objects, and so may be a whole header, payload or key set. */
    private static final String OBJECT = "(?s)\\s*\\{.*";

    private enum Place {
        HEADER("", ""),
        PAYLOAD("", ""),
        KEY_SET("", ""),
        CLAIM("{\"x\":", "}"),
        CLAIM_IN_ARRAY("{\"x\":[null,", ",1]}"),
        KEY_SET_MEMBER("{\"keys\":[],\"x\":", "}"),
        KEY("{\"keys\":[", "]}");

        private final String before;
        private final String after;

        Place(String before, String after) {
            this.before = before;
            this.after = after;
        }

        boolean isWhole() {
            return before.isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFileIsJudgedTheSameInEveryPlace(Place place) throws IOException {
        Set<String> wrong = new TreeSet<>();
        int run = 0;
        int accepted = 0;
        for (Path file : Vectors.files("jsontestsuite/test_parsing")) {
            byte[] text = Files.readAllBytes(file);
            boolean actual = isAccepted(place, text);
            if (actual != isExpected(place, file.getFileName().toString(), text)) {
                wrong.add(file.getFileName() + (actual ? " accepted" : " refused"));
            }
            run++;
            accepted += actual ? 1 : 0;
        }

        assertThat(wrong).isEmpty();
        assertThat(run).isEqualTo(318);
        Vectors.assertRecorded("JSONTestSuite, " + place, run, accepted, run - accepted);
    }

    @Test
    void anElementOfAKeySetNeverCostsTheGoodKeyBesideIt() throws IOException {
        int kept = 0;
        for (Path file : Vectors.files("jsontestsuite/test_parsing")) {
            byte[] document = wrapped("{\"keys\":[" + Jwks.key(EdDSA) + ",", Files.readAllBytes(file), "]}");
            if (JwkSetReader.read(document, Jwks.NOW).isPresent()) {
                assertThat(JwkSetReader.read(document, Jwks.NOW).orElseThrow().keys())
                        .as("%s", file)
                        .hasSize(1);
                kept++;
            }
        }
        assertThat(kept).isGreaterThan(100);
    }

    @Test
    void textsThatReadersUnderstandDifferentlyAreRefusedOrKeptExactly() throws IOException {
        int accepted = 0;
        List<Path> files = Vectors.files("jsontestsuite/test_transform");
        for (Path file : files) {
            boolean actual = isAccepted(Place.CLAIM, Files.readAllBytes(file));
            boolean refused =
                    file.getFileName().toString().matches("object_same_key.*|string_.*codepoint.*|number_1e-999.*");
            assertThat(actual).as("%s", file).isEqualTo(!refused);
            accepted += actual ? 1 : 0;
        }
        Vectors.assertRecorded("JSONTestSuite, transform", files.size(), accepted, files.size() - accepted);
        byte[] nfc = Files.readAllBytes(Vectors.path("jsontestsuite/test_transform/object_key_nfc_nfd.json"));
        assertThat(StrictJson.readObject(nfc).map(Map::size)).contains(2);
    }

    private static boolean isExpected(Place place, String name, byte[] text) {
        boolean accepted = name.startsWith("y_") || ACCEPTED_BY_CHOICE.contains(name);
        if (place == Place.KEY_SET) {
            return false;
        }
        if (place == Place.KEY) {
            // A name twice costs the key and not the set; an empty text leaves an empty set.
            return accepted
                    || isNumberOrEscapeThatCostsOneKey(name)
                    || new String(text, StandardCharsets.UTF_8).isBlank();
        }
        boolean fits = !place.isWhole() || new String(text, StandardCharsets.UTF_8).matches(OBJECT);
        return accepted && fits && !DUPLICATES.contains(name);
    }

    private static boolean isNumberOrEscapeThatCostsOneKey(String name) {
        return name.startsWith("i_number_") || name.matches("i_(string|object)_(?!UTF8).*(surrogate|escape).*");
    }

    private static boolean isAccepted(Place place, byte[] text) {
        byte[] whole = wrapped(place.before, text, place.after);
        return switch (place) {
            case HEADER -> CompactJws.parse(Minted.encode(whole) + ".e30.AAAA").isPresent();
            case PAYLOAD, CLAIM, CLAIM_IN_ARRAY ->
                CompactJws.parse("e30." + Minted.encode(whole) + ".AAAA")
                        .flatMap(CompactJws::claims)
                        .isPresent();
            case KEY_SET, KEY_SET_MEMBER, KEY ->
                JwkSetReader.read(whole, Jwks.NOW).isPresent();
        };
    }

    private static byte[] wrapped(String before, byte[] text, String after) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(Minted.utf8(before));
        whole.writeBytes(text);
        whole.writeBytes(Minted.utf8(after));
        return whole.toByteArray();
    }
}
