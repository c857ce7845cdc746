package io.github.bearergate.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.bearergate.spi.Algorithm.KeyType;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a JWK: RSA and EC as RFC 7518 section 6 writes them, Ed25519 as RFC 8037 section 2 does. */
final class JwkNumbers {
    private static final int LONGEST_MODULUS = 8_192 / 8;
    private static final int ED25519_LENGTH = 32;

    private JwkNumbers() {}

    /**
     * Tells whether every number is there, in strict base64url and of the right length. RSA numbers may have the one zero byte in
     * front that some libraries leave there as a sign: the key is the same, and so is its thumbprint.
     */
    static boolean areWellFormed(KeyType type, Map<?, ?> members) {
        return switch (type) {
            case RSA -> isUnsigned(decoded(members, "n")) && isUnsigned(decoded(members, "e"));
            case P_256 -> isPoint(members, 32);
            case P_384 -> isPoint(members, 48);
            case P_521 -> isPoint(members, 66);
            case ED25519 -> hasLength(decoded(members, "x"), ED25519_LENGTH);
        };
    }

    /** Builds the key from well-formed numbers; what it throws means that they are not a key of this type. */
    static PublicKey publicKey(KeyType type, Map<?, ?> members) throws JOSEException, GeneralSecurityException {
        return switch (type) {
            case RSA ->
                new RSAKey.Builder(number(members, "n"), number(members, "e"))
                        .build()
                        .toRSAPublicKey();
            case P_256 -> ecKey(Curve.P_256, members);
            case P_384 -> ecKey(Curve.P_384, members);
            case P_521 -> ecKey(Curve.P_521, members);
            case ED25519 -> ed25519Key(number(members, "x").decode());
        };
    }

    /** Tells, of a key that is refused, whether its exponent is one that {@code VerificationKey} takes. */
    static boolean hasStrongExponent(Map<?, ?> members) {
        BigInteger exponent = number(members, "e").decodeToBigInteger();
        return exponent.testBit(0) && exponent.bitLength() > 16 && exponent.bitLength() <= 32;
    }

    private static PublicKey ecKey(Curve curve, Map<?, ?> members) throws JOSEException {
        return new ECKey.Builder(curve, number(members, "x"), number(members, "y"))
                .build()
                .toECPublicKey();
    }

    /** RFC 8032 section 5.1.2: y in little-endian order, the lowest bit of x on top. Nimbus has no JDK key for it. */
    private static PublicKey ed25519Key(byte[] encoded) throws GeneralSecurityException {
        byte[] bigEndian = new byte[ED25519_LENGTH];
        for (int i = 0; i < ED25519_LENGTH; i++) {
            bigEndian[i] = encoded[ED25519_LENGTH - 1 - i];
        }
        boolean xIsOdd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7F;
        EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static Base64URL number(Map<?, ?> members, String name) {
        return new Base64URL(String.valueOf(members.get(name)));
    }

    private static byte @Nullable [] decoded(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? Base64Url.decode(text) : null;
    }

    private static boolean isPoint(Map<?, ?> members, int length) {
        return hasLength(decoded(members, "x"), length) && hasLength(decoded(members, "y"), length);
    }

    private static boolean hasLength(byte @Nullable [] bytes, int length) {
        return bytes != null && bytes.length == length;
    }

    private static boolean isUnsigned(byte @Nullable [] bytes) {
        return bytes != null
                && bytes.length > 0
                && bytes.length <= LONGEST_MODULUS + 1
                && (bytes[0] != 0 || (bytes.length > 1 && bytes[1] != 0));
    }
}
