package io.github.bearergate.jose;

import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.ES384;
import static io.github.bearergate.spi.Algorithm.ES512;
import static io.github.bearergate.spi.Algorithm.EdDSA;
import static io.github.bearergate.spi.Algorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of a key: spelling, length, strength and curve. */
class JwkNumbersTest {
    private static final BigInteger MODULUS = ((RSAPublicKey) Minted.pair(RS256).getPublic()).getModulus();

    @ParameterizedTest
    @CsvSource({"RS256,n", "RS256,e", "ES256,x", "ES256,y", "ES512,x", "EdDSA,x"})
    void everyNumberIsStrictBase64url(Algorithm algorithm, String name) {
        String number = Jwks.members(algorithm).get(name);
        String text = Objects.requireNonNull(number).substring(1, number.length() - 1);
        for (String other : new String[] {
            "\"\"",
            "null",
            "1",
            "[\"" + text + "\"]",
            "{}",
            "\"" + text + "=\"",
            "\"" + text + "!\"",
            "\" " + text + "\"",
            "\"" + text + "\\n\"",
            "\"" + text + "A\"",
            "\"" + text.substring(1) + "\"",
            "\"+" + text.substring(1) + "\"",
            "\"\\u00e9" + text.substring(1) + "\"",
            "\"" + text + text + "\""
        }) {
            boolean couldBeAnotherModulus = algorithm == RS256 && other.length() >= 3 && other.charAt(0) == '"';
            assertThat(Jwks.read(Jwks.key(algorithm, name, other)).keys())
                    .as(other)
                    .isEmpty();
            if (!couldBeAnotherModulus) {
                assertThat(cause(Jwks.key(algorithm, name, other))).as(other).isEqualTo(SkipCause.MALFORMED);
            }
        }
        assertThat(cause(Jwks.key(algorithm, name, ""))).isEqualTo(SkipCause.MALFORMED);
    }

    @Test
    void unusedBitsThatAreNotZeroAreMalformed() {
        // 32 bytes leave two unused bits in the last of 43 characters.
        String x = Objects.requireNonNull(Jwks.members(EdDSA).get("x"));
        char last = x.charAt(43);
        String other = x.substring(0, 43) + (char) (last + 1) + '"';

        assertThat(cause(Jwks.key(EdDSA, "x", other))).isEqualTo(SkipCause.MALFORMED);
    }

    @Test
    void jwk19_anRsaKeyWithEmptyNumbersIsMalformed() {
        assertThat(cause(Jwks.key(RS256, "n", "\"\"", "e", "\"\""))).isEqualTo(SkipCause.MALFORMED);
        assertThat(cause("{\"kty\":\"RSA\"}")).isEqualTo(SkipCause.MALFORMED);
    }

