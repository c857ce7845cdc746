package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bearergate.spi.Algorithm;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing that anybody can send throws, and nothing random is accepted. */
class HostileInputTest {
    private static final byte[] GOOD_SET = Minted.utf8(Jwks.set(Jwks.key(Algorithm.ES256), Jwks.key(Algorithm.EdDSA)));

    private final Signatures signatures = ChosenSignatures.make();

    @Property(tries = 1_000)
    void randomTextIsNoToken(@ForAll String text, @ForAll("tokenCharacters") String characters) {
        assertThat(CompactJws.parse(text)).isEmpty();
        assertThat(CompactJws.parse(characters)).isEmpty();
        assertThat(CompactJws.parse(text + "." + characters + "." + text)).isEmpty();
    }

    @Property(tries = 1_000)
    void randomBytesInAnyPartOfATokenNeverThrow(
            @ForAll byte[] header, @ForAll byte[] payload, @ForAll byte[] signature) {
        String good = Minted.encode("{\"alg\":\"EdDSA\"}");
        for (String token : new String[] {
            Minted.encode(header) + "." + Minted.encode(payload) + "." + Minted.encode(signature),
            good + "." + Minted.encode(payload) + "." + Minted.encode(signature),
            good + ".e30." + Minted.encode(signature)
        }) {
            assertThatCode(() -> assertThat(CompactJws.parse(token)
                                    .flatMap(CompactJws::claims)
                                    .flatMap(claims ->
                                            signatures.verify(claims, Minted.key(Algorithm.EdDSA), Algorithm.EdDSA)))
                            .isEmpty())
                    .doesNotThrowAnyException();
        }
    }

    @Property(tries = 300)
    void randomSignaturesOfTheRightLengthAreRefused(@ForAll Algorithm algorithm, @ForAll("longBytes") byte[] random) {
        int length = switch (algorithm) {
            case ES256, EdDSA -> 64;
            case ES384 -> 96;
            case ES512 -> 132;
            default -> 256;
        };
        byte[] signature = Arrays.copyOf(random, length);
        byte[] text = {1, 2, 3};

        assertThat(signatures.isSignature(algorithm, Minted.pair(algorithm).getPublic(), text, 0, 3, signature))
                .isFalse();
    }

    @Property(tries = 1_000)
    void randomBytesAreNoKeySetAndNoObject(@ForAll byte[] bytes) {
        assertThat(JwkSetReader.read(bytes, Jwks.NOW)).isEmpty();
        // {} is the only object so short that chance may find it.
        assertThat(StrictJson.readObject(bytes)).matches(read -> read.isEmpty() || bytes.length < 20);
    }

    @Property(tries = 2_000)
    void aKeySetWithAnyBytesExchangedNeverThrows(
            @ForAll int place, @ForAll byte replacement, @ForAll int otherPlace, @ForAll byte otherReplacement) {
        byte[] document = GOOD_SET.clone();
        document[Math.floorMod(place, document.length)] = replacement;
        document[Math.floorMod(otherPlace, document.length)] = otherReplacement;

        assertThatCode(() -> JwkSetReader.read(document, Jwks.NOW)).doesNotThrowAnyException();
    }

    @Property(tries = 2_000)
    void aKeyWithAnyMembersOfAnyTypeNeverThrows(@ForAll("members") List<String> members) {
        String element = "{" + String.join(",", members) + "}";

        assertThat(Jwks.read(element).skipped()).hasSize(1);
    }

    @Provide
    Arbitrary<String> tokenCharacters() {
        return Arbitraries.strings().withChars("AQe3J._-=+/ {}\"").ofMaxLength(40);
    }

    @Provide
    Arbitrary<byte[]> longBytes() {
        return Arbitraries.bytes().array(byte[].class).ofSize(256);
    }

    @Provide
    Arbitrary<List<String>> members() {
        Arbitrary<String> names = Arbitraries.of(
                "kty", "crv", "n", "e", "x", "y", "d", "k", "use", "key_ops", "alg", "kid", "exp", "nbf", "revoked",
                "x5c", "x");
        Arbitrary<String> values = Arbitraries.of(
                "\"RSA\"",
                "\"EC\"",
                "\"OKP\"",
                "\"oct\"",
                "\"P-256\"",
                "\"P-521\"",
                "\"Ed25519\"",
                "\"sig\"",
                "\"AQAB\"",
                "\"AQ\"",
                "\"\"",
                "null",
                "true",
                "0",
                "-1",
                "1e300",
                "[]",
                "[\"verify\"]",
                "[null]",
                "{}",
                "{\"a\":[1]}",
                "\"RS256\"",
                "\"\\u0000\"",
                "\"" + "A".repeat(43) + "\"",
                "\"" + "_".repeat(42) + "8\"");
        return names.flatMap(name -> values.map(value -> "\"" + name + "\":" + value))
                .list()
                .ofMaxSize(8);
    }
}
