package io.github.bearergate.spi;

import io.github.bearergate.spi.Algorithm.KeyType;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;

/** The three curves of RFC 7518 section 6.2.1.1, each with what the JDK says of it. */
enum NistCurve {
    P_256("P-256", "secp256r1", KeyType.P_256),
    P_384("P-384", "secp384r1", KeyType.P_384),
    P_521("P-521", "secp521r1", KeyType.P_521);

    private final String jwkName;
    private final KeyType keyType;

    @SuppressWarnings("ImmutableEnumChecker") // the JDK's own, which it never changes
    private final ECParameterSpec parameters;

    NistCurve(String jwkName, String jdkName, KeyType keyType) {
        this.jwkName = jwkName;
        this.keyType = keyType;
        try {
            AlgorithmParameters jdk = AlgorithmParameters.getInstance("EC");
            jdk.init(new ECGenParameterSpec(jdkName));
            this.parameters = jdk.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks the curve " + jdkName, e);
        }
    }

    /** Finds the curve of a key by its numbers, never by a name; empty when it has another or its point lies off it. */
    static Optional<NistCurve> of(ECPublicKey key) {
        for (NistCurve curve : values()) {
            if (curve.hasParameters(key.getParams())) {
                return curve.contains(key.getW()) ? Optional.of(curve) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    String jwkName() {
        return jwkName;
    }

    KeyType keyType() {
        return keyType;
    }

    /** The length of one coordinate in bytes: 32, 48 or 66. */
    int coordinateLength() {
        return (parameters.getCurve().getField().getFieldSize() + 7) / 8;
    }

    private boolean hasParameters(ECParameterSpec other) {
        return parameters.getCurve().getField().equals(other.getCurve().getField())
                && parameters.getCurve().getA().equals(other.getCurve().getA())
                && parameters.getCurve().getB().equals(other.getCurve().getB())
                && parameters.getGenerator().equals(other.getGenerator())
                && parameters.getOrder().equals(other.getOrder())
                && parameters.getCofactor() == other.getCofactor();
    }

    private boolean contains(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || x.compareTo(prime) >= 0 || y.signum() < 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB());
        return y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }
}