    @Test
    void oneZeroByteInFrontOfAnRsaNumberIsTheSameKeyAndTwoAreMalformed() {
        VerificationKey plain = Jwks.read(Jwks.key(RS256)).keys().get(0);
        byte[] signed = MODULUS.toByteArray();
        assertThat(signed).hasSize(257);
        byte[] twice = new byte[258];
        System.arraycopy(signed, 0, twice, 1, 257);

        assertThat(Jwks.read(Jwks.key(RS256, "n", number(signed), "e", "\"AAEAAQ\""))
                        .keys())
                .containsExactly(plain);
        assertThat(cause(Jwks.key(RS256, "n", number(twice)))).isEqualTo(SkipCause.MALFORMED);
        assertThat(cause(Jwks.key(RS256, "e", "\"AAABAAE\""))).isEqualTo(SkipCause.MALFORMED);
        assertThat(cause(Jwks.key(RS256, "e", "\"AA\""))).isEqualTo(SkipCause.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 511, 512, 1_024, 2_047, 8_193, 8_200})
    void aModulusOfAnotherLengthIsWeakOrTooLong(int bits) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);

        assertThat(cause(Jwks.key(RS256, "n", number(modulus)))).isEqualTo(SkipCause.WEAK_RSA);
    }

    @Test
    void sig17_aModulusThatCouldBurnTimeIsNotEvenBuilt() {
        assertThat(cause(Jwks.key(
                        RS256, "n", number(BigInteger.ONE.shiftLeft(16_384).setBit(0)))))
                .isEqualTo(SkipCause.MALFORMED);
        assertThat(cause(Jwks.key(RS256, "e", number(MODULUS)))).isEqualTo(SkipCause.BAD_EXPONENT);
    }

    @Test
    void sig15_anEvenModulusAndOneWithASmallFactorAreWeak() {
        assertThat(cause(Jwks.key(RS256, "n", number(MODULUS.clearBit(0))))).isEqualTo(SkipCause.WEAK_RSA);
        assertThat(cause(Jwks.key(RS256, "n", number(multipleOf(167))))).isEqualTo(SkipCause.WEAK_RSA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "2",
                "3",
                "17",
                "257",
                "65535",
                "65536",
                "65538",
                "4294967296",
                "4294967297",
                "18446744073709551617"
            })
    void sig13_sig14_anExponentThatIsEvenOrOutOfRangeIsRefused(BigInteger exponent) {
        assertThat(cause(Jwks.key(RS256, "e", number(exponent)))).isEqualTo(SkipCause.BAD_EXPONENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65537", "4294967295"})
    void aWeakModulusIsCalledWeakWhateverItsSoundExponent(BigInteger exponent) {
        String even = number(MODULUS.clearBit(0));

        assertThat(cause(Jwks.key(RS256, "n", even, "e", number(exponent)))).isEqualTo(SkipCause.WEAK_RSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65537", "65539", "4294967295"})
    void anOddExponentInRangeIsUsable(BigInteger exponent) {
        assertThat(Jwks.read(Jwks.key(RS256, "e", number(exponent))).keys()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void aPointThatLiesOffItsCurveIsRefused(Algorithm algorithm) {
        ECPublicKey key = (ECPublicKey) Minted.pair(algorithm).getPublic();
        int length = (key.getParams().getOrder().bitLength() + 7) / 8;
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();

        assertThat(Jwks.read(point(algorithm, x, y, length)).keys()).hasSize(1);
        assertThat(cause(point(algorithm, x, y.xor(BigInteger.ONE), length))).isEqualTo(SkipCause.OFF_CURVE);
        assertThat(cause(point(algorithm, y, x, length))).isEqualTo(SkipCause.OFF_CURVE);
        assertThat(cause(point(algorithm, BigInteger.ZERO, BigInteger.ZERO, length)))
                .isEqualTo(SkipCause.OFF_CURVE);
        BigInteger largest = BigInteger.ONE.shiftLeft(8 * length).subtract(BigInteger.ONE);
        assertThat(cause(point(algorithm, largest, y, length))).isEqualTo(SkipCause.OFF_CURVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void coordinatesHaveTheLengthOfTheirCurveWithLeadingZerosAndNoOther(Algorithm algorithm) {
        ECPublicKey key = (ECPublicKey) Minted.pair(algorithm).getPublic();
        int length = (key.getParams().getOrder().bitLength() + 7) / 8;
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();

        assertThat(cause(point(algorithm, x, y, length + 1))).isEqualTo(SkipCause.MALFORMED);
        assertThat(cause(Jwks.key(algorithm, "x", number(fixed(x, length - 1)))))
                .isEqualTo(SkipCause.MALFORMED);
    }

    @Test
    void theCoordinatesOfOneCurveAreNotThoseOfAnother() {
        assertThat(cause(Jwks.key(ES256, "crv", "\"P-384\""))).isEqualTo(SkipCause.MALFORMED);
        assertThat(cause(Jwks.key(ES384, "crv", "\"P-256\""))).isEqualTo(SkipCause.MALFORMED);
        assertThat(cause(Jwks.key(ES512, "crv", "\"P-256\""))).isEqualTo(SkipCause.MALFORMED);
    }

    @Test
    void anEd25519KeyHasExactly32Bytes() {
        for (int length : new int[] {0, 1, 31, 33, 57, 64}) {
            assertThat(cause(Jwks.key(EdDSA, "x", number(new byte[length])))).isEqualTo(SkipCause.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // No x belongs to y = 2; y = p and y = 2^255 - 1 are not canonical.
                "0200000000000000000000000000000000000000000000000000000000000000",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                // The points of order 1, 2, 4 and 8.
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void anEd25519KeyThatIsNoPointOrOneOfSmallOrderIsRefused(String hex) {
        assertThat(cause(Jwks.key(EdDSA, "x", number(HexFormat.of().parseHex(hex)))))
                .isEqualTo(SkipCause.OFF_CURVE);
    }

    /** RFC 8032 section 5.1.2: the point with y = 3 in its two spellings, the first of which ends in a byte of zero. */
    @ParameterizedTest
    @CsvSource({"00, false", "80, true"})
    void theHighestBitOfAnEd25519KeyIsTheLowestOfX(String lastByte, boolean odd) {
        String element = Jwks.key(EdDSA, "x", number(HexFormat.of().parseHex("03" + "00".repeat(30) + lastByte)));
        EdECPublicKey key = (EdECPublicKey) Jwks.read(element).keys().get(0).publicKey();

        assertThat(key.getPoint().isXOdd()).isEqualTo(odd);
        assertThat(key.getPoint().getY()).isEqualTo(BigInteger.valueOf(3));
    }

    private static BigInteger multipleOf(int factor) {
        BigInteger rounded = MODULUS.subtract(MODULUS.mod(BigInteger.valueOf(factor)));
        return rounded.testBit(0) ? rounded : rounded.subtract(BigInteger.valueOf(factor));
    }

    private static String point(Algorithm algorithm, BigInteger x, BigInteger y, int length) {
        return Jwks.key(algorithm, "x", number(fixed(x, length)), "y", number(fixed(y, length)));
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        for (int i = 1; i <= Math.min(length, bytes.length); i++) {
            fixed[length - i] = bytes[bytes.length - i];
        }
        return fixed;
    }

    private static String number(BigInteger number) {
        return number(fixed(number, (number.bitLength() + 7) / 8));
    }

    private static String number(byte[] bytes) {
        return "\"" + Minted.encode(bytes) + "\"";
    }

    private static SkipCause cause(String element) {
        return Jwks.read(element).skipped().get(0).cause();
    }
}
