package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathGateTest {
    @Test
    void aPlainPathIsTakenAsItIsWithoutACopy() {
        String raw = "/orders/7";

        assertThat(PathGate.open(raw, "", "/orders", "/7")).containsSame(raw);
        assertThat(PathGate.open(raw, "", "/orders/7", null)).containsSame(raw);
        assertThat(PathGate.open(raw, "", "", "/orders/7")).containsSame(raw);
    }

    @Test
    void everyCharacterThatNeedsNoEncodingMayStand() {
        String raw = "/azAZ09-._~!$&'()*+,=:@";

        assertThat(PathGate.open(raw, "", raw, null)).contains(raw);
    }

    @Test
    void theContextPathIsTakenOff() {
        assertThat(PathGate.open("/app/orders/7", "/app", "/orders", "/7")).contains("/orders/7");
        assertThat(PathGate.open("/app/", "/app", "/", null)).contains("/");
    }

    @Test
    void theContextPathAloneIsTheRoot() {
        assertThat(PathGate.open("/app", "/app", "", null)).contains("/");
    }

    @Test
    void aContextPathMayBeHandedOutEncodedOrDecodedOrAsSent() {
        assertThat(PathGate.open("/caf%C3%A9/x", "/caf%C3%A9", "/x", null)).contains("/x");
        assertThat(PathGate.open("/caf%C3%A9/x", "/café", "/x", null)).contains("/x");
        assertThat(PathGate.open("/%61pp/x", "/%61pp", "/x", null)).contains("/x");
        assertThat(PathGate.open("/%61pp/x", "/app", "/x", null)).contains("/x");
    }

    @Test
    void aContextPathIsNotJustAPrefixOfTheText() {
        assertThat(PathGate.open("/application/x", "/app", "/x", null)).isEmpty();
        assertThat(PathGate.open("/app", "/ap", "p", null)).isEmpty();
        assertThat(PathGate.open("/app/x", "/ap", "p/x", null)).isEmpty();
        assertThat(PathGate.open("/app/x", "/%zz", "/x", null)).isEmpty();
        assertThat(PathGate.open("/app/x", "/abc", "/x", null)).isEmpty();
    }

    @Test
    void lettersBeyondAsciiAreDecoded() {
        assertThat(PathGate.open("/caf%C3%A9", "", "/café", null)).contains("/café");
        assertThat(PathGate.open("/%F0%9F%8D%89", "", "/🍉", null)).contains("/🍉");
    }

    @Test
    void anEncodedLetterIsTheLetter() {
        assertThat(PathGate.open("/%61pi/x", "", "/api", "/x")).contains("/api/x");
        assertThat(PathGate.open("/a%20b", "", "/a b", null)).contains("/a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "api/x",
                "http://localhost/api/x",
                "//api/x",
                "/api//x",
                "/api//",
                "/./api",
                "/api/.",
                "/api/..",
                "/api/../x",
                "/api/./x",
                "/api;v=1/x",
                "/api/x;",
                "/api/..;/x",
                "/api%3bx",
                "/api%3Bx",
                "/api%2fx",
                "/api%2Fx",
                "/api%5cx",
                "/api\\x",
                "/api%25x",
                "/%2e%2e/api",
                "/%2E/api",
                "/file%2ejson",
                "/api%3fx",
                "/api?x",
                "/api%23x",
                "/api#x",
                "/api%00",
                "/api%1F",
                "/api%0a",
                "/api%7f",
                "/api\u0000",
                "/api\n",
                "/a b",
                "/a|b",
                "/a[b]",
                "/a{b}",
                "/a\"b",
                "/a<b>",
                "/a^b",
                "/a`b",
                "/café",
                "/a\u007f",
                "/%",
                "/%4",
                "/a%4",
                "/%zz",
                "/%4g",
                "/%u0041",
                "/%-1",
                "/%+1",
                "/%1 ",
                "/%٤١"
            })
    void aPathInAnotherSpellingIsAmbiguousWhateverTheContainerMadeOfIt(String raw) {
        assertThat(PathGate.open(raw, "", raw, null)).isEmpty();
        assertThat(PathGate.open(raw, "", "/api/x", null)).isEmpty();
        assertThat(PathGate.open(raw, "", "/", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%C2%80", // C1 controls
                "%C2%85",
                "%C2%9F",
                "%C2%AD", // soft hyphen
                "%E2%80%8B", // zero width space
                "%E2%80%A8", // line separator
                "%E2%80%A9", // paragraph separator
                "%EF%BB%BF", // byte order mark
                "%EF%BF%BD", // the replacement character itself
                "%80",
                "%C3",
                "%C3%28",
                "%C0%AE", // overlong
                "%E0%80%AF",
                "%ED%A0%80", // a surrogate
                "%ED%A0%BD%ED%B2%A9",
                "%F4%90%80%80", // beyond U+10FFFF
                "%F8%88%80%80%80",
                "%FE",
                "%FF"
            })
    void bytesThatAreNoPlainTextAreAmbiguous(String escapes) {
        String raw = "/a" + escapes + "b";

        assertThat(PathGate.open(raw, "", "/a\uFFFDb", null)).isEmpty();
        assertThat(PathGate.open(raw, "", "/ab", null)).isEmpty();
        assertThat(PathGate.open(
                        raw, "", java.net.URLDecoder.decode(raw, java.nio.charset.StandardCharsets.UTF_8), null))
                .isEmpty();
    }

    @Test
    void whatTheContainerMappedMustBeWhatWasSent() {
        assertThat(PathGate.open("/public/x", "", "/api/x", null)).isEmpty();
        assertThat(PathGate.open("/API/x", "", "/api/x", null)).isEmpty();
        assertThat(PathGate.open("/api/x", "", "/api", "/y")).isEmpty();
        assertThat(PathGate.open("/api/x", "", "/api", null)).isEmpty();
        assertThat(PathGate.open("/api/x/", "", "/api/x", null)).isEmpty();
        assertThat(PathGate.open("/api/x", "", "/api/x", "/")).isEmpty();
        assertThat(PathGate.open("/ap%69/x", "", "/ap%69/x", null)).isEmpty();
        assertThat(PathGate.open("/x", "/app", "/x", null)).isEmpty();
    }

    @Test
    void aMappedPathIsServletPathAndPathInfoAndNeverEmpty() {
        assertThat(PathGate.mapped("/api", "/x")).isEqualTo("/api/x");
        assertThat(PathGate.mapped("/api", null)).isEqualTo("/api");
        assertThat(PathGate.mapped("", "/x")).isEqualTo("/x");
        assertThat(PathGate.mapped("", null)).isEqualTo("/");
    }
}
