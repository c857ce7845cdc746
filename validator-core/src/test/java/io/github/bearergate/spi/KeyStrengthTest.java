package io.github.bearergate.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.spi.Algorithm.KeyType;
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
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStrengthTest {
    private static final BigInteger E = BigInteger.valueOf(65_537);

    @ParameterizedTest
    @ValueSource(ints = {2_048, 2_049, 4_096, 8_192})
    void anRsaModulusOf2048To8192BitsIsStrong(int bits) {
        assertThat(KeyStrength.typeOfStrongKey(rsa(withoutSmallFactors(bits), E)))
                .isEqualTo(KeyType.RSA);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1_024, 2_047, 8_193, 16_384})
    void anRsaModulusOfAnotherLengthIsRefused(int bits) {
        assertRefused(rsa(withoutSmallFactors(bits), E));
    }

    @Test
    void anEvenRsaModulusIsRefused() {
        assertRefused(rsa(withoutSmallFactors(2_048).clearBit(0), E));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 101, 163, 167})
    void anRsaModulusWithASmallFactorIsRefused(int factor) {
        BigInteger modulus = BigInteger.valueOf(factor).multiply(withoutSmallFactors(2_048));

        assertThat(WeakModulus.matches(modulus)).isTrue();
        assertRefused(rsa(modulus, E));
    }

    @Test
    void cve2017_15361_anRsaModulusThatIsAPowerOf65537ModuloSmallPrimesIsRefused() {
        BigInteger product = BigInteger.ONE;
        for (int candidate = 3; candidate <= 167; candidate += 2) {
            BigInteger number = BigInteger.valueOf(candidate);
            product = number.isProbablePrime(50) ? product.multiply(number) : product;
        }
        BigInteger even = product.shiftLeft(1);
        for (int power = 1; power < 50; power++) {
            BigInteger marked = E.pow(power).mod(even).add(even.shiftLeft(2_047 - even.bitLength() + 1));
            assertThat(marked.bitLength()).isEqualTo(2_048);
            assertThat(WeakModulus.matches(marked)).isTrue();
            assertRefused(rsa(marked, E));
        }
    }

    @Test
    void anRsaModulusOfNearFactorsIsRefused() {
        BigInteger factor = BigInteger.valueOf(3)
                .shiftLeft(1_022)
                .add(BigInteger.valueOf(7))
                .nextProbablePrime();
        BigInteger modulus = factor.multiply(factor.nextProbablePrime());

        assertThat(modulus.bitLength()).isEqualTo(2_048);
        assertThat(WeakModulus.matches(modulus)).isFalse();
        assertRefused(rsa(modulus, E));
    }

    @Test
    void soundRsaModuliAreNotMistakenForBrokenOnes() {
        BigInteger modulus = withoutSmallFactors(2_048);
        for (int i = 0; i < 20_000; i++) {
            assertThat(WeakModulus.matches(modulus)).isFalse();
            modulus = nextWithoutSmallFactors(modulus.add(BigInteger.TWO));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65537", "65539", "4294967295"})
    void anOddExponentFrom65537To2To32IsStrong(BigInteger exponent) {
        assertThat(KeyStrength.typeOfStrongKey(rsa(withoutSmallFactors(2_048), exponent)))
                .isEqualTo(KeyType.RSA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "1",
                "3",
                "65535",
                "65536",
                "65538",
                "4294967296",
                "4294967297",
                "36893488147419103233"
            })
    void anyOtherExponentIsRefused(BigInteger exponent) {
        assertRefused(rsa(withoutSmallFactors(2_048), exponent));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,P_256", "secp384r1,P_384", "secp521r1,P_521"})
    void aPointOfANistCurveIsStrongAndNoOtherPointIs(String name, KeyType type) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();
        BigInteger p = ((ECFieldFp) key.getParams().getCurve().getField()).getP();

        assertThat(KeyStrength.typeOfStrongKey(key)).isEqualTo(type);
        assertThat(KeyStrength.typeOfStrongKey(ec(new ECPoint(x, p.subtract(y)), key.getParams())))
                .isEqualTo(type);
        for (ECPoint other : new ECPoint[] {
            new ECPoint(x, y.xor(BigInteger.ONE)),
            new ECPoint(x.add(p), y),
            new ECPoint(x, y.add(p)),
            new ECPoint(x.subtract(p), y),
            new ECPoint(x, y.negate()),
            new ECPoint(BigInteger.ZERO, BigInteger.ZERO),
            ECPoint.POINT_INFINITY
        }) {
            assertRefused(ec(other, key.getParams()));
        }
    }

    @Test
    void coordinatesGoFromZeroToTheLastBeforeThePrime() throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        // The root of b: x = 0 belongs to a point, and x = p would be the same number.
        BigInteger y = new BigInteger("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4", 16);

        assertThat(KeyStrength.typeOfStrongKey(ec(new ECPoint(BigInteger.ZERO, y), curve)))
                .isEqualTo(KeyType.P_256);
        assertRefused(ec(new ECPoint(p, y), curve));
        assertRefused(ec(new ECPoint(BigInteger.ZERO, y.add(p)), curve));
        assertRefused(ec(new ECPoint(BigInteger.ZERO, y.subtract(p)), curve));
        assertRefused(ec(new ECPoint(p.negate(), y), curve));
    }

    @Test
    void aCurveThatOnlyCallsItselfNistIsRefused() throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec genuine = parameters.getParameterSpec(ECParameterSpec.class);
        ECPoint point = genuine.getGenerator();
        EllipticCurve otherB = new EllipticCurve(
                genuine.getCurve().getField(),
                genuine.getCurve().getA(),
                genuine.getCurve().getB().add(BigInteger.ONE));

        assertThat(KeyStrength.typeOfStrongKey(ec(point, genuine))).isEqualTo(KeyType.P_256);
        assertRefused(ec(point, new ECParameterSpec(otherB, point, genuine.getOrder(), 1)));
        EllipticCurve otherA = new EllipticCurve(
                genuine.getCurve().getField(),
                genuine.getCurve().getA().subtract(BigInteger.ONE),
                genuine.getCurve().getB());
        assertRefused(ec(point, new ECParameterSpec(otherA, point, genuine.getOrder(), 1)));
        EllipticCurve otherField = new EllipticCurve(
                new ECFieldFp(((ECFieldFp) genuine.getCurve().getField()).getP().add(BigInteger.TWO)),
                genuine.getCurve().getA(),
                genuine.getCurve().getB());
        assertRefused(ec(point, new ECParameterSpec(otherField, point, genuine.getOrder(), 1)));
        // The generator of CVE-2020-0601: any point can be made a public key whose private key is one.
        ECPoint chosen = new ECPoint(
                point.getAffineX(),
                ((ECFieldFp) genuine.getCurve().getField()).getP().subtract(point.getAffineY()));
        assertRefused(ec(chosen, new ECParameterSpec(genuine.getCurve(), chosen, genuine.getOrder(), 1)));
        assertRefused(ec(point, new ECParameterSpec(genuine.getCurve(), point, BigInteger.TEN, 1)));
        assertRefused(ec(point, new ECParameterSpec(genuine.getCurve(), point, genuine.getOrder(), 2)));
    }

    @Test
    void ed25519KeysAreStrongAndEd448KeysAndOthersAreRefused() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(KeyStrength.typeOfStrongKey(generated("Ed25519"))).isEqualTo(KeyType.ED25519);
        }
        assertRefused(generated("Ed448"));
        assertRefused(generated("X25519"));
        assertRefused(generated("DSA"));
    }

    @Test
    void anEd448KeyIsRefusedEvenIfItsNumberIsAPointOfEd25519() throws Exception {
        EdECPoint point = new EdECPoint(false, BigInteger.valueOf(3));

        assertThat(Edwards25519.isPublicKey(point)).isTrue();
        assertRefused(
                KeyFactory.getInstance("Ed448").generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED448, point)));
    }

    @Test
    void numbersThatAreNoPointOfEd25519AreRefused() throws Exception {
        BigInteger p = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        int points = 0;
        for (int y = 2; y < 202; y++) {
            points += Edwards25519.isPublicKey(new EdECPoint(false, BigInteger.valueOf(y))) ? 1 : 0;
        }
        // About every second number is the y of a point.
        assertThat(points).isBetween(75, 125);
        for (BigInteger y :
                new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.ONE)
                }) {
            assertRefused(ed25519(y));
        }
        // y = 3 belongs to a point, and so would the same number plus p.
        assertThat(KeyStrength.typeOfStrongKey(ed25519(BigInteger.valueOf(3)))).isEqualTo(KeyType.ED25519);
        assertRefused(ed25519(p.add(BigInteger.valueOf(3))));
        assertRefused(ed25519(BigInteger.valueOf(-3)));
    }

    private static PublicKey ed25519(BigInteger y) throws Exception {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(false, y)));
    }

    private static PublicKey generated(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
    }

    /** Not a product of two primes, which takes long to find; what is checked here does not tell. */
    private static BigInteger withoutSmallFactors(int bits) {
        return nextWithoutSmallFactors(BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(12_345)));
    }

    private static BigInteger nextWithoutSmallFactors(BigInteger odd) {
        BigInteger candidate = odd;
        for (int prime = 3; prime <= 167; prime += 2) {
            if (candidate.mod(BigInteger.valueOf(prime)).signum() == 0) {
                candidate = candidate.add(BigInteger.TWO);
                prime = 1;
            }
        }
        return candidate;
    }

    private static void assertRefused(PublicKey key) {
        assertThatThrownBy(() -> KeyStrength.typeOfStrongKey(key)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RSAPublicKey rsa(BigInteger modulus, BigInteger exponent) {
        return new RSAPublicKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public BigInteger getModulus() {
                return modulus;
            }

            @Override
            public BigInteger getPublicExponent() {
                return exponent;
            }

            @Override
            public String getAlgorithm() {
                return "RSA";
            }

            @Override
            public String getFormat() {
                return "none";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        };
    }

    private static ECPublicKey ec(ECPoint point, ECParameterSpec parameters) {
        return new ECPublicKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public ECPoint getW() {
                return point;
            }

            @Override
            public ECParameterSpec getParams() {
                return parameters;
            }

            @Override
            public String getAlgorithm() {
                return "EC";
            }

            @Override
            public String getFormat() {
                return "none";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        };
    }
}
