package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {
    @Test
    void noFieldIsAMissingToken() {
        assertThat(read()).isEqualTo("MISSING_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER abc", "bEaReR abc", "Bearer  abc", "Bearer      abc"})
    void theSchemeIsReadInAnyCaseAndSeparatedByAnyNumberOfSpaces(String value) {
        assertThat(read(value)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b.c", "-._~+/", "a=", "a==", "aZ09-._~+/===="})
    void everyCharacterOfTheGrammarIsTaken(String token) {
        assertThat(read("Bearer " + token)).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer   ",
                "Bearer\tabc",
                "Bearer \tabc",
                "Bearer a\tb",
                "Bearer a b",
                "Bearer a,b",
                "Bearer a, Bearer b",
                "Bearer a,Basic x",
                "Bearer \"a\"",
                "Bearer =",
                "Bearer a=b",
                "Bearer ä",
                "Bearer a\u0000",
                "Bearer a\n",
                "Bearer a ",
                "Bearer {\"a\":1}",
                "Bearer a%20b",
                "Bearer,a",
                "Bearer/abc",
                "",
                " Bearer a",
                "\"Bearer\" a",
                "Bearer a~é",
                "Bearer\u00a0a",
                "Bearer a;b",
                "=",
                ","
            })
    void whatBreaksTheGrammarIsAMalformedHeader(String value) {
        assertThat(read(value)).isEqualTo("MALFORMED_HEADER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dXNlcjpwYXNz",
                "Token abc",
                "Negotiate",
                "DPoP abc",
                "Bearers abc",
                "Beare abc",
                "Digest abc",
                "Cearer abc",
                "JWT a,b"
            })
    void anotherSchemeIsNotOurs(String value) {
        assertThat(read(value)).isEqualTo("OTHER_SCHEME");
    }

    /** RFC 9110 section 5.6.2. */
    @Test
    void theNameOfASchemeIsOfTheCharactersOfATokenAndEndsAtASpace() {
        for (char c = 0; c < 0x180; c++) {
            boolean named = c == ' '
                    || (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;

            assertThat(read("a" + c + "b x"))
                    .as("U+%04X", (int) c)
                    .isEqualTo(named ? "OTHER_SCHEME" : "MALFORMED_HEADER");
        }
    }

    @Test
    void twoFieldsAreRefusedWhateverTheyHold() {
        assertThat(read("Bearer a", "Bearer a")).isEqualTo("MULTIPLE_TOKENS");
        assertThat(read("Basic a", "Bearer b")).isEqualTo("MULTIPLE_TOKENS");
        assertThat(read("", "")).isEqualTo("MULTIPLE_TOKENS");
    }

    @Test
    void sixteenKibibytesAreTheLongestToken() {
        String longest = "a".repeat(16_384);

        assertThat(read("Bearer " + longest)).isEqualTo(longest);
        assertThat(read("Bearer " + longest + "a")).isEqualTo("TOKEN_TOO_LARGE");
    }

    @Property
    void whateverIsTakenConsistsOfTheGrammarsCharacters(@ForAll @Size(max = 2) List<String> values) {
        String result = AuthorizationHeader.read(values, AuthorizationHeaderTest::text, Reason::name);

        assertThat(result).matches("[A-Za-z0-9._~+/-]+=*|[A-Z_]+");
    }

    @Test
    void aTokenNeverShowsItsText() {
        assertThat(new BearerToken("secret", 0)).asString().doesNotContain("secret");
    }

    private static String read(String... values) {
        return AuthorizationHeader.read(List.of(values), AuthorizationHeaderTest::text, Reason::name);
    }

    /** As the validator goes on where a token is not remembered. */
    private static String text(BearerToken token) {
        return AuthorizationHeader.isB64token(AuthorizationHeader.characters(token.field()), token.start())
                ? token.field().substring(token.start())
                : Reason.MALFORMED_HEADER.name();
    }
}
