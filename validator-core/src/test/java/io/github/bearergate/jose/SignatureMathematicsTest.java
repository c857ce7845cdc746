package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.ES384;
import static io.github.bearergate.spi.Algorithm.ES512;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.PS256;
import static io.github.bearergate.spi.Algorithm.PS384;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that are wrong in ways that arithmetic may forgive; ids are those of {@code docs/known-attacks.md}. */
class SignatureMathematicsTest {
    private static final byte[] TEXT = Minted.utf8("header.payload");
    private static final BigInteger ED25519_ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void sig02_rAndSLieBetweenOneAndTheOrder(Algorithm algorithm) {
        BigInteger order =
                ((ECPublicKey) Minted.pair(algorithm).getPublic()).getParams().getOrder();
        int half = (order.bitLength() + 7) / 8;
        List<BigInteger> numbers = List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                order.subtract(BigInteger.ONE),
                order,
                order.add(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(8 * half).subtract(BigInteger.ONE));
        for (BigInteger r : numbers) {
            for (BigInteger s : numbers) {
                byte[] signature = new byte[2 * half];
                put(r, signature, 0, half);
                put(s, signature, half, half);
                boolean inRange = r.signum() > 0 && r.compareTo(order) < 0 && s.signum() > 0 && s.compareTo(order) < 0;

                assertThat(SignatureForm.fits(signature, Minted.pair(algorithm).getPublic()))
                        .isEqualTo(inRange);
                assertThat(isSignature(algorithm, signature)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void sig02_theSameNumbersModuloTheOrderAreRefused(Algorithm algorithm) {
        BigInteger order =
                ((ECPublicKey) Minted.pair(algorithm).getPublic()).getParams().getOrder();
        byte[] signature = sign(algorithm);
        int half = signature.length / 2;
        BigInteger room = BigInteger.ONE.shiftLeft(8 * half);
        for (int from : new int[] {0, half}) {
            BigInteger equivalent = new BigInteger(1, signature, from, half).add(order);
            if (equivalent.compareTo(room) < 0) {
                byte[] changed = signature.clone();
                put(equivalent, changed, from, half);
                assertThat(isSignature(algorithm, changed)).isFalse();
            }
        }
        assertThat(isSignature(algorithm, signature)).isTrue();
    }

    @Test
    void sig05_theOtherHalfOfAnEcdsaSignatureVerifiesSoNothingMayBeKeyedOnIt() {
        BigInteger order =
                ((ECPublicKey) Minted.pair(ES256).getPublic()).getParams().getOrder();
        byte[] signature = sign(ES256);
        put(order.subtract(new BigInteger(1, signature, 32, 32)), signature, 32, 32);

        assertThat(isSignature(ES256, signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ES256, SHA256withECDSA", "ES384, SHA384withECDSA", "ES512, SHA512withECDSA"})
    void anEcdsaSignatureInDerIsRefused(Algorithm algorithm, String der) throws GeneralSecurityException {
        for (int i = 0; i < 20; i++) {
            Signature signer = Signature.getInstance(der);
            signer.initSign(Minted.pair(algorithm).getPrivate());
            signer.update(TEXT);
            assertThat(isSignature(algorithm, signer.sign())).isFalse();
        }
    }

    @Test
    void sig06_aByteTooManyAtTheEndOfAnEd25519SignatureIsRefused() {
        byte[] signature = sign(EdDSA);
        byte[] longer = Arrays.copyOf(signature, 65);

        assertThat(isSignature(EdDSA, signature)).isTrue();
        assertThat(isSignature(EdDSA, longer)).isFalse();
    }

    @Test
    void sig07_anEd25519SignatureWithTheOrderAddedToSIsRefused() {
        byte[] signature = sign(EdDSA);
        byte[] s = reversed(signature, 32);
        byte[] larger = new byte[32];
        put(new BigInteger(1, s).add(ED25519_ORDER), larger, 0, 32);
        byte[] littleEndian = reversed(larger, 0);
        System.arraycopy(littleEndian, 0, signature, 32, 32);

        assertThat(isSignature(EdDSA, signature)).isFalse();
    }

    @Test
    void anRsaSignatureWithTheModulusAddedIsRefused() {
        BigInteger modulus = ((RSAPublicKey) Minted.pair(RS256).getPublic()).getModulus();
        for (Algorithm algorithm : List.of(RS256, PS256)) {
            int tried = 0;
            for (int i = 0; i < 200 && tried < 3; i++) {
                byte[] text = Minted.utf8("text " + i);
                byte[] signature = Minted.sign(algorithm, Minted.pair(algorithm).getPrivate(), text);
                BigInteger equivalent = new BigInteger(1, signature).add(modulus);
                if (equivalent.bitLength() <= 2_048) {
                    put(equivalent, signature, 0, 256);
                    assertThat(isSignature(algorithm, text, signature)).isFalse();
                    tried++;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 31, 33, 48, 64})
    void sig11_aPssSaltOfAnotherLengthIsRefused(int salt) throws GeneralSecurityException {
        assertThat(isSignature(PS256, pss(MGF1ParameterSpec.SHA256, "SHA-256", salt)))
                .isFalse();
        assertThat(isSignature(PS256, pss(MGF1ParameterSpec.SHA256, "SHA-256", 32)))
                .isTrue();
    }

    @Test
    void aPssMaskWithAnotherHashIsRefused() throws GeneralSecurityException {
        assertThat(isSignature(PS256, pss(MGF1ParameterSpec.SHA1, "SHA-256", 32)))
                .isFalse();
        assertThat(isSignature(PS256, pss(MGF1ParameterSpec.SHA256, "SHA-1", 32)))
                .isFalse();
        assertThat(isSignature(PS384, pss(MGF1ParameterSpec.SHA256, "SHA-384", 48)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void signaturesOfZerosAndOnesAreRefused(Algorithm algorithm) {
        int length = sign(algorithm).length;
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 0xFF);
        byte[] one = new byte[length];
        one[length - 1] = 1;

        assertThat(isSignature(algorithm, new byte[length])).isFalse();
        assertThat(isSignature(algorithm, ones)).isFalse();
        assertThat(isSignature(algorithm, one)).isFalse();
    }

    @Test
    void anEs512SignatureUsesAllOfItsBytes() {
        byte[] signature = sign(ES512);
        assertThat(signature).hasSize(132);
        signature[0] |= 2;

        assertThat(isSignature(ES512, signature)).isFalse();
        assertThat(sign(ES384)).hasSize(96);
        assertThat(sign(ES256)).hasSize(64);
    }

    private static byte[] pss(MGF1ParameterSpec mask, String hash, int salt) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec(hash, "MGF1", mask, salt, 1));
        signer.initSign(Minted.pair(PS256).getPrivate());
        signer.update(TEXT);
        return signer.sign();
    }

    private static void put(BigInteger number, byte[] target, int from, int length) {
        byte[] bytes = number.toByteArray();
        for (int i = 0; i < length; i++) {
            int source = bytes.length - 1 - i;
            target[from + length - 1 - i] = source >= 0 ? bytes[source] : 0;
        }
    }

    private static byte[] reversed(byte[] bytes, int from) {
        byte[] reversed = new byte[bytes.length - from];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] sign(Algorithm algorithm) {
        return Minted.sign(algorithm, Minted.pair(algorithm).getPrivate(), TEXT);
    }

    private static boolean isSignature(Algorithm algorithm, byte[] signature) {
        return isSignature(algorithm, TEXT, signature);
    }

    private static boolean isSignature(Algorithm algorithm, byte[] text, byte[] signature) {
        return ChosenSignatures.make()
                .isSignature(algorithm, Minted.pair(algorithm).getPublic(), text, 0, text.length, signature);
    }
}
