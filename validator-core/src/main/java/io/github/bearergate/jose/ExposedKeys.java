package io.github.bearergate.jose;

import io.github.bearergate.spi.VerificationKey;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys whose private parts stand in a document: whoever can read it can sign with them.
 *
 * <p>An element with private members exposes each key of which it says a number, however that is spelled: the modulus of an RSA
 * key, which gives its factors to any exponent, or the first coordinate of a point, which is its negative's too. One whose own
 * numbers are no key's exposes each key of its {@code kid}.
 */
final class ExposedKeys {
    private static final String NO_DIGIT = "[^A-Za-z0-9_-]";

    private final Set<BigInteger> numbers = new HashSet<>();
    private final Set<String> kids = new HashSet<>();

    ExposedKeys(List<JwkElement> elements) {
        elements.stream().filter(JwkElement::isPrivate).forEach(this::add);
    }

    boolean contains(VerificationKey key) {
        return numbers.contains(number(key.publicKey()))
                || key.kid().filter(kids::contains).isPresent();
    }

    private void add(JwkElement element) {
        Stream.of("n", "x").flatMap(element::texts).map(ExposedKeys::decoded).forEach(bytes -> {
            numbers.add(new BigInteger(1, bytes));
            numbers.add(littleEndian(bytes));
        });
        if (!JwkReader.describesKey(element)) {
            element.texts("kid").forEach(kids::add);
        }
    }

    private static BigInteger number(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus();
        }
        return key instanceof ECPublicKey ec
                ? ec.getW().getAffineX()
                : ((EdECPublicKey) key).getPoint().getY();
    }

    /** As an Ed25519 key is written, without the bit on top, which tells it from its negative (RFC 8032 section 5.1.2). */
    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        BigInteger number = new BigInteger(1, reversed);
        return bytes.length == 0 ? number : number.clearBit(bytes.length * 8 - 1);
    }

    /** Reads either alphabet of base64, and passes over what belongs to neither. */
    private static byte[] decoded(String text) {
        String digits = text.replace('+', '-').replace('/', '_').replaceAll(NO_DIGIT, "");
        int lone = digits.length() % 4 == 1 ? 1 : 0;
        return Base64.getUrlDecoder().decode(digits.substring(0, digits.length() - lone));
    }
}
