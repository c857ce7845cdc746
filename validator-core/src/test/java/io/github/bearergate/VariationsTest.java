package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.testkit.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variations of known attacks that stand in no catalogue: the class is refused, not the row. */
class VariationsTest {
    private static TestIssuer sharedIssuer;
    private static Gate sharedGate;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @BeforeAll
    static void start() {
        sharedIssuer = TestIssuer.start();
        sharedGate = Gate.of(sharedIssuer);
    }

    @AfterAll
    static void close() {
        sharedGate.close();
        sharedIssuer.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"\\u0061lg\":\"none\" | MALFORMED_TOKEN",
                "\"k\\u0069d\":\"x\" | MALFORMED_TOKEN",
                "\"\\u0062\\u0036\\u0034\":true | FORBIDDEN_HEADER",
                "\"\\u0063rit\":[] | FORBIDDEN_HEADER",
                "\"j\\u0077k\":{} | FORBIDDEN_HEADER",
                "\"x5c\":[] | FORBIDDEN_HEADER",
                "\"x5u\":\"\" | FORBIDDEN_HEADER",
                "\"cty\":\"\" | FORBIDDEN_HEADER",
                "\"enc\":null | FORBIDDEN_HEADER",
                "\"q\":{\"a\":1,\"\\u0061\":2} | MALFORMED_TOKEN",
                "\"q\":[{\"a\":[{\"b\":1,\"b\":1}]}] | MALFORMED_TOKEN",
                "\"\\ud800\":1 | MALFORMED_TOKEN",
                "\"n\":1e-999999999 | MALFORMED_TOKEN",
                "\"n\":Infinity | MALFORMED_TOKEN",
                "\"n\":0x1 | MALFORMED_TOKEN",
                "/**/\"n\":1 | MALFORMED_TOKEN",
                "'n':1 | MALFORMED_TOKEN",
                "\"Crit\":[\"exp\"] | ALLOWED",
                "\"q\":{\"crit\":[\"exp\"],\"jwk\":{}} | ALLOWED",
            })
    void aHeaderIsReadByItsMeaningNotItsSpelling(String member, String verdict) {
        String token = sharedGate
                .token()
                .editHeader(header -> header.replaceFirst("\\{", "{" + escaped(member) + ","))
                .sign();

        assertThat(sharedGate.verdict(token)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"\\u0069ss\":\"https://login.example.net\" | MALFORMED_TOKEN",
                "\"e\\u0078p\":4102444800 | MALFORMED_TOKEN",
                "\"\\ufffe\":1,\"\ufffe\":2 | MALFORMED_TOKEN",
                "\"\\u0061t_hash\":0 | WRONG_TYPE",
                "\"\\u0063nf\":[] | UNSUPPORTED_CONFIRMATION",
                "\"nbf\":-0.5 | MISTYPED_CLAIM",
                "\"nbf\":-1e-300 | MISTYPED_CLAIM",
                "\"nbf\":1e-999999999 | MALFORMED_TOKEN",
                "\"nbf\":9007199254740993 | MISTYPED_CLAIM",
                "\"nbf\":[0] | MISTYPED_CLAIM",
                "\"nbf\":-0 | ALLOWED",
                "\"nbf\":0e999999999 | ALLOWED",
                "\"CNF\":{} | ALLOWED",
            })
    void aPayloadIsReadByItsMeaningNotItsSpelling(String member, String verdict) {
        String token = sharedGate
                .token()
                .editClaims(claims -> claims.replaceFirst("\\{", "{" + escaped(member) + ","))
                .sign();

        assertThat(sharedGate.verdict(token)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders:read\u0000",
                "orders:read\n",
                "orders:read\u00a0",
                "\u2003orders:read",
                "ORDERS:READ",
                "orders:read,",
                "orders%3Aread",
                "orders:*",
                "\"orders:read\"",
                "orders:read\u200b",
                "ord\u0435rs:read"
            })
    void aScopeThatIsNearlyTheRightOneIsAnother(String scope) {
        assertThat(sharedGate.verdict(sharedGate.token().claim("scope", scope).sign()))
                .isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(sharedGate.verdict(
                        sharedGate.token().claim("scope", List.of(scope)).sign()))
                .isEqualTo("INSUFFICIENT_SCOPE");
    }

    @Test
    void aTenantIsAStringOfExactlyTheseCharacters() {
        Map<Object, String> claims = Map.of(
                7,
                "7",
                true,
                "true",
                1.5,
                "1.5",
                List.of("acme"),
                "acme",
                "ACME",
                "acme",
                "acme ",
                "acme",
                "\u0430cme",
                "acme");
        claims.forEach((claim, segment) -> assertThat(Gate.verdict(sharedGate.get(
                        "/tenants/" + segment + "/orders",
                        sharedGate.token().claim("tenant", claim).sign())))
                .as("%s in the token, %s in the path", claim, segment)
                .isEqualTo("CLAIM_MISMATCH"));
    }

    static Stream<String> otherSpellings() {
        String token = sharedGate.token().sign();
        String[] parts = token.split("\\.", -1);
        int a = token.indexOf('A');
        Stream<String> letters = Stream.of("\u0141", "\u00c1", "\uff21", "\u0391", "%41", "")
                .map(letter -> token.substring(0, a) + letter + token.substring(a + 1));
        Stream<String> frames = Stream.of(
                token + "=",
                token + ".",
                "." + token,
                token + "~",
                token + "%3D",
                token.replace(".", "%2E"),
                token.replace('.', '\uff0e'),
                parts[0] + ".." + parts[2],
                parts[0] + "=." + parts[1] + '.' + parts[2],
                parts[0] + '.' + parts[1] + "=." + parts[2],
                parts[1] + '.' + parts[0] + '.' + parts[2],
                token + '.' + token);
        return Stream.concat(letters, Stream.concat(frames, unusedBits(parts)));
    }

    @ParameterizedTest
    @MethodSource("otherSpellings")
    void aTokenHasOneSpelling(String token) {
        assertThat(sharedGate.verdict(token)).isNotEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer\u00a0@",
                "Bearer\u2003@",
                "Bearer\t@",
                "Bearer:@",
                "Bearer: @",
                "Bearer=@",
                "Bearer \"@\"",
                "Bearer @ ",
                "Bearer @\u0000",
                " Bearer @",
                "Bearer token=\"@\"",
                "Bearer access_token=@",
                "Bearer Bearer @",
                "Bearer @ @",
                "\uff22earer @",
                "B\u0435arer @",
                "BearerX @",
                "JWT @",
                "@"
            })
    void aFieldHasOneGrammar(String field) {
        String value = field.replace("@", sharedGate.token().sign());

        assertThat(Gate.verdict(sharedGate.request("GET", "/orders/7", value))).isNotEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/",
                "/OPEN",
                "/open;x",
                "/open;",
                "/open\u0000",
                "//open",
                "",
                "open",
                "/open?x",
                "/open#x",
                "/me/../open",
                "/./open",
                "/open/..",
                "/%6fpen",
                "/open ",
                "/open\u2028",
                "\\open",
                "/op\u0435n",
                "/\uff4fpen",
                "*"
            })
    void whatIsNearlyAnOpenPathIsNotOpen(String path) {
        assertThat(Gate.verdict(sharedGate.request("GET", path))).isNotEqualTo("ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"get", "GET ", "GET\u0000", "", "G\u0415T", "Head", "GETX", "PRI", "POST", "TRACE", "CONNECT"})
    void whatIsNearlyAnOpenMethodIsNotOpen(String method) {
        assertThat(Gate.verdict(sharedGate.request(method, "/open"))).isNotEqualTo("ALLOWED");
    }

    /** The last character of each part that has bits which mean nothing, with the lowest of them set. */
    private static Stream<String> unusedBits(String[] parts) {
        return IntStream.range(0, parts.length)
                .filter(i -> parts[i].length() % 4 > 1)
                .mapToObj(i -> {
                    String[] changed = parts.clone();
                    int last = parts[i].length() - 1;
                    char odd = LETTERS.charAt(LETTERS.indexOf(parts[i].charAt(last)) | 1);
                    changed[i] = parts[i].substring(0, last) + odd;
                    return String.join(".", changed);
                });
    }

    private static String escaped(String replacement) {
        return replacement.replace("\\", "\\\\");
    }
}
