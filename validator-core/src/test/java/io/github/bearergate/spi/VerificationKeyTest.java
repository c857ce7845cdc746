package io.github.bearergate.spi;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.PS256;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerificationKeyTest {
    private static final PublicKey RSA = generated("RSA");
    private static final PublicKey ED25519 = generated("Ed25519");

    @Test
    void aKeyTellsWhatItWasMadeOf() {
        VerificationKey key = VerificationKey.of(Optional.of("k1"), Set.of(RS256, PS256), RSA);

        assertThat(key.kid()).contains("k1");
        assertThat(key.algorithms()).containsExactly(RS256, PS256).isUnmodifiable();
        assertThat(key.publicKey()).isSameAs(RSA);
        assertThat(key.thumbprint()).hasSize(43);
    }

    @Test
    void theAlgorithmsAreCopied() {
        Set<Algorithm> algorithms = EnumSet.of(RS256);
        VerificationKey key = VerificationKey.of(Optional.empty(), algorithms, RSA);
        algorithms.add(PS256);

        assertThat(key.algorithms()).containsExactly(RS256);
        assertThat(key.kid()).isEmpty();
    }

    @Test
    void aKeyNeedsAnAlgorithmAndEachMustFit() {
        assertRefused(Set.of(), RSA);
        assertRefused(EnumSet.noneOf(Algorithm.class), RSA);
        assertRefused(Set.of(ES256), RSA);
        assertRefused(Set.of(RS256, EdDSA), RSA);
        assertRefused(Set.of(RS256), ED25519);
    }

    @Test
    void aWeakKeyCannotBeMade() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);

        assertRefused(Set.of(RS256), generator.generateKeyPair().getPublic());
    }

    @Test
    void keysAreEqualWhenKidAlgorithmsAndThumbprintAre() {
        VerificationKey key = VerificationKey.of(Optional.of("k1"), Set.of(RS256), RSA);

        assertThat(key)
                .isEqualTo(VerificationKey.of(Optional.of("k1"), Set.of(RS256), RSA))
                .hasSameHashCodeAs(VerificationKey.of(Optional.of("k2"), Set.of(PS256), RSA))
                .isNotEqualTo(VerificationKey.of(Optional.of("k2"), Set.of(RS256), RSA))
                .isNotEqualTo(VerificationKey.of(Optional.empty(), Set.of(RS256), RSA))
                .isNotEqualTo(VerificationKey.of(Optional.of("k1"), Set.of(PS256), RSA))
                .isNotEqualTo(VerificationKey.of(Optional.of("k1"), Set.of(RS256), generated("RSA")))
                .isNotEqualTo("k1");
    }

    @Test
    void aKeyEqualsNothingThatIsNoKeyAndHardlySharesItsHash() {
        Object key = VerificationKey.of(Optional.of("k1"), Set.of(RS256), RSA);
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            hashes.add(VerificationKey.of(Optional.empty(), Set.of(EdDSA), generated("Ed25519"))
                    .hashCode());
        }

        assertThat(key.equals("k1")).isFalse();
        assertThat(hashes).hasSizeGreaterThan(95);
    }

    @Test
    void itsTextNamesTheKeyAndNotItsKid() {
        VerificationKey key = VerificationKey.of(Optional.of("FAKE\r\nLINE"), Set.of(EdDSA), ED25519);

        assertThat(key.toString()).contains(key.thumbprint(), "EdDSA").doesNotContain("FAKE");
    }

    private static void assertRefused(Set<Algorithm> algorithms, PublicKey key) {
        assertThatThrownBy(() -> VerificationKey.of(Optional.empty(), algorithms, key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PublicKey generated(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
