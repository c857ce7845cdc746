package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.ES384;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.PS256;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private final Signatures signatures = ChosenSignatures.make();

    @ParameterizedTest
    @EnumSource
    void aTokenOfEachAlgorithmVerifiesAndGivesItsClaims(Algorithm algorithm) {
        String token =
                Minted.token(algorithm, Minted.header(algorithm), "{\"sub\":\"a\",\"n\":null,\"l\":[1,{\"x\":2.5}]}");

        Claims claims = verify(token, Minted.key(algorithm), algorithm).orElseThrow();

        assertThat(claims.members()).containsOnlyKeys("sub", "n", "l").isUnmodifiable();
        assertThat(claims.get("sub")).contains("a");
        assertThat(claims.get("n")).isEmpty();
        assertThat(claims.has("n")).isTrue();
        assertThat(claims.has("absent")).isFalse();
        assertThat(claims.get("absent")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyLengthOfPayloadVerifies(Algorithm algorithm) {
        for (String space : new String[] {"", " ", "  ", "   "}) {
            String token = Minted.token(algorithm, Minted.header(algorithm) + space, "{}" + space);
            assertThat(verify(token, Minted.key(algorithm), algorithm)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noOtherAlgorithmVerifiesATokenWhateverTheHeaderSays(Algorithm signedWith) {
        Set<Algorithm> others = EnumSet.allOf(Algorithm.class);
        others.remove(signedWith);
        for (Algorithm other : others) {
            String honest = Minted.token(signedWith);
            String lying = Minted.token(signedWith, Minted.header(other), Minted.CLAIMS);

            assertThat(verify(honest, Minted.key(other), other))
                    .as("%s as %s", signedWith, other)
                    .isEmpty();
            assertThat(verify(honest, Minted.key(signedWith), other)).isEmpty();
            assertThat(verify(honest, Minted.key(other), signedWith)).isEmpty();
            assertThat(verify(lying, Minted.key(other), other)).isEmpty();
            assertThat(verify(lying, Minted.key(signedWith), signedWith)).isEmpty();
        }
    }

    @Test
    void alg10_aKeyForSeveralAlgorithmsVerifiesEachButNeverOneAsAnother() {
        VerificationKey key = VerificationKey.of(
                Optional.empty(), Set.of(RS256, PS256), Minted.pair(RS256).getPublic());

        assertThat(verify(Minted.token(RS256), key, RS256)).isPresent();
        assertThat(verify(Minted.token(PS256), key, PS256)).isPresent();
        assertThat(verify(Minted.token(RS256, Minted.header(PS256), "{}"), key, PS256))
                .isEmpty();
        assertThat(verify(Minted.token(PS256, Minted.header(RS256), "{}"), key, RS256))
                .isEmpty();
    }

    @Test
    void alg15_bothSpellingsOfEd25519Verify() {
        String named = Minted.token(EdDSA, "{\"alg\":\"Ed25519\"}", "{}");

        assertThat(verify(named, Minted.key(EdDSA), EdDSA)).isPresent();
        assertThat(verify(Minted.token(EdDSA), Minted.key(EdDSA), EdDSA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "HS256",
                "RS1",
                "rs256",
                " RS256",
                "RS256 ",
                "RS256\\u0000",
                "ES256",
                "Ed448",
                "RSA1_5",
                ""
            })
    void alg01_to_alg16_aHeaderThatNamesAnotherAlgorithmIsRefusedThoughTheSignatureIsRight(String name) {
        String token = Minted.token(RS256, "{\"alg\":\"" + name + "\"}", "{}");

        assertThat(verify(token, Minted.key(RS256), RS256)).isEmpty();
    }

    @Test
    void aHeaderWithoutAlgorithmIsRefused() {
        assertThat(verify(Minted.token(RS256, "{}", "{}"), Minted.key(RS256), RS256))
                .isEmpty();
    }

    @Test
    void alg12_theKeyOfAnotherCurveIsRefused() {
        assertThat(verify(Minted.token(ES384, Minted.header(ES256), "{}"), Minted.key(ES256), ES256))
                .isEmpty();
        assertThat(verify(Minted.token(ES256), Minted.key(ES384), ES384)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theKeyOfSomebodyElseIsRefused(Algorithm algorithm) {
        VerificationKey other = VerificationKey.of(
                Optional.of("k1"),
                Set.of(algorithm),
                Minted.otherPair(algorithm).getPublic());

        assertThat(verify(Minted.token(algorithm), other, algorithm)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sig09_enc23_aSignatureOfAnyOtherLengthIsRefused(Algorithm algorithm) {
        byte[] text = Minted.utf8("text");
        byte[] signature = Minted.sign(algorithm, Minted.pair(algorithm).getPrivate(), text);
        assertThat(isSignature(algorithm, text, signature)).isTrue();

        for (int length = 0; length <= 2 * signature.length + 1; length++) {
            byte[] shortened = new byte[length];
            System.arraycopy(signature, 0, shortened, 0, Math.min(length, signature.length));
            byte[] shifted = new byte[length];
            int kept = Math.min(length, signature.length);
            System.arraycopy(signature, signature.length - kept, shifted, length - kept, kept);
            boolean whole = length == signature.length;

            assertThat(isSignature(algorithm, text, shortened))
                    .as("first %d", length)
                    .isEqualTo(whole);
            assertThat(isSignature(algorithm, text, shifted))
                    .as("last %d", length)
                    .isEqualTo(whole);
        }
    }

    @Test
    void claimsAreMadeOnlyFromWhatWasSigned() {
        String token = Minted.token(EdDSA, Minted.header(EdDSA), "{\"sub\":\"alice\"}");
        String forged = token.replace(Minted.encode("{\"sub\":\"alice\"}"), Minted.encode("{\"sub\":\"admin\"}"));

        assertThat(verify(forged, Minted.key(EdDSA), EdDSA)).isEmpty();
        assertThat(verify(token, Minted.key(EdDSA), EdDSA).map(Claims::members)).contains(Map.of("sub", "alice"));
    }

    private boolean isSignature(Algorithm algorithm, byte[] text, byte[] signature) {
        return signatures.isSignature(algorithm, Minted.pair(algorithm).getPublic(), text, 0, text.length, signature);
    }

    private Optional<Claims> verify(String token, VerificationKey key, Algorithm algorithm) {
        return CompactJws.parse(token)
                .flatMap(CompactJws::claims)
                .flatMap(claims -> signatures.verify(claims, key, algorithm));
    }
}
