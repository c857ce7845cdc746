package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.ES384;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.Algorithm.KeyType;
import io.github.bearergate.spi.VerificationKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One key alone: its members. Its numbers are in {@link JwkNumbersTest}. */
class JwkReaderTest {
    @ParameterizedTest
    @EnumSource
    void aKeyWithoutAlgorithmIsForEveryAlgorithmOfItsType(Algorithm algorithm) {
        VerificationKey key = usable(Jwks.key(algorithm));

        assertThat(key.algorithms())
                .containsExactlyElementsOf(Arrays.stream(Algorithm.values())
                        .filter(other -> other.keyType() == algorithm.keyType())
                        .toList());
        assertThat(key.publicKey()).isEqualTo(Minted.pair(algorithm).getPublic());
    }

    @ParameterizedTest
    @EnumSource
    void aKeyWithAlgorithmIsForThatOneAlone(Algorithm algorithm) {
        for (String name : algorithm.names()) {
            assertThat(usable(Jwks.key(algorithm, "alg", "\"" + name + "\"")).algorithms())
                    .containsExactly(algorithm);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA-OAEP",
                "HS256",
                "none",
                "RS1",
                "rs256",
                "RS256 ",
                "",
                "ES521",
                "ES224",
                "ES256",
                "EdDSA",
                "Ed448"
            })
    void anAlgorithmThatIsNotOfTheKeysTypeIsRefused(String name) {
        assertSkipped(SkipCause.OTHER_ALGORITHM, Jwks.key(RS256, "alg", "\"" + name + "\""));
    }

