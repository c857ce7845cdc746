package io.github.bearergate.attacks;

import static io.github.bearergate.attacks.Expected.ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.github.bearergate.jwks.KeySkipCause;
import io.github.bearergate.jwks.KeySourceState;
import io.github.bearergate.jwks.RefreshOutcome;
import io.github.bearergate.testkit.Eventually;
import io.github.bearergate.testkit.Fault;
import io.github.bearergate.testkit.Reply;
import io.github.bearergate.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks through what a key set says, and through how it is delivered. Whatever happens, good keys go on being served. */
@ExtendWith(WorldExtension.class)
class KeySetAttacksTest {
    private static final String DISTURBED = "UNKNOWN_KEY";

    @BeforeAll
    static void mute() {
        LogCapture.mute(true); // every odd key and failed fetch is complained about
    }

    @AfterAll
    static void unmute() {
        LogCapture.mute(false);
    }

    @ParameterizedTest(name = "JWK-07 {0}")
    @ValueSource(
            strings = {
                "<!doctype html><title>Sign in</title>",
                "",
                " ",
                "OK",
                "null",
                "[]",
                "true",
                "0",
                "\"keys\"",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":\"\"}",
                "{\"keys\":1}",
                "{\"error\":\"server_error\"}",
                "{\"Keys\":[]}",
                "{\"keys\":[",
                "\uFEFF{\"keys\":[]}",
                "{\"keys\":[]}",
                "{\"keys\":[],}",
                "{\"keys\":[{}]}",
                "{\"keys\":[null,1,\"x\",[],true]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                "{'keys':[]}",
                "{\"keys\":[]}{\"keys\":[]}"
            })
    @Tag("JWK-07")
    void anAnswerThatIsNoKeySetLeavesTheGoodOneInPlace(String body) {
        try (Provider provider = Provider.ready()) {
            provider.issuer.chaos().answer(200, body);
            assertThat(provider.refresh()).isIn(RefreshOutcome.NOT_JSON, RefreshOutcome.EMPTY);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @ParameterizedTest(name = "JWK-07 status {0}")
    @ValueSource(ints = {201, 203, 204, 206, 400, 401, 403, 404, 410, 429, 500, 502, 503, 504})
    @Tag("JWK-07")
    void aGenuineKeySetUnderAnotherStatusThan200IsNotTaken(int status) {
        try (Provider provider = Provider.ready()) {
            provider.issuer.chaos().answer(status, provider.issuer.jwks().replace("\"ES256\"", "\"none\""));
            assertThat(provider.refresh()).isNotEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @ParameterizedTest(name = "JWK-08 {0}")
    @ValueSource(
            strings = {
                "text/html",
                "text/plain",
                "application/jwk-set+json",
                "application/octet-stream",
                "x",
                "application/json; charset=utf-16"
            })
    @Tag("JWK-08")
    void theContentDecidesAndNotItsSaidType(String type) {
        try (Provider provider = Provider.ready()) {
            String kid = provider.issuer.rotate();
            provider.issuer.chaos().answer(Reply.of(200, provider.issuer.jwks()).withHeader("Content-Type", type));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict(provider.issuer.token().signedBy(kid).sign()))
                    .isEqualTo(ALLOWED);
        }
    }

    @ParameterizedTest(name = "JWK-09 {0}")
    @ValueSource(ints = {301, 302, 303, 307, 308, 300, 304, 305})
    @Tag("JWK-09")
    void aRedirectIsNotFollowed(int status) {
        try (TestIssuer trap =
                        TestIssuer.builder().algorithms("ES256").metadata().start();
                Provider provider = Provider.ready()) {
            provider.issuer
                    .chaos()
                    .answer(Reply.of(status, "")
                            .withHeader("Location", trap.jwksUri().toString()));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.STATUS_3XX);
            assertThat(trap.requests()).isZero();
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-11")
    void aBodyOf50MegabytesIsGivenUpAtTheLimit() {
        try (Provider provider = Provider.ready()) {
            provider.issuer.chaos().huge(50_000_000);
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.TOO_LARGE);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-11")
    void aCompressedBodyIsNotUnpacked() {
        try (Provider provider = Provider.ready()) {
            provider.issuer.chaos().gzip();
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.ENCODING);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-13")
    void aBodyThatDripsIsGivenUpAtTheDeadlineOfTheWholeFetch() {
        try (Provider provider = Provider.ready("timeout 500ms")) {
            provider.issuer.chaos().drip(1, Duration.ofMillis(100));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.TIMEOUT);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-13")
    void headersThatDripAreGivenUpAtTheDeadline() {
        try (Provider provider = Provider.ready("timeout 500ms")) {
            provider.issuer.chaos().dripHead(1, Duration.ofMillis(100));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.TIMEOUT);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-14")
    void chunksWithoutEndAreGivenUpAtTheDeadline() {
        try (Provider provider = Provider.ready("timeout 500ms")) {
            provider.issuer.chaos().fault((truth, wire) -> {
                wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true) {
                    wire.write("1\r\n \r\n");
                    wire.pause(Duration.ofMillis(20));
                }
            });
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.TIMEOUT);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    static Stream<String> badElements() {
        String point = "\"x\":\"" + "A".repeat(43) + "\",\"y\":\"" + "A".repeat(43) + '"';
        return Stream.of(
                "{\"kty\":\"RSA\"}",
                "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":1,\"e\":1}",
                "{\"kty\":\"EC\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"BP-256\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":1," + point + "}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed999\",\"x\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + "A".repeat(43) + "\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + "A".repeat(44) + "\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}",
                "{\"kty\":\"ZZ\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "{\"kty\":null}",
                "{\"kty\":[\"EC\"]}",
                "{}",
                "null",
                "1",
                "\"key\"",
                "[]",
                "[[\"kty\",\"EC\"]]",
                "{\"kty\":\"EC\",\"kty\":\"EC\"}",
                "{\"kty\":\"EC\",\"x5c\":\"garbage\"}",
                "{\"kty\":\"EC\",\"x5c\":[1],\"x5u\":\":\"}",
                "{\"kty\":\"EC\",\"use\":\"\"," + point + "}",
                "{\"kty\":\"EC\",\"key_ops\":[\"foo\"]," + point + "}",
                "{\"kty\":\"EC\",\"key_ops\":[\"verify\"],\"use\":\"enc\"," + point + "}",
                "{\"kid\":1,\"kty\":\"EC\"}",
                "{\"kid\":\"" + "k".repeat(257) + "\",\"kty\":\"EC\"}",
                "{\"kty\":\"EC\",\"x\":\"\\ud800\"}",
                "{\"kty\":\"EC\",\"exp\":1e400}");
    }

    @ParameterizedTest(name = "JWK-17 {0}")
    @MethodSource("badElements")
    @Tag("JWK-17")
    @Tag("JWK-18")
    @Tag("JWK-19")
    @Tag("JWK-21")
    @Tag("SIG-20")
    void badElementsAroundAGoodKeyCostItNothing(String element) {
        try (Provider provider = Provider.ready()) {
            String kid = provider.issuer.kid();
            String set = "{\"keys\":[" + element + ',' + elements(provider.issuer) + ',' + element + "]}";
            provider.issuer.chaos().answer(200, set);
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict(provider.issuer.token().signedBy(kid).sign()))
                    .isEqualTo(ALLOWED);
            assertThat(provider.skipped).isNotEmpty();
        }
    }

    @Test
    @Tag("JWK-18")
    void aKeyTypeOfALaterAgeIsPassedOver() {
        try (Provider provider = Provider.ready()) {
            provider.issuer.chaos().unknownKeyType();
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.skipped).containsExactly(KeySkipCause.UNKNOWN_TYPE);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-20")
    void aKeyPublishedWithItsPrivatePartIsNotTrustedAndAnAlarmIsRaised(World world) {
        assertThat(World.verdict(world.ask("Bearer " + world.oddKeys.token("private", world.valid()))))
                .isEqualTo(DISTURBED);
        try (Provider provider = Provider.ready(issuer -> issuer.publishElement(
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"p\",\"d\":\"AA\",\"x\":\"AA\",\"y\":\"AA\"}"))) {
            assertThat(provider.skipped).containsExactly(KeySkipCause.PRIVATE_MEMBERS);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-21")
    @Tag("JWK-22")
    void sharedSecretsAndKeysWithAMemberTwiceVerifyNothing(World world) {
        for (String kid : List.of("oct", "twice", "kid-twice")) {
            assertThat(World.verdict(world.ask("Bearer " + world.oddKeys.token(kid, world.valid()))))
                    .as(kid)
                    .isEqualTo(DISTURBED);
        }
    }

    @ParameterizedTest(name = "JWK-23 {0}")
    @ValueSource(
            strings = {
                "{\"keys\":[%s],\"keys\":[]}",
                "{\"keys\":[],\"keys\":[%s]}",
                "{\"keys\":[%s],\"k\\u0065ys\":[]}",
                "{\"x\":1,\"x\":1,\"keys\":[%s]}",
                "{\"keys\":[%s],\"x\":{\"y\":1,\"y\":2}}"
            })
    @Tag("JWK-23")
    void aDocumentThatSaysSomethingTwiceIsRefusedAsAWhole(String document) {
        assertRefused(document);
    }

    @ParameterizedTest(name = "JWK-24 {0}")
    @ValueSource(
            strings = {"[[\"keys\",[%s]]]", "[\"keys\",[%s]]", "[%s]", "[{\"keys\":[%s]}]", "%s", "\"{keys:[%s]}\""})
    @Tag("JWK-24")
    void aSetThatIsNoObjectIsRefused(String document) {
        assertRefused(document);
    }

    private static void assertRefused(String document) {
        try (Provider provider = Provider.ready()) {
            String kid = provider.issuer.rotate();
            String element = elements(provider.issuer);
            provider.issuer.chaos().answer(200, document.formatted(element));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.NOT_JSON);
            String old = provider.issuer.kids().stream()
                    .filter(name -> !name.equals(kid))
                    .findFirst()
                    .orElseThrow();
            assertThat(provider.verdict(provider.issuer.token().signedBy(old).sign()))
                    .isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-25")
    void aThousandKeysAreReadAndFoundAndOneMoreIsTooMany() {
        try (Provider provider = Provider.ready()) {
            provider.issuer.chaos().answer(200, setOf(provider.issuer, 999));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.guard.keySources().get(0).keys()).isEqualTo(1_000);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
            assertThat(provider.verdict(provider.issuer.token().kid("k998").sign()))
                    .isEqualTo(ALLOWED);
            provider.issuer.chaos().answer(200, setOf(provider.issuer, 1_000));
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.NOT_JSON);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
            assertThat(provider.verdict(provider.issuer.token().kid("k999").sign()))
                    .isEqualTo(DISTURBED);
        }
    }

    @Test
    @Tag("JWK-26")
    @Tag("JWK-27")
    void aTokenThatIsRememberedIsRefusedAsSoonAsItsKeyIsGone() {
        try (Provider provider = Provider.ready()) {
            String old = provider.issuer.kid();
            String token = provider.issuer.token().sign();
            assertThat(provider.verdict(token)).isEqualTo(ALLOWED);
            provider.issuer.rotate();
            provider.issuer.removeKey(old);
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict(token)).isEqualTo(DISTURBED);
            assertThat(provider.verdict(provider.issuer.token().signedBy(old).sign()))
                    .isEqualTo(DISTURBED);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-27")
    void aTokenThatIsRememberedIsRefusedWhenItsKidNamesAnotherKey() {
        try (Provider provider = Provider.ready()) {
            String kid = provider.issuer.kid();
            String token = provider.issuer.token().sign();
            assertThat(provider.verdict(token)).isEqualTo(ALLOWED);
            KeyPair other = OddKeys.generate("secp256r1");
            provider.issuer.chaos().answer(200, "{\"keys\":[" + element(other, kid) + "]}");
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict(token)).isEqualTo("BAD_SIGNATURE");
        }
    }

    @Test
    @Tag("JWK-27")
    void aTokenThatIsRememberedIsRefusedAsSoonAsItsKeyIsDenied() {
        try (Provider provider = Provider.ready()) {
            String token = provider.issuer.token().sign();
            assertThat(provider.verdict(token)).isEqualTo(ALLOWED);
            provider.source().deny(provider.issuer.kid());
            assertThat(provider.verdict(token)).isEqualTo(DISTURBED);
            provider.source().undeny(provider.issuer.kid());
            assertThat(provider.verdict(token)).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-04")
    void aHundredRequestsInFrontOfAColdCacheCauseOneFetch() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Fault held = (truth, wire) -> {
            while (asked.getCount() > 0) {
                wire.pause(Duration.ofMillis(5));
            }
            wire.send(truth);
        };
        try (Provider provider = Provider.cold(
                TestIssuer.builder().algorithms("ES256").metadata(),
                issuer -> issuer.chaos().fault(held),
                "timeout 30s")) {
            String token = provider.issuer.token().sign();
            List<String> verdicts = Together.run(100, i -> provider.verdict(token));
            asked.countDown();
            assertThat(verdicts).containsOnly("KEYS");
            assertThat(provider.nextOutcome()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.issuer.requests()).isEqualTo(1);
            assertThat(provider.verdict(token)).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("JWK-01")
    @Tag("CAC-09")
    @Tag("RSP-13")
    void aStormOfUnknownKidsAgainstAProviderThatHangsDelaysNobodyElse() throws InterruptedException {
        try (Provider provider = Provider.ready("timeout 30s")) {
            provider.issuer.chaos().hang();
            int before = provider.issuer.requests();
            String known = provider.issuer.token().sign();
            long start = System.nanoTime();
            List<String> verdicts = Together.run(
                    200,
                    i -> i % 2 == 0
                            ? provider.verdict(known)
                            : provider.verdict(
                                    provider.issuer.token().kid("unknown-" + i).sign()));
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertThat(verdicts.stream().filter(ALLOWED::equals)).hasSize(100);
            assertThat(verdicts.stream().filter(DISTURBED::equals)).hasSize(100);
            // A fetch takes 30 s to be given up, and nobody waits longer than half a second for it.
            assertThat(millis).isLessThan(25_000);
            assertThat(provider.issuer.requests() - before).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest(name = "JWK-29 {0}")
    @ValueSource(strings = {"%s/", "%s/x", "https://evil.example.com", "", "%s#", "%s?"})
    @Tag("JWK-29")
    void metadataOfAnotherIssuerAreNotBelieved(String other) {
        try (Provider provider = Provider.cold(
                TestIssuer.builder().algorithms("ES256"),
                issuer -> issuer.metadata("issuer", other.formatted(issuer.issuer())))) {
            assertThat(provider.nextOutcome()).isEqualTo(RefreshOutcome.NOT_JSON);
            assertThat(provider.verdict()).isEqualTo("KEYS");
            assertThat(provider.issuer.requests(provider.issuer.jwksUri().getPath()))
                    .isZero();
        }
    }

    @ParameterizedTest(name = "JWK-30 {0}")
    @ValueSource(
            strings = {
                "http://evil.example.com/jwks",
                "http://169.254.169.254/latest",
                "http://10.0.0.1/jwks",
                "file:///etc/passwd",
                "ftp://evil.example.com/jwks",
                "jar:https://evil.example.com!/jwks",
                "//evil.example.com/jwks",
                "/jwks",
                "",
                "https://",
                "https:///jwks",
                "http://127.0.0.1@evil.example.com/jwks",
                "https://user:secret@evil.example.com/jwks",
                "https://evil.example.com/jwks#x",
                "http://[::ffff:169.254.169.254]/",
                "http://0.0.0.0/jwks",
                "http://0177.0.0.1/",
                "http://localhost.evil.example.com/",
                "data:application/json,{}",
                "javascript:1",
                " https://evil.example.com",
                "https://evil.example.com/\njwks"
            })
    @Tag("JWK-30")
    @Tag("JWK-31")
    void aPlaceForKeysThatIsNeitherHttpsNorLoopbackIsNotAsked(String place) {
        try (Provider provider =
                Provider.cold(TestIssuer.builder().algorithms("ES256"), issuer -> issuer.metadata("jwks_uri", place))) {
            assertThat(provider.nextOutcome()).isEqualTo(RefreshOutcome.NOT_JSON);
            assertThat(provider.verdict()).isEqualTo("KEYS");
            assertThat(provider.guard.keySources().get(0).state()).isEqualTo(KeySourceState.COLD);
        }
    }

    @Test
    @Tag("KEY-24")
    void aTokenWithoutAKidIsNotTriedAgainstTwentyKeys() {
        try (Provider provider = Provider.ready(issuer -> IntStream.range(0, 20)
                .forEach(i -> issuer.publishElement(element(OddKeys.generate("secp256r1"), "k" + i))))) {
            assertThat(provider.verdict(provider.issuer.token().noKid().sign())).isEqualTo(DISTURBED);
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("KEY-24")
    void ofTwentyKeysOfOneNameFourAreTriedAtMost() {
        List<KeyPair> pairs =
                Stream.generate(() -> OddKeys.generate("secp256r1")).limit(20).toList();
        try (Provider provider =
                Provider.ready(issuer -> pairs.forEach(pair -> issuer.publishElement(element(pair, "same"))))) {
            long accepted = pairs.stream()
                    .filter(pair -> provider.verdict(provider.issuer
                                    .token()
                                    .signedBy(pair)
                                    .kid("same")
                                    .sign())
                            .equals(ALLOWED))
                    .count();
            assertThat(accepted).isEqualTo(4);
        }
    }

    @Test
    @Tag("KEY-25")
    void aKeyOfAnotherCurveInFrontDoesNotHideTheRightOne() {
        KeyPair larger = OddKeys.generate("secp384r1");
        try (Provider provider = Provider.ready()) {
            String first = new ECKey.Builder(Curve.P_384, (ECPublicKey) larger.getPublic())
                    .build()
                    .toJSONString();
            provider.issuer.chaos().answer(200, "{\"keys\":[" + first + ',' + elements(provider.issuer) + "]}");
            assertThat(provider.refresh()).isEqualTo(RefreshOutcome.OK);
            assertThat(provider.verdict(provider.issuer.token().noKid().sign())).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("CAC-12")
    void whileSetsAreExchangedAKeyThatIsInAllOfThemIsNeverMissing() throws InterruptedException {
        try (Provider provider = Provider.ready()) {
            String kid = provider.issuer.kid();
            String token = provider.issuer.token().sign();
            CountDownLatch reading = new CountDownLatch(7);
            AtomicBoolean exchanged = new AtomicBoolean();
            List<String> verdicts = Together.run(8, i -> {
                if (i == 0) {
                    try {
                        Eventually.until(() -> reading.getCount() == 0);
                        provider.issuer.addKey("ES256");
                        return provider.refresh() == RefreshOutcome.OK ? ALLOWED : "not fetched";
                    } finally {
                        exchanged.set(true);
                    }
                }
                String worst = ALLOWED;
                for (int times = 0; times < 100 || !exchanged.get(); times++) {
                    reading.countDown();
                    String verdict = provider.verdict(
                            times % 2 == 0
                                    ? token
                                    : provider.issuer.token().signedBy(kid).sign());
                    worst = verdict.equals(ALLOWED) ? worst : verdict;
                }
                return worst;
            });
            assertThat(verdicts).containsOnly(ALLOWED);
        }
    }

    /** The elements of a set, without the object around them. */
    private static String elements(TestIssuer issuer) {
        String set = issuer.jwks();
        return set.substring("{\"keys\":[".length(), set.length() - 2);
    }

    /** The issuer's key, and so many times more under other names; the URL is its own. */
    private static String setOf(TestIssuer issuer, int more) {
        KeyPair pair = issuer.key(issuer.kid());
        StringBuilder set = new StringBuilder("{\"keys\":[").append(elements(issuer));
        IntStream.range(0, more).forEach(i -> set.append(',').append(element(pair, "k" + i)));
        assertThat(set.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(256 * 1_024);
        return set.append("]}").toString();
    }

    private static String element(KeyPair pair, String kid) {
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .keyID(kid)
                .build()
                .toJSONString();
    }
}
