package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.bearergate.spi.Algorithm;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that a document lists with their private parts and once more without; ids are those of {@code docs/known-attacks.md}. */
class ExposedKeysTest {
    /** Other ways to write the same bytes. */
    private static final Map<String, UnaryOperator<String>> SPELLINGS = Map.ofEntries(
            Map.entry("as it should be", text -> quoted(text)),
            Map.entry("padded", text -> quoted(text + "=".repeat(-text.length() & 3))),
            Map.entry(
                    "in the other alphabet",
                    text -> quoted(text.replace('-', '+').replace('_', '/'))),
            Map.entry(
                    "in lines",
                    text -> quoted(Base64.getMimeEncoder()
                            .encodeToString(Base64.getUrlDecoder().decode(text))
                            .replace("\r\n", "\\r\\n"))),
            Map.entry("with a zero in front", text -> quoted(behindZeros(text, 1))),
            Map.entry("with several", text -> quoted(behindZeros(text, 5))),
            Map.entry("with a lone character behind", text -> quoted(text.length() % 4 == 0 ? text + 'A' : text)),
            Map.entry("in an array", text -> '[' + quoted(text) + ']'),
            Map.entry("in an object in an array", text -> "[{\"value\":" + quoted(text) + "}]"),
            Map.entry("before another", text -> quoted(text) + ",\"@\":\"AQAB\""),
            Map.entry("behind another", text -> "\"AQAB\",\"@\":" + quoted(text)),
            Map.entry("before nothing", text -> quoted(text) + ",\"@\":null"));

    private static final Set<String> FRONT = Set.of("with a zero in front", "with several");

    @ParameterizedTest
    @EnumSource
    void jwk20_aKeyWhosePrivatePartStandsElsewhereInTheSetIsSkippedToo(Algorithm algorithm) {
        checkExposed(Jwks.key(algorithm, "d", "\"AAAA\""), Jwks.key(algorithm));
        checkExposed(
                Jwks.key(algorithm, "priv", "1", "kid", "\"z\"", "use", "\"enc\"", "alg", "7", "exp", "0"),
                Jwks.key(algorithm));
    }

    @ParameterizedTest
    @EnumSource
    void jwk20_aPrivatePartThatStandsThereTwiceOrIsTakenBackIsToldOfAllTheSame(Algorithm algorithm) {
        for (String secret : List.of(
                "\"AAAA\",\"d\":null", "null,\"d\":\"AAAA\"", "\"AAAA\",\"d\":\"AAAA\"", "1,\"d\":2", "[],\"d\":[]")) {
            checkExposed(Jwks.key(algorithm, "d", secret, "kid", "\"secret\""), Jwks.key(algorithm));
        }
    }

    @ParameterizedTest
    @EnumSource
    void jwk20_theKeyIsKnownHoweverItsNumberIsSpelled(Algorithm algorithm) {
        String number = algorithm.keyType() == Algorithm.KeyType.RSA ? "n" : "x";
        SPELLINGS.forEach((name, spelling) -> {
            if (algorithm == EdDSA && FRONT.contains(name)) {
                return; // its lowest byte comes first
            }
            String text =
                    Objects.requireNonNull(Jwks.members(algorithm).get(number)).replace("\"", "");
            String spelled = spelling.apply(text).replace("@", number);
            checkExposed(
                    Jwks.key(algorithm, number, spelled, "d", "\"AAAA\"", "kid", "\"secret\""), Jwks.key(algorithm));
        });
    }

    @ParameterizedTest
    @EnumSource
    void jwk20_theKeyIsKnownWhateverElseIsWrongWithTheElement(Algorithm algorithm) {
        for (String wrong : List.of("kty", "crv", "e", "y", "alg", "use", "key_ops", "exp", "kid")) {
            for (String value : List.of("", "null", "7", "\"x\"", "[]", "1e999", "\"x\",\"" + wrong + "\":\"x\"")) {
                checkExposed(
                        Jwks.key(algorithm, "kid", "\"secret\"", wrong, value, "d", "\"AAAA\""), Jwks.key(algorithm));
            }
        }
    }

    @Test
    void jwk20_theFactorsOfAModulusAreTheSameForAnyExponent() {
        checkExposed(Jwks.key(RS256, "e", "\"AQAD\"", "d", "\"AAAA\"", "kid", "\"secret\""), Jwks.key(RS256));
    }

