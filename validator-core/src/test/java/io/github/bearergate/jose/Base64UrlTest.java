package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Property(tries = 300)
    void whatTheJdkEncodesIsDecoded(@ForAll @Size(max = 70) byte[] bytes) {
        assertThat(Base64Url.decode(Minted.encode(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 2_000)
    void whatIsDecodedHasOneSpelling(@ForAll @Size(max = 9) char[] characters) {
        String text = new String(characters);
        byte[] bytes = Base64Url.decode(text);
        if (bytes != null) {
            assertThat(Minted.encode(bytes)).isEqualTo(text);
        }
    }

    @Test
    void ofAllTwoCharactersExactlyOneSpellingOfEachByteIsDecoded() {
        Set<Byte> seen = new HashSet<>();
        byte[] text = new byte[2];
        for (int i = 0; i < 64 * 64; i++) {
            text[0] = (byte) ALPHABET.charAt(i >> 6);
            text[1] = (byte) ALPHABET.charAt(i & 63);
            byte[] bytes = Base64Url.decode(text, 0, 2);
            if (bytes != null) {
                assertThat(bytes).hasSize(1);
                assertThat(seen.add(bytes[0])).isTrue();
            }
        }
        assertThat(seen).hasSize(256);
    }

    @Test
    void ofAllThreeCharactersExactlyOneSpellingOfEachTwoBytesIsDecoded() {
        Set<Integer> seen = new HashSet<>();
        byte[] text = new byte[3];
        for (int i = 0; i < 64 * 64 * 64; i++) {
            text[0] = (byte) ALPHABET.charAt(i >> 12);
            text[1] = (byte) ALPHABET.charAt((i >> 6) & 63);
            text[2] = (byte) ALPHABET.charAt(i & 63);
            byte[] bytes = Base64Url.decode(text, 0, 3);
            if (bytes != null) {
                assertThat(bytes).hasSize(2);
                assertThat(seen.add(bytes[0] * 1_000 + bytes[1])).isTrue();
            }
        }
        assertThat(seen).hasSize(65_536);
    }

    @Test
    void everyOtherCharacterIsRefusedInEveryPlace() {
        for (int length : new int[] {2, 3, 4, 6, 7, 8}) {
            for (int place = 0; place < length; place++) {
                for (char other = 0; other < 0x250; other++) {
                    char[] text = "AAAAAAAA".substring(0, length).toCharArray();
                    text[place] = other;
                    if (ALPHABET.indexOf(other) < 0) {
                        assertThat(Base64Url.decode(new String(text)))
                                .as("U+%04X at %d of %d", (int) other, place, length)
                                .isNull();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAA", "AAAAAAAAA"})
    void aSingleLeftOverCharacterIsRefused(String text) {
        assertThat(Base64Url.decode(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AA=", "AAA=", "AAAA=", "=", "====", "AAAA====", "AA==AA=="})
    void paddingIsRefused(String text) {
        assertThat(Base64Url.decode(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB", "AP", "AAB", "AAD", "AAAAAB", "AAAAAAB"})
    void unusedBitsThatAreNotZeroAreRefused(String text) {
        assertThat(Base64Url.decode(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" AAA", "AAA ", "AA\nAA", "AA\r\nAA", "\tAAA", "A+AA", "A/AA", "AA.A", "AA%A", "\u0000AAA"})
    void whiteSpaceAndTheOtherAlphabetAreRefused(String text) {
        assertThat(Base64Url.decode(text)).isNull();
    }

    @Test
    void charactersWhoseLowByteIsInTheAlphabetAreRefused() {
        assertThat(Base64Url.decode("AAA\u0141")).isNull();
        assertThat(Base64Url.decode("AAA\uFF21")).isNull();
        assertThat(Base64Url.decode("AA\uD835\uDC00")).isNull();
    }

    @Test
    void theEmptyTextIsNoBytes() {
        assertThat(Base64Url.decode("")).isEmpty();
        assertThat(Base64Url.decode(new byte[] {'.', '.'}, 1, 1)).isEmpty();
    }

    @Test
    void onlyTheGivenRangeIsDecoded() {
        byte[] text = "..AQID!!".getBytes(StandardCharsets.US_ASCII);

        assertThat(Base64Url.decode(text, 2, 6)).containsExactly(1, 2, 3);
        assertThat(Base64Url.decode(text, 2, 5))
                .isEqualTo(Base64.getUrlDecoder().decode("AQI"));
        assertThat(Base64Url.decode(text, 1, 5)).isNull();
        assertThat(Base64Url.decode(text, 3, 7)).isNull();
    }
}
