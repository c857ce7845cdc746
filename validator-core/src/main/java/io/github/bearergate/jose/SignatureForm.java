package io.github.bearergate.jose;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * The form a signature must have before any cryptography looks at it: its exact length, and for ECDSA its range.
 *
 * <p>Providers differ here: one accepts an Ed25519 signature with a byte too many, others have accepted an r or s of zero.
 */
final class SignatureForm {
    private static final int ED25519_LENGTH = 64;

    private SignatureForm() {}

    static boolean fits(byte[] signature, PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return signature.length == bytes(rsa.getModulus());
        }
        if (key instanceof ECPublicKey ec) {
            return isPairInRange(signature, ec.getParams().getOrder());
        }
        return signature.length == ED25519_LENGTH;
    }

    /** R and S, each as long as the order of the curve (RFC 7518 section 3.4) and from 1 to one less. */
    private static boolean isPairInRange(byte[] signature, BigInteger order) {
        int half = bytes(order);
        return signature.length == 2 * half
                && isInRange(new BigInteger(1, signature, 0, half), order)
                && isInRange(new BigInteger(1, signature, half, half), order);
    }

    private static boolean isInRange(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    private static int bytes(BigInteger number) {
        return (number.bitLength() + 7) / 8;
    }
}
