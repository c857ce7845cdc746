package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token that differs from a signed one in a single byte is refused, wherever and whatever it is. */
class TamperingTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Signatures signatures = ChosenSignatures.make();

    @ParameterizedTest
    @EnumSource
    void noByteOfATokenCanBeChangedRemovedOrDoubled(Algorithm algorithm) {
        String token = Minted.token(algorithm, "{\"alg\":\"" + algorithm + "\"}", "{}");
        assertThat(verifies(token, algorithm)).isTrue();

        for (int i = 0; i < token.length(); i++) {
            String before = token.substring(0, i);
            String after = token.substring(i + 1);
            char old = token.charAt(i);
            // The neighbour in the alphabet differs in the lowest bit, which may be an unused one.
            char neighbour = old == '.' ? 'A' : ALPHABET.charAt(ALPHABET.indexOf(old) ^ 1);
            assertRefused(before + neighbour + after, algorithm);
            assertRefused(before + '.' + (old == '.' ? "." : after), algorithm);
            assertRefused(before + '=' + after, algorithm);
            assertRefused(before + ' ' + after, algorithm);
            assertRefused(before + after, algorithm);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "EdDSA"})
    void noByteCanBeExchangedForAnyOfTheOthers(Algorithm algorithm) {
        char[] token =
                Minted.token(algorithm, "{\"alg\":\"" + algorithm + "\"}", "{}").toCharArray();
        int refused = 0;
        for (int i = 0; i < token.length; i++) {
            char right = token[i];
            for (char other = 0; other <= 0xFF; other++) {
                token[i] = other;
                if (other != right) {
                    refused += verifies(new String(token), algorithm) ? 0 : 1;
                }
            }
            token[i] = right;
        }

        assertThat(refused).isEqualTo(token.length * 255);
        assertThat(verifies(new String(token), algorithm)).isTrue();
    }

    /** The same where a signature check costs too much to try all. */
    @Property(tries = 200)
    void noByteCanBeExchangedForAnyOther(@ForAll Algorithm algorithm, @ForAll int place, @ForAll byte replacement) {
        char[] token = Minted.token(algorithm).toCharArray();
        int index = Math.floorMod(place, token.length);
        char character = (char) (replacement & 0xFF);
        boolean same = token[index] == character;
        token[index] = character;

        assertThat(verifies(new String(token), algorithm)).isEqualTo(same);
    }

    @Property(tries = 200)
    void noBitOfASignatureCanBeFlipped(@ForAll Algorithm algorithm, @ForAll int place) {
        String token = Minted.token(algorithm);
        int dot = token.lastIndexOf('.');
        byte[] signature = CompactJws.parse(token).orElseThrow().signature().clone();
        int bit = Math.floorMod(place, 8 * signature.length);
        signature[bit / 8] ^= (byte) (1 << bit % 8);

        assertRefused(token.substring(0, dot + 1) + Minted.encode(signature), algorithm);
    }

    private void assertRefused(String token, Algorithm algorithm) {
        assertThat(verifies(token, algorithm)).as(token).isFalse();
    }

    private boolean verifies(String token, Algorithm algorithm) {
        VerificationKey key = Minted.key(algorithm);
        return CompactJws.parse(token)
                .flatMap(CompactJws::claims)
                .flatMap(claims -> signatures.verify(claims, key, algorithm))
                .isPresent();
    }
}
