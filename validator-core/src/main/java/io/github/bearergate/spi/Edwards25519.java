package io.github.bearergate.spi;

import java.math.BigInteger;
import java.security.spec.EdECPoint;

/**
 * Tells the points of edwards25519 that can be public keys (RFC 8032 section 5.1) from other numbers.
 *
 * <p>The JDK builds a key of any number and finds out when it verifies; and for the eight points whose order is 1, 2, 4 or 8,
 * anybody can sign.
 */
final class Edwards25519 {
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    /** -121665/121666, the constant of the curve. */
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);

    private Edwards25519() {}

    static boolean isPublicKey(EdECPoint point) {
        BigInteger y = point.getY();
        if (y.signum() < 0 || y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger ySquared = y.multiply(y).mod(P);
        return hasX(ySquared) && !hasSmallOrder(ySquared);
    }

    /** The equation of the curve gives x^2 = (y^2 - 1) / (d y^2 + 1): a square when the product of the two is one. */
    private static boolean hasX(BigInteger ySquared) {
        BigInteger product = ySquared.subtract(BigInteger.ONE)
                .multiply(D.multiply(ySquared).add(BigInteger.ONE))
                .mod(P);
        // Euler's criterion; zero is left to hasSmallOrder, since only x = 0 makes it.
        return product.signum() == 0 || product.modPow(P.shiftRight(1), P).equals(BigInteger.ONE);
    }

    /**
     * (0, 1) and (0, -1) have order 1 and 2, points with y = 0 order 4, and those that double to these order 8: for them x^2 =
     * -y^2 turns the equation of the curve into d y^4 + 2 y^2 = 1.
     */
    private static boolean hasSmallOrder(BigInteger ySquared) {
        return ySquared.signum() == 0
                || ySquared.equals(BigInteger.ONE)
                || D.multiply(ySquared)
                        .add(BigInteger.TWO)
                        .multiply(ySquared)
                        .mod(P)
                        .equals(BigInteger.ONE);
    }
}
