package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** An unusable neighbour never costs a usable key, whatever it is and wherever it stands. */
class JwkSetPropertiesTest {
    private static final List<String> GOOD = Stream.of(
                    Algorithm.RS256, Algorithm.ES256, Algorithm.ES384, Algorithm.ES512, Algorithm.EdDSA)
            .map(Jwks::key)
            .toList();

    private static final Base64URL OTHER_MODULUS = new RSAKey.Builder(
                    (RSAPublicKey) Minted.otherPair(Algorithm.RS256).getPublic())
            .build()
            .getModulus();

    private static final List<String> UNUSABLE = List.of(
            "null",
            "[]",
            "[[\"kty\",\"RSA\"]]",
            "\"\\ud800\"",
            "1e999",
            "{}",
            "{\"kty\":\"RSA\"}",
            "{\"kty\":\"ZZ\"}",
            "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}",
            "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}",
            "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
            "{\"kty\":\"EC\",\"crv\":\"Ed999\",\"x\":\"\",\"y\":\"\"}",
            "{\"kty\":\"RSA\",\"kty\":\"RSA\"}",
            "{\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}",
            Jwks.key(Algorithm.RS256, "n", "\"" + OTHER_MODULUS + "\"", "d", "\"AAAA\""),
            Jwks.key(Algorithm.RS256, "use", "\"\""),
            Jwks.key(Algorithm.RS256, "use", "\"enc\"", "alg", "\"RSA-OAEP\"", "x5c", "[1]"),
            Jwks.key(Algorithm.RS256, "key_ops", "[\"foo\"]"),
            Jwks.key(Algorithm.RS256, "e", "\"AQ\""),
            Jwks.key(Algorithm.RS256, "n", "\"" + "9".repeat(10_000) + "\""),
            Jwks.key(Algorithm.RS256, "exp", "9".repeat(10_000)),
            Jwks.key(Algorithm.ES256, "crv", "\"secp256k1\""),
            Jwks.key(Algorithm.ES256, "y", "\"" + "A".repeat(43) + "\""),
            Jwks.key(Algorithm.EdDSA, "crv", "\"Ed448\""),
            Jwks.key(Algorithm.EdDSA, "kid", "1"),
            Jwks.key(Algorithm.EdDSA, "kid", "\"a\",\"kid\":\"b\""));

    @Test
    void everyNeighbourIsUnusable() {
        for (String element : UNUSABLE) {
            assertThat(Jwks.read(element).keys()).as(element).isEmpty();
        }
    }

    @Property(tries = 300)
    void theUsableKeysOfAnyMixtureAreReadInTheirOrder(@ForAll("elements") List<String> elements) {
        List<VerificationKey> expected = new ArrayList<>();
        for (String element : elements) {
            expected.addAll(Jwks.read(element).keys());
        }

        JwkSet set = Jwks.read(elements.toArray(String[]::new));

        assertThat(set.keys()).isEqualTo(expected).hasSize((int)
                elements.stream().filter(GOOD::contains).count());
        assertThat(set.skipped()).hasSize(elements.size() - expected.size());
    }

    @Property(tries = 100)
    void theOrderOfTheMembersOfAKeySaysNothing(@ForAll("shuffledKey") String key) {
        assertThat(Jwks.read(key)).isEqualTo(Jwks.read(GOOD.get(1)));
    }

    @Provide
    Arbitrary<List<String>> elements() {
        return Arbitraries.oneOf(Arbitraries.of(GOOD), Arbitraries.of(UNUSABLE))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> shuffledKey() {
        List<String> members = Jwks.members(Algorithm.ES256).entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .toList();
        return Arbitraries.shuffle(members).map(shuffled -> "{" + String.join(",", shuffled) + "}");
    }
}