    @Test
    void jwk20_thePrivatePartOfAPointIsThatOfItsNegativeToo() {
        ECPublicKey key = (ECPublicKey) Minted.pair(ES256).getPublic();
        BigInteger prime = ((ECFieldFp) key.getParams().getCurve().getField()).getP();
        byte[] y = prime.subtract(key.getW().getAffineY()).toByteArray();
        byte[] fixed = new byte[32];
        for (int i = 1; i <= Math.min(y.length, fixed.length); i++) {
            fixed[fixed.length - i] = y[y.length - i];
        }
        String negative = Jwks.key(ES256, "y", quoted(Minted.encode(fixed)), "kid", "\"secret\"");
        assertThat(Jwks.read(negative).keys()).hasSize(1);

        checkExposed(negative.replace("{", "{\"d\":\"AAAA\","), Jwks.key(ES256));
    }

    @ParameterizedTest
    @EnumSource
    void jwk20_anElementWhoseNumbersAreNoKeysExposesTheKeysOfItsKid(Algorithm algorithm) {
        String number = algorithm.keyType() == Algorithm.KeyType.RSA ? "n" : "x";
        for (String value : List.of("", "null", "1", "\"\"", "\"AQAB\"", "\"!\"", "[]", quoted("A".repeat(342)))) {
            checkExposed(Jwks.key(algorithm, number, value, "d", "\"AAAA\""), Jwks.key(algorithm));
        }
        checkExposed("{\"kid\":\"k1\",\"priv\":0}", Jwks.key(algorithm));
        checkExposed("{\"kid\":\"k1\",\"kid\":\"k2\",\"priv\":0}", Jwks.key(algorithm));
    }

    @Test
    void keysOfOtherNumbersAndOtherNamesAreNotExposed() {
        String other = Jwks.key(EdDSA, "kid", "\"other\"");
        String nameless = Jwks.key(ES256, "kid", "");
        for (String secret : List.of(
                "{\"d\":1}",
                "{\"d\":1,\"kid\":null}",
                "{\"d\":1,\"kid\":7,\"x\":\"\",\"n\":\"\"}",
                "{\"kty\":\"RSA\",\"d\":\"AAAA\",\"kid\":\"k1\"}",
                Jwks.key(RS256, "n", "\"AQAB\"", "d", "\"AAAA\""),
                Jwks.key(RS256, "d", "\"AAAA\"", "kid", "\"other\""))) {
            assertThat(Jwks.read(secret, other, nameless).keys()).as(secret).hasSize(2);
        }
    }

    @Test
    void aKeyIsNotExposedByItsNameWhereTheElementSaysAnotherKey() {
        assertThat(Jwks.read(Jwks.key(RS256, "d", "\"AAAA\""), Jwks.key(ES256)).keys())
                .isEqualTo(Jwks.read(Jwks.key(ES256)).keys());
    }

    @Test
    void onlyAnElementWithPrivateMembersExposesAKey() {
        for (String open : List.of(
                Jwks.key(EdDSA, "d", "null"),
                Jwks.key(EdDSA, "d", "null,\"d\":null"),
                Jwks.key(EdDSA, "x", "\"AQAB\""),
                Jwks.key(EdDSA, "D", "\"AAAA\""),
                Jwks.key(EdDSA, "other", "{\"d\":\"AAAA\"}"),
                Jwks.key(EdDSA, "other", "{\"d\":\"AAAA\",\"d\":\"AAAA\"}"))) {
            assertThat(Jwks.read(open, Jwks.key(EdDSA)).keys())
                    .as(open)
                    .contains(Jwks.read(Jwks.key(EdDSA)).keys().get(0));
        }
    }

    private static void checkExposed(String secret, String open) {
        String other = Jwks.key(open.contains("Ed25519") ? ES256 : EdDSA, "kid", "\"other\"");
        for (List<String> order : List.of(List.of(secret, open, other), List.of(other, open, secret))) {
            JwkSet set = Jwks.read(order.toArray(String[]::new));

            assertThat(set.keys()).as(secret).isEqualTo(Jwks.read(other).keys());
            assertThat(set.skipped())
                    .as(secret)
                    .extracting(SkippedKey::cause)
                    .containsExactly(SkipCause.PRIVATE_MEMBERS, SkipCause.PRIVATE_MEMBERS);
        }
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String behindZeros(String text, int zeros) {
        byte[] bytes = new Base64URL(text).decode();
        byte[] longer = new byte[bytes.length + zeros];
        System.arraycopy(bytes, 0, longer, zeros, bytes.length);
        assertThat(Arrays.copyOf(longer, zeros)).containsOnly(0);
        return Minted.encode(longer);
    }
}
