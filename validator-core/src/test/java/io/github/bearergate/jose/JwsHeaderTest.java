package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsHeaderTest {
    @Test
    void theThreeMembersAreReadAsWritten() {
        JwsHeader header = parse("{\"alg\":\"RS256\",\"kid\":\" K\\u0031 \",\"typ\":\"AT+JWT\"}")
                .orElseThrow();

        assertThat(header.algorithm()).contains("RS256");
        assertThat(header.kid()).contains(" K1 ");
        assertThat(header.type()).contains("AT+JWT");
    }

    @Test
    void whatIsAbsentIsEmpty() {
        JwsHeader header = parse("{}").orElseThrow();

        assertThat(header.algorithm()).isEmpty();
        assertThat(header.kid()).isEmpty();
        assertThat(header.type()).isEmpty();
        assertThat(header.hasForbiddenMember()).isFalse();
    }

    @Test
    void emptyAndVeryLongTextsAreKeptAsTheyAre() {
        assertThat(parse("{\"alg\":\"\",\"kid\":\"\",\"typ\":\"\"}"))
                .hasValueSatisfying(header -> assertThat(header.kid()).contains(""))
                .hasValueSatisfying(header -> assertThat(header.algorithm()).contains(""))
                .hasValueSatisfying(header -> assertThat(header.type()).contains(""));
        assertThat(parse("{\"kid\":\"" + "k".repeat(8_000) + "\"}"))
                .hasValueSatisfying(header -> assertThat(header.kid()).contains("k".repeat(8_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alg|null",
                "alg|1",
                "alg|[\"RS256\"]",
                "alg|{}",
                "alg|true",
                "alg|[]",
                "kid|null",
                "kid|1",
                "kid|[\"k\"]",
                "kid|{}",
                "kid|true",
                "typ|null",
                "typ|1",
                "typ|[\"at+jwt\"]",
                "typ|{}",
                "typ|false"
            })
    void aMemberOfAWrongTypeIsMalformed(String name, String value) {
        assertThat(parse("{\"" + name + "\":" + value + "}")).isEmpty();
        assertThat(parse("{\"alg\":\"RS256\",\"x\":1,\"" + name + "\":" + value + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc", "cty"})
    void aForbiddenMemberIsSeenInAnyForm(String name) {
        for (String value :
                new String[] {"null", "true", "false", "0", "\"\"", "\"JWT\"", "[]", "[\"b64\"]", "{}", "[null]"}) {
            assertThat(parse("{\"alg\":\"RS256\",\"" + name + "\":" + value + "}"))
                    .as("%s: %s", name, value)
                    .hasValueSatisfying(
                            header -> assertThat(header.hasForbiddenMember()).isTrue());
        }
        assertThat(parse("{\"\\u00" + Integer.toHexString(name.charAt(0)) + name.substring(1) + "\":1}"))
                .hasValueSatisfying(
                        header -> assertThat(header.hasForbiddenMember()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x5t\":\"A\"}",
                "{\"x5t#S256\":\"A\"}",
                "{\"x5t#S256\":null}",
                "{\"iss\":\"x\",\"exp\":1}",
                "{\"Crit\":[]}",
                "{\"x\":{\"crit\":[\"b64\"]}}",
                "{\"\":null}",
                "{\"ppt\":\"shaken\"}"
            })
    void otherMembersAreIgnored(String json) {
        assertThat(parse(json))
                .hasValueSatisfying(
                        header -> assertThat(header.hasForbiddenMember()).isFalse());
    }

    private static Optional<JwsHeader> parse(String json) {
        return JwsHeader.parse(Minted.utf8(json));
    }
}
