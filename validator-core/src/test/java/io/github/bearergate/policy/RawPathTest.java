package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first of two defences alone: the spelling of a path as it was sent. {@link CanonicalPath} judges what was decoded, and would
 * refuse most of this again.
 */
class RawPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/a/b/",
                "/.a/a./a.b/...",
                "/.../a",
                "/..a/a../b",
                "/%20",
                "/%7E",
                "/%C2%80%FF",
                "/%30%4f%4F%a0",
                "/azAZ09-._~!$&'()*+,=:@"
            })
    void aStrictSpellingIsTaken(String raw) {
        assertThat(RawPath.isStrict(raw)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "//",
                "//a",
                "/a//",
                "/a//b",
                "/.",
                "/..",
                "/./a",
                "/../a",
                "/a/.",
                "/a/..",
                "/a/./b",
                "/a/../b",
                "/a b",
                "/a;b",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/a\"b",
                "/a\u007f",
                "/a\u0080",
                "/a\u00e9",
                "/%2f",
                "/%2F",
                "/%5c",
                "/%25",
                "/%3B",
                "/%2E",
                "/%3f",
                "/%23",
                "/%00",
                "/%1F",
                "/%7F",
                "/%",
                "/%4",
                "/a%",
                "/a%4",
                "/%zz",
                "/%4g",
                "/%g4",
                "/%4@",
                "/%4`",
                "/%`4",
                "/%4:",
                "/%:4",
                "/%4/",
                "/%\u0664\u0661"
            })
    void anyOtherSpellingIsNot(String raw) {
        assertThat(RawPath.isStrict(raw)).isFalse();
    }

    @Test
    void everyEscapeIsDecodedOnceAsUtf8() {
        assertThat(RawPath.decoded("%41")).isEqualTo("A");
        assertThat(RawPath.decoded("%2541")).isEqualTo("%41");
        assertThat(RawPath.decoded("/%00%0a%A0x".replace("%A0", "%C2%A0"))).isEqualTo("/\u0000\n\u00a0x");
        assertThat(RawPath.decoded("/\u00e9")).as("nothing to decode").isEqualTo("/\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "/a%",
                "/a%4",
                "%zz",
                "%4g",
                "%g4",
                "%4@",
                "%4`",
                "%:4",
                "%FF",
                "%C3%28",
                "%41\u0080",
                "\u0080%41",
                "%C3\u0080",
                "%41\u0141",
                "\u0141%41"
            })
    void whatIsMalformedIsNotDecoded(String text) {
        assertThat(RawPath.decoded(text)).isNull();
    }
}
