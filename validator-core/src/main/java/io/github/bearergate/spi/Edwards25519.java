package io.github.bearergate.spi;

import java.math.BigInteger;
import java.security.spec.EdECPoint;

/**
 * Recognises the eight points of edwards25519 whose order is 1, 2, 4 or 8: as public keys, anybody can sign for them (RFC 8032
 * section 5.1 takes keys from the large subgroup).
 */
final class Edwards25519 {
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    /** -121665/121666, the constant of the curve. */
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);

    private Edwards25519() {}

    static boolean hasSmallOrder(EdECPoint point) {
        BigInteger y = point.getY().mod(P);
        BigInteger squared = y.multiply(y).mod(P);
        // (0, 1) and (0, -1) have order 1 and 2, points with y = 0 order 4, and those that double to these order 8, for
        // which
        // x^2 = -y^2 turns the equation of the curve into d y^4 + 2 y^2 = 1.
        return squared.signum() == 0
                || squared.equals(BigInteger.ONE)
                || D.multiply(squared)
                        .add(BigInteger.TWO)
                        .multiply(squared)
                        .mod(P)
                        .equals(BigInteger.ONE);
    }
}
