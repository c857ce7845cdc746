package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;

/** Laws about what is accepted, each against a second reading of the same text that is written here once more. */
class FieldAndClaimProperties {
    private static final World WORLD = world();
    private static final String VALID = WORLD.valid();
    private static final Pattern CREDENTIALS = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +" + Pattern.quote(VALID));
    private static final String API = "https://api.example.com";
    private static final long NOW = World.NOW.getEpochSecond();
    private static final long LONGEST_LIFE = 86_400;
    private static final List<String> HEADER_MEMBERS = List.of(
            "crit",
            "b64",
            "jwk",
            "jku",
            "x5u",
            "x5c",
            "zip",
            "enc",
            "cty",
            "x5t",
            "x5t#S256",
            "x",
            "CRIT",
            "iss",
            "p2c");
    private static final List<String> FORBIDDEN = HEADER_MEMBERS.subList(0, 9);

    private static World world() {
        try {
            return new World();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        WORLD.close();
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    @Tag("HTT-03")
    @Tag("HTT-05")
    void aFieldIsACredentialOnlyIfItIsTheSchemeBlanksAndTheTokenAlone(@ForAll("fields") String field) throws Exception {
        boolean right = CREDENTIALS.matcher(field).matches();
        assertThat(World.verdict(WORLD.ask(field)).equals(Expected.ALLOWED))
                .as(field)
                .isEqualTo(right);
        WORLD.settle();
        int before = WORLD.server.reached();
        RawResponse response = WORLD.send(RawRequest.get(World.PATH).line("Authorization: " + field));
        boolean rightOnTheWire = CREDENTIALS.matcher(stripped(field)).matches();
        assertThat(response.status()).as(field).isIn(rightOnTheWire ? List.of(200) : List.of(400, 401));
        assertThat(WORLD.server.reached() - before).isEqualTo(rightOnTheWire ? 1 : 0);
    }

    @Provide
    Arbitrary<String> fields() {
        Arbitrary<String> pieces = Arbitraries.of(
                "Bearer", "Bearer ", "bearer ", "BEARER ", VALID, VALID, " ", "  ", "\t", ",", "=", "\"", ".", "Basic ",
                "x", ";", "\u00A0", "%20", "\u0000", "\u000B", "realm=", "/", "~", "A");
        return pieces.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("", list));
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    @Tag("TIM-04")
    @Tag("TIM-05")
    @Tag("TIM-06")
    void aTimeIsTheNumberThatItsTextMeansHoweverItIsWritten(@ForAll("times") String text) {
        String token = WORLD.token()
                .without("exp")
                .editClaims(json -> "{\"exp\":" + text + ',' + json.substring(1))
                .sign();
        BigDecimal exact = new BigDecimal(text);
        BigDecimal seconds = exact.setScale(0, RoundingMode.FLOOR);
        boolean right = exact.signum() >= 0
                && seconds.compareTo(BigDecimal.valueOf(NOW)) >= 0
                && seconds.compareTo(BigDecimal.valueOf(NOW + LONGEST_LIFE)) <= 0;
        assertThat(World.verdict(WORLD.ask("Bearer " + token)).equals(Expected.ALLOWED))
                .as(text)
                .isEqualTo(right);
    }

    /** Times around the first and the last that are allowed, with the point moved and zeros added; and powers of ten. */
    @Provide
    Arbitrary<String> times() {
        Arbitrary<Long> seconds = Arbitraries.oneOf(
                Arbitraries.longs().between(NOW - 3, NOW + 3),
                Arbitraries.longs().between(NOW + LONGEST_LIFE - 3, NOW + LONGEST_LIFE + 3),
                Arbitraries.longs().between(0, 1L << 54));
        Arbitrary<String> fractions = Arbitraries.of("", "0", "000", "5", "999999999999999999999", "0000000000000001");
        return Combinators.combine(seconds, fractions, Arbitraries.integers().between(-60, 60), Arbitraries.of("", "-"))
                .as((whole, fraction, shift, sign) -> sign + written(whole, fraction, shift));
    }

    private static String written(long whole, String fraction, int shift) {
        BigDecimal value = new BigDecimal(whole + (fraction.isEmpty() ? "" : "." + fraction));
        return shift == 0 ? value.toPlainString() : value.movePointLeft(shift).toPlainString() + "e" + shift;
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    @Tag("SCP-04")
    @Tag("SCP-05")
    void aScopeIsGrantedOnlyBetweenBlanks(@ForAll("scopes") String scope) {
        String token = WORLD.token().claim("scope", scope).sign();
        boolean right = new HashSet<>(Arrays.asList(scope.split(" ", -1))).contains("orders:read");
        assertThat(World.verdict(WORLD.ask("Bearer " + token)).equals(Expected.ALLOWED))
                .as(scope)
                .isEqualTo(right);
    }

    @Provide
    Arbitrary<String> scopes() {
        Arbitrary<String> pieces = Arbitraries.of(
                "orders:read",
                "orders:read",
                "orders:",
                "read",
                " ",
                " ",
                "  ",
                "\t",
                "\n",
                "\r",
                "\u00A0",
                ",",
                "\u2028",
                "\u200B",
                "x",
                "ORDERS:READ",
                "\u0000",
                "\"",
                "\\");
        return pieces.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("", list));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    @Tag("CLM-13")
    @Tag("CLM-14")
    @Tag("CLM-15")
    void anAudienceCountsOnlyAmongStrings(@ForAll("audiences") List<String> elements) {
        String array = '[' + String.join(",", elements) + ']';
        String token = WORLD.token()
                .without("aud")
                .editClaims(json -> "{\"aud\":" + array + ',' + json.substring(1))
                .sign();
        boolean right =
                elements.stream().allMatch(element -> element.startsWith("\"")) && elements.contains('"' + API + '"');
        assertThat(World.verdict(WORLD.ask("Bearer " + token)).equals(Expected.ALLOWED))
                .as(array)
                .isEqualTo(right);
    }

    @Provide
    Arbitrary<List<String>> audiences() {
        return Arbitraries.of(
                        '"' + API + '"',
                        '"' + API + '"',
                        '"' + API + '"',
                        '"' + API + "/\"",
                        "\"x\"",
                        "\"\"",
                        "null",
                        "1",
                        "true",
                        "{}",
                        "[]",
                        "[\"" + API + "\"]",
                        "0.5")
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    @Tag("CLM-07")
    @Tag("CLM-18")
    @Tag("CLM-19")
    @Tag("CLM-22")
    void aClaimThatIsAStringByDefinitionIsAcceptedAsAStringOrNotAtAll(
            @ForAll("stringClaims") String name, @ForAll("values") String value) {
        String token = WORLD.token()
                .without(name)
                .editClaims(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
        boolean right = (value.startsWith("\"") || value.equals("null")) && !name.equals("iss");
        assertThat(World.verdict(WORLD.ask("Bearer " + token)).equals(Expected.ALLOWED))
                .as(name + value)
                .isEqualTo(right);
    }

    @Provide
    Arbitrary<String> stringClaims() {
        return Arbitraries.of("iss", "sub", "client_id", "azp", "jti");
    }

    /** JSON values, up to two deep. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> plain = Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "true", "false", "0", "-0", "1e2", "0.5", "{}", "[]", "\"\"", "\"x\"", "\"\\u0000\""),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().alpha().ofMaxLength(8).map(text -> '"' + text + '"'));
        Arbitrary<String> arrays = plain.list().ofMaxSize(3).map(list -> '[' + String.join(",", list) + ']');
        Arbitrary<String> objects = plain.map(value -> "{\"a\":" + value + '}');
        return Arbitraries.oneOf(plain, plain, arrays, objects, arrays.map(array -> "{\"a\":" + array + '}'));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    @Tag("CRT-13")
    @Tag("CRT-15")
    @Tag("KEY-03")
    void aHeaderMemberThatIsNotUnderstoodIsHarmlessOrForbiddenWhateverItsValue(
            @ForAll("headerMembers") Set<String> names, @ForAll("values") String value) {
        String members =
                names.stream().map(name -> '"' + name + "\":" + value + ',').reduce("", String::concat);
        String token = WORLD.token()
                .editHeader(json -> '{' + members + json.substring(1))
                .sign();
        String verdict = World.verdict(WORLD.ask("Bearer " + token));
        assertThat(verdict)
                .as(members)
                .isEqualTo(names.stream().anyMatch(FORBIDDEN::contains) ? "FORBIDDEN_HEADER" : Expected.ALLOWED);
    }

    @Provide
    Arbitrary<Set<String>> headerMembers() {
        return Arbitraries.of(HEADER_MEMBERS).set().ofMinSize(1).ofMaxSize(3);
    }

    /** What a container leaves of a field's value. */
    private static String stripped(String field) {
        return field.replaceAll("^[ \t]+|[ \t]+$", "");
    }
}
