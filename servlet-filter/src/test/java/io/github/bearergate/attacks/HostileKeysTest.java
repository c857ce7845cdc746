package io.github.bearergate.attacks;

import static io.github.bearergate.attacks.Expected.ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySkipCause;
import io.github.bearergate.testkit.TestIssuer;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys of every kind that one thing is wrong with, in variations that stand in no catalogue, all in one set with a good key: none
 * of them verifies what its owner signs, and the good one goes on. {@link KeySpellingAttacksTest} has those of an EC key.
 */
class HostileKeysTest {
    private static final Map<String, KeyRow> WRONG_ROWS = rows(HostileKeyRows.WRONG, "wrong");
    private static final Map<String, KeyRow> RIGHT_ROWS = rows(HostileKeyRows.RIGHT, "right");
    private static final Map<String, AnyRsa> WEAK = weak();

    /** These are sound, and not for what their owner does with them. */
    private static final List<String> OF_ANOTHER_ALGORITHM =
            List.of("RSA | \"alg\":\"PS256\"", "RSA | \"alg\":\"RS384\"");

    private static Provider provider;
    private static Provider trap;
    private static List<KeySkipCause> skipped;

    private static Map<String, KeyRow> rows(String table, String prefix) {
        Map<String, KeyRow> rows = new LinkedHashMap<>();
        table.lines().forEach(row -> rows.put(row, KeyRow.of(prefix + '-' + rows.size(), row)));
        return rows;
    }

    /** Keys whose numbers are wrong, with the arithmetic that signs with them. */
    private static Map<String, AnyRsa> weak() {
        Map<String, AnyRsa> weak = new LinkedHashMap<>();
        BigInteger[] fermat = Stream.of(3, 5, 17, 257, 641, 65_537, 6_700_417)
                .map(BigInteger::valueOf)
                .toArray(BigInteger[]::new);
        AnyRsa sound = new AnyRsa(List.of(AnyRsa.prime(1_024, fermat), AnyRsa.prime(1_024, fermat)), AnyRsa.USUAL);
        for (long exponent : new long[] {1, 3, 5, 17, 257, 65_535, 4_294_967_297L}) {
            weak.put("e-" + exponent, sound.withExponent(BigInteger.valueOf(exponent)));
        }
        BigInteger[] primes = {AnyRsa.prime(1_030, AnyRsa.USUAL), AnyRsa.prime(1_020, AnyRsa.USUAL)};
        for (int factor : new int[] {2, 5, 7, 13, 97, 163}) {
            weak.put(
                    "by-" + factor,
                    new AnyRsa(List.of(BigInteger.valueOf(factor), primes[0], primes[1]), AnyRsa.USUAL));
        }
        weak.put(
                "by-many",
                new AnyRsa(
                        Stream.concat(Stream.of(3, 5, 7, 11).map(BigInteger::valueOf), Stream.of(primes))
                                .toList(),
                        AnyRsa.USUAL));
        for (int distance : new int[] {1, 512}) {
            weak.put("near-2^" + distance, near(distance));
        }
        weak.put("2046-bits", AnyRsa.ofPrimes(2, 1_023));
        weak.put("1056-bits", AnyRsa.ofPrimes(33, 32));
        weak.put("8256-bits", AnyRsa.ofPrimes(64, 129));
        return weak;
    }

    /** Two primes of 1,024 bits whose difference has about so many bits. */
    private static AnyRsa near(int distance) {
        BigInteger first = AnyRsa.prime(1_024, AnyRsa.USUAL);
        BigInteger second = first.add(BigInteger.ONE.shiftLeft(distance)).nextProbablePrime();
        while (second.mod(AnyRsa.USUAL).equals(BigInteger.ONE)) {
            second = second.nextProbablePrime();
        }
        return new AnyRsa(List.of(first, second), AnyRsa.USUAL);
    }

    @BeforeAll
    static void publish() {
        LogCapture.mute(true); // every odd key is complained about
        trap = Provider.ready();
        provider = Provider.ready(HostileKeysTest::publishAt, "algorithms ES256 ES384 ES512 RS256 EdDSA");
        skipped = List.copyOf(provider.skipped);
    }

    private static void publishAt(TestIssuer issuer) {
        Stream.of(WRONG_ROWS, RIGHT_ROWS)
                .flatMap(rows -> rows.values().stream())
                .map(row -> row.element().replace("@trap", trap.issuer.jwksUri().toString()))
                .forEach(issuer::publishElement);
        WEAK.forEach((kid, key) -> issuer.publishElement("{\"kid\":\"" + kid + "\"," + key.members() + '}'));
    }

    @AfterAll
    static void close() {
        provider.close();
        trap.close();
        LogCapture.mute(false);
    }

    static Stream<String> wrongRows() {
        return WRONG_ROWS.keySet().stream();
    }

    static Stream<String> rightRows() {
        return RIGHT_ROWS.keySet().stream();
    }

    static Stream<String> weakKeys() {
        return WEAK.keySet().stream();
    }

    @ParameterizedTest(name = "JWK-17 {0}")
    @MethodSource("wrongRows")
    @Tag("JWK-17")
    @Tag("JWK-18")
    @Tag("JWK-19")
    @Tag("JWK-20")
    @Tag("JWK-22")
    @Tag("KEY-22")
    void aKeyThatOneThingIsWrongWithVerifiesNothing(String row) {
        assertThat(provider.verdict(WRONG_ROWS.get(row).token(payload()))).isEqualTo("UNKNOWN_KEY");
        assertThat(provider.verdict()).isEqualTo(ALLOWED);
    }

    /** Else the other table would prove nothing. */
    @ParameterizedTest(name = "JWK-17 {0}")
    @MethodSource("rightRows")
    @Tag("JWK-17")
    @Tag("KEY-06")
    void aKeyThatNothingIsWrongWithVerifies(String row) {
        int before = trap.issuer.requests();
        assertThat(provider.verdict(RIGHT_ROWS.get(row).token(payload()))).isEqualTo(ALLOWED);
        assertThat(trap.issuer.requests()).isEqualTo(before);
    }

    @ParameterizedTest(name = "SIG-15 {0}")
    @MethodSource("weakKeys")
    @Tag("SIG-13")
    @Tag("SIG-14")
    @Tag("SIG-15")
    @Tag("SIG-17")
    void aWeakKeyVerifiesNothingThatItsOwnerSigns(String kid) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
        assertThat(provider.verdict(Jws.of(header, payload(), WEAK.get(kid)::sign)))
                .isEqualTo("UNKNOWN_KEY");
    }

    @Test
    @Tag("JWK-17")
    @Tag("JWK-20")
    void everyKeyThatIsPassedOverIsToldOf() {
        assertThat(skipped).hasSize(WRONG_ROWS.size() + WEAK.size() - OF_ANOTHER_ALGORITHM.size());
        assertThat(WRONG_ROWS).containsKeys(OF_ANOTHER_ALGORITHM.toArray(String[]::new));
        assertThat(skipped)
                .filteredOn(cause -> cause == KeySkipCause.PRIVATE_MEMBERS)
                .hasSameSizeAs(WRONG_ROWS.keySet().stream()
                        .filter(row -> row.contains("! |"))
                        .toList());
    }

    private static String payload() {
        return Jws.payload(provider.issuer.token().sign());
    }
}
