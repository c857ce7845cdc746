package io.github.bearergate.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compared with Nimbus; the examples of the RFCs are read as key sets in the {@code jose} package's tests. */
class ThumbprintTest {
    @Test
    void ofAnRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        PublicKey key = generator.generateKeyPair().getPublic();

        assertThat(Thumbprint.of(key))
                .isEqualTo(new RSAKey.Builder((RSAPublicKey) key)
                        .build()
                        .computeThumbprint()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,P-256", "secp384r1,P-384", "secp521r1,P-521"})
    void ofEcKeysWhoseCoordinatesBeginWithZeros(String jdkName, String jwkName) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(jdkName));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        for (int x = 0; x < 50; x++) {
            for (ECPoint point : pointsAt(BigInteger.valueOf(x), curve)) {
                ECPublicKey key =
                        (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
                assertThat(Thumbprint.of(key))
                        .isEqualTo(new ECKey.Builder(Curve.parse(jwkName), key)
                                .build()
                                .computeThumbprint()
                                .toString());
            }
        }
    }

    /** The two points with this x, or none: the primes of the NIST curves are 3 modulo 4, so a power gives the root. */
    private static List<ECPoint> pointsAt(BigInteger x, ECParameterSpec curve) {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        BigInteger y = right.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        return y.multiply(y).mod(p).equals(right)
                ? List.of(new ECPoint(x, y), new ECPoint(x, p.subtract(y)))
                : List.of();
    }

    @Test
    void ofEd25519KeysWithEitherSign() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        for (int i = 0; i < 20; i++) {
            PublicKey key = generator.generateKeyPair().getPublic();
            byte[] encoded = key.getEncoded();
            Base64URL x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            assertThat(Thumbprint.of(key))
                    .isEqualTo(new OctetKeyPair.Builder(Curve.Ed25519, x)
                            .build()
                            .computeThumbprint()
                            .toString());
        }
    }
}