    @Test
    void anAlgorithmOfAnotherCurveIsRefused() {
        assertSkipped(SkipCause.OTHER_ALGORITHM, Jwks.key(ES256, "alg", "\"ES384\""));
        assertSkipped(SkipCause.OTHER_ALGORITHM, Jwks.key(ES384, "alg", "\"ES256\""));
        assertSkipped(SkipCause.OTHER_ALGORITHM, Jwks.key(EdDSA, "alg", "\"ES256\""));
        assertSkipped(SkipCause.OTHER_ALGORITHM, Jwks.key(EdDSA, "alg", "\"Ed448\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"x\"", "[]", "true", "[[\"kty\",\"OKP\"]]"})
    void anElementThatIsNoObjectIsSkipped(String element) {
        assertSkipped(SkipCause.NOT_AN_OBJECT, element);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kid\":\"k\"}",
                "{\"crv\":\"P-256\"}",
                "{\"kty\":null}",
                "{\"kty\":1}",
                "{\"kty\":1,\"crv\":\"P-256\"}",
                "{\"kty\":[\"RSA\"]}"
            })
    void aKeyWithoutTypeIsMalformed(String element) {
        assertSkipped(SkipCause.MALFORMED, element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKP", "ZZ", "", "rsa", "RSA ", "ec", "Oct"})
    void jwk18_anUnknownTypeIsSkipped(String type) {
        assertSkipped(SkipCause.UNKNOWN_TYPE, Jwks.key(EdDSA, "kty", "\"" + type + "\""));
    }

    @ParameterizedTest
    @CsvSource({
        "EC,secp256k1",
        "EC,P-224",
        "EC,BP-256",
        "EC,brainpoolP256r1",
        "EC,p-256",
        "EC,",
        "EC,Ed25519",
        "EC,P-256K",
        "OKP,Ed448",
        "OKP,X25519",
        "OKP,X448",
        "OKP,Ed999",
        "OKP,P-256",
        "OKP,ed25519"
    })
    void sig20_jwk17_anUnknownCurveIsSkipped(String type, String curve) {
        String name = curve == null ? "" : curve;
        assertSkipped(SkipCause.UNKNOWN_CURVE, Jwks.key(ES256, "kty", "\"" + type + "\"", "crv", "\"" + name + "\""));
    }

    @Test
    void aCurveThatIsMissingOrNoStringIsMalformed() {
        assertSkipped(SkipCause.MALFORMED, Jwks.key(ES256, "crv", ""));
        assertSkipped(SkipCause.MALFORMED, Jwks.key(EdDSA, "crv", "null"));
        assertSkipped(SkipCause.MALFORMED, Jwks.key(EdDSA, "crv", "[\"Ed25519\"]"));
    }

    @Test
    void jwk21_aSharedSecretIsSkipped() {
        assertSkipped(SkipCause.SYMMETRIC, "{\"kty\":\"oct\",\"k\":\"AAAA\",\"alg\":\"HS256\"}");
        assertSkipped(SkipCause.SYMMETRIC, "{\"kty\":\"oct\",\"kty\":\"oct\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "priv"})
    void jwk20_aKeyWithPrivateMembersIsSkippedWhateverElseIsWrongWithIt(String name) {
        for (Algorithm algorithm : List.of(RS256, ES256, EdDSA)) {
            assertSkipped(SkipCause.PRIVATE_MEMBERS, Jwks.key(algorithm, name, "\"AAAA\""));
            assertSkipped(
                    SkipCause.PRIVATE_MEMBERS, Jwks.key(algorithm, name, "[]", "use", "\"enc\"", "kty", "\"ZZ\""));
            assertSkipped(SkipCause.PRIVATE_MEMBERS, Jwks.key(algorithm, name, "1,\"x\":1,\"x\":1"));
            assertThat(Jwks.read(Jwks.key(algorithm, name, "null")).keys()).hasSize(1);
        }
    }

    @Test
    void jwk22_aNameTwiceCostsOnlyItsKey() {
        String good = Jwks.key(ES256);

        JwkSet set = Jwks.read(
                good,
                Jwks.key(EdDSA, "kid", "\"a\",\"kid\":\"b\""),
                Jwks.key(EdDSA, "x-info", "{\"a\":1,\"a\":1}"),
                Jwks.key(EdDSA, "kid", "\"a\",\"k\\u0069d\":\"b\""),
                good);

        assertThat(set.keys()).hasSize(2);
        assertThat(set.skipped())
                .extracting(SkippedKey::cause)
                .containsOnly(SkipCause.DUPLICATE_MEMBER)
                .hasSize(3);
    }

    @Test
    void otherFlawsCostOnlyTheirKeyToo() {
        assertSkipped(SkipCause.MALFORMED, Jwks.key(EdDSA, "kid", "\"\\ud800\""));
        assertSkipped(SkipCause.MALFORMED, Jwks.key(EdDSA, "exp", "1e999"));
        assertSkipped(SkipCause.MALFORMED, Jwks.key(EdDSA, "exp", "9".repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource({"enc,OTHER_USE", "SIG,OTHER_USE", "'',OTHER_USE", "'sig ',OTHER_USE"})
    void aUseOtherThanSigIsSkipped(String use, SkipCause cause) {
        assertSkipped(cause, Jwks.key(RS256, "use", "\"" + use + "\""));
        assertThat(Jwks.read(Jwks.key(RS256, "use", "\"sig\"")).keys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"sign\"]",
                "[\"foo\"]",
                "[\"encrypt\",\"wrapKey\"]",
                "[\"sign, verify\"]",
                "[null]",
                "[1]",
                "[[\"verify\"]]"
            })
    void operationsWithoutVerifyAreSkipped(String operations) {
        assertSkipped(SkipCause.CANNOT_VERIFY, Jwks.key(RS256, "key_ops", operations));
    }

    @Test
    void operationsWithVerifyAreUsable() {
        assertThat(Jwks.read(Jwks.key(RS256, "key_ops", "[\"verify\"]")).keys()).hasSize(1);
        assertThat(Jwks.read(Jwks.key(RS256, "key_ops", "[\"sign\",\"verify\"]", "use", "\"sig\""))
                        .keys())
                .hasSize(1);
        assertSkipped(SkipCause.OTHER_USE, Jwks.key(RS256, "key_ops", "[\"verify\"]", "use", "\"enc\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "use|1",
                "use|[\"sig\"]",
                "use|{}",
                "use|true",
                "key_ops|\"verify\"",
                "key_ops|{}",
                "key_ops|1",
                "alg|1",
                "alg|[\"EdDSA\"]",
                "alg|{}",
                "exp|\"1700000300\"",
                "exp|[]",
                "exp|true",
                "nbf|\"1\"",
                "nbf|{}"
            })
    void aMemberOfAWrongTypeIsMalformed(String name, String value) {
        assertSkipped(SkipCause.MALFORMED, Jwks.key(EdDSA, name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"use", "key_ops", "alg", "kid", "exp", "nbf", "revoked"})
    void aMemberThatIsNullCountsAsAbsent(String name) {
        assertThat(usable(Jwks.key(EdDSA, name, "null")).algorithms()).containsExactly(EdDSA);
    }

    @ParameterizedTest
    @CsvSource({
        "exp,1699999999,EXPIRED",
        "exp,1700000000,EXPIRED",
        "exp,1700000000.0,EXPIRED",
        "exp,0,EXPIRED",
        "exp,-1e300,EXPIRED",
        "nbf,1700000001,NOT_YET_VALID",
        "nbf,1700000000.001,NOT_YET_VALID",
        "nbf,1e300,NOT_YET_VALID"
    })
    void key22_aKeyOutsideItsValidityIsSkipped(String name, String time, SkipCause cause) {
        assertSkipped(cause, Jwks.key(EdDSA, name, time));
    }

    @ParameterizedTest
    @CsvSource({
        "exp,1700000001",
        "exp,1700000000.001",
        "exp,9223372036854775808",
        "nbf,1700000000",
        "nbf,1.7e9",
        "nbf,0"
    })
    void key22_aKeyWithinItsValidityIsUsable(String name, String time) {
        assertThat(usable(Jwks.key(EdDSA, name, time)).algorithms()).containsExactly(EdDSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"revoked_at\":1}", "{}", "true", "false", "1", "\"\"", "[]"})
    void key22_aRevokedKeyIsSkippedInWhateverFormItIsSaid(String revoked) {
        assertSkipped(SkipCause.REVOKED, Jwks.key(EdDSA, "revoked", revoked));
    }

    @Test
    void aKidHasAtMost256Characters() {
        String longest = "k".repeat(256);

        assertThat(usable(Jwks.key(EdDSA, "kid", "\"" + longest + "\"")).kid()).contains(longest);
        assertSkipped(SkipCause.BAD_KID, Jwks.key(EdDSA, "kid", "\"" + longest + "k\""));
    }

    @Test
    void aKidIsAnyStringOrAbsent() {
        assertThat(usable(Jwks.key(EdDSA, "kid", "\"\"")).kid()).contains("");
        assertThat(usable(Jwks.key(EdDSA, "kid", "\"a\\r\\nb\\u0000\"")).kid()).contains("a\r\nb\u0000");
        assertThat(usable(Jwks.key(EdDSA, "kid", "")).kid()).isEmpty();
        for (String kid : List.of("1", "true", "[]", "[\"k\"]", "{}")) {
            assertSkipped(SkipCause.BAD_KID, Jwks.key(EdDSA, "kid", kid));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[null]", "\"a\"", "[\"AAAA\"]", "[]", "{}", "null"})
    void jwk17_certificatesAndUnknownMembersAreIgnored(String value) {
        for (String name : List.of("x5c", "x5u", "x5t", "x5t#S256", "ext", "iat", "issuer", "k")) {
            assertThat(usable(Jwks.key(EdDSA, name, value)).algorithms()).containsExactly(EdDSA);
        }
    }

    @Test
    void everyCauseHasAMetricTag() {
        assertThat(Arrays.stream(SkipCause.values()).map(SkipCause::tag))
                .allMatch(tag -> tag.matches("[a-z]+(-[a-z]+)*"));
        assertThat(SkipCause.NOT_AN_OBJECT.tag()).isEqualTo("not-an-object");
    }

    @Test
    void aFingerprintStaysWhileThePublicMembersDoAndTellsNoSecret() {
        String first = fingerprint(Jwks.key(RS256, "use", "\"enc\"", "d", "\"AAAA\""));

        assertThat(first).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(fingerprint(Jwks.key(RS256, "d", "\"BBBB\"", "p", "\"CCCC\"", "use", "\"enc\"")))
                .isEqualTo(first);
        assertThat(fingerprint(Jwks.key(RS256, "use", "\"enc\"", "d", "\"AAAA\"", "kid", "\"k2\"")))
                .isNotEqualTo(first);
        assertThat(fingerprint("{\"kty\":\"oct\",\"k\":\"AAAA\"}"))
                .isEqualTo(fingerprint("{\"k\":\"BBBB\",\"kty\":\"oct\"}"));
        assertThat(fingerprint("1")).isNotEqualTo(fingerprint("2"));
        assertThat(fingerprint("null")).isNotEqualTo(fingerprint("[]"));
    }

    @Test
    void keysKeepTheirTypes() {
        assertThat(usable(Jwks.key(ES256)).algorithms().iterator().next().keyType())
                .isEqualTo(KeyType.P_256);
    }

    private static String fingerprint(String element) {
        return Jwks.read(element).skipped().get(0).fingerprint();
    }

    private static VerificationKey usable(String element) {
        JwkSet set = Jwks.read(element);
        assertThat(set.skipped()).isEmpty();
        return set.keys().get(0);
    }

    private static void assertSkipped(SkipCause cause, String element) {
        JwkSet set = Jwks.read(element);
        assertThat(set.keys()).as(element).isEmpty();
        assertThat(set.skipped()).extracting(SkippedKey::cause).as(element).containsExactly(cause);
    }
}
