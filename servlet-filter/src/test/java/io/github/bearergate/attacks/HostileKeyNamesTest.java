package io.github.bearergate.attacks;

import static io.github.bearergate.attacks.Expected.ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySkipCause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are hostile by their names, or by the keys beside them. */
class HostileKeyNamesTest {
    @BeforeAll
    static void mute() {
        LogCapture.mute(true); // every odd key is complained about
    }

    @AfterAll
    static void unmute() {
        LogCapture.mute(false);
    }

    @Test
    @Tag("KEY-13")
    @Tag("KEY-14")
    void aKeyIsFoundByItsExactNameAlone() {
        Map<String, List<String>> others = new LinkedHashMap<>();
        others.put("\"\"", List.of("\" \"", "\"\\u0000\""));
        others.put("\"k\\r\\nFAKE\\u0000\\u001b[31m\"", List.of("\"k\"", "\"k FAKE\"", "\"k\\r\\nFAKE\""));
        others.put("\"caf\\u00e9\"", List.of("\"cafe\\u0301\"", "\"cafe\"", "\"CAF\\u00c9\"", "\"caf%C3%A9\""));
        others.put("\"" + "k".repeat(256) + '"', List.of('"' + "k".repeat(257) + '"', '"' + "k".repeat(255) + '"'));
        others.put("\"null\"", List.of("\"NULL\"", "\"\\ufeffnull\""));
        others.put("\"AaAa\"", List.of("\"BBBB\"", "\"AaBB\"")); // of one hash code
        others.put("\"../jwks\"", List.of("\"jwks\"", "\"./../jwks\"", "\"..%2fjwks\""));
        KeyRow key = KeyRow.of("any", "OKP |");
        try (Provider provider = Provider.ready(issuer -> others.keySet()
                .forEach(kid -> issuer.publishElement(key.element().replace("\"any\"", kid))))) {
            others.forEach((kid, strangers) -> {
                assertThat(provider.verdict(key.token(payload(provider), kid)))
                        .as(kid)
                        .isEqualTo(ALLOWED);
                strangers.forEach(other -> assertThat(provider.verdict(key.token(payload(provider), other)))
                        .as("%s for %s", other, kid)
                        .isEqualTo("UNKNOWN_KEY"));
            });
        }
    }

    @Test
    @Tag("KEY-13")
    @Tag("HDR-18")
    void aKeyWhoseNameIsNoTextOfAtMost256CharactersIsFoundByNone() {
        KeyRow key = KeyRow.of("any", "OKP |");
        List<String> names = List.of(
                "1",
                "1.0",
                "true",
                "[\"k\"]",
                "{\"k\":1}",
                "\"\\ud800\"",
                '"' + "k".repeat(257) + '"',
                '"' + "k".repeat(10_000) + '"');
        try (Provider provider = Provider.ready(issuer ->
                names.forEach(kid -> issuer.publishElement(key.element().replace("\"any\"", kid))))) {
            assertThat(provider.skipped).hasSameSizeAs(names);
            for (String kid : names) {
                String asked = kid.startsWith("\"") ? kid : '"' + kid.replace("\"", "\\\"") + '"';
                assertThat(provider.verdict(key.token(payload(provider), asked)))
                        .as(kid)
                        .isIn("UNKNOWN_KEY", "MALFORMED_TOKEN");
            }
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    @Test
    @Tag("KEY-17")
    @Tag("ALG-10")
    void keysOfOneNameEachVerifyTheirOwnAlgorithmsAlone() {
        KeyRow rsa = KeyRow.of("same", "RSA | \"alg\":\"PS256\"");
        KeyRow ec = KeyRow.of("same", "EC | \"alg\":\"ES256\"");
        KeyRow okp = KeyRow.of("same", "OKP |");
        KeyRow secret = KeyRow.of("same", "EC384! | \"d\":\"@d\"");
        try (Provider provider = Provider.ready(
                issuer -> Stream.of(secret, rsa, ec, okp).map(KeyRow::element).forEach(issuer::publishElement),
                "algorithms ES256 ES384 RS256 PS256 EdDSA")) {
            assertThat(provider.verdict(ec.token(payload(provider)))).isEqualTo(ALLOWED);
            assertThat(provider.verdict(okp.token(payload(provider)))).isEqualTo(ALLOWED);
            assertThat(provider.verdict(rsa.token(payload(provider)))).isEqualTo("UNKNOWN_KEY");
            assertThat(provider.verdict(secret.token(payload(provider)))).isEqualTo("UNKNOWN_KEY");
            assertThat(provider.skipped).containsExactly(KeySkipCause.PRIVATE_MEMBERS);
        }
    }

    /** Whoever reads the document can sign with it, whichever of the two he names. */
    @ParameterizedTest(name = "JWK-20 {0}")
    @EnumSource
    @Tag("JWK-20")
    void aKeyWhosePrivatePartStandsInTheSetIsNotTrustedThoughItStandsThereOnceMoreWithout(KeyRow.Kind kind) {
        KeyRow open = KeyRow.of("open", kind + " |");
        for (String edit : List.of(
                "\"d\":\"@d\"", "\"d\":\"@d\";;\"use\":\"enc\"", "\"d\":\"@d\";;-kid", "\"alg\":\"x\";;\"d\":\"@d\"")) {
            KeyRow secret = KeyRow.of("secret", kind + " | " + edit);
            for (List<KeyRow> order : List.of(List.of(secret, open), List.of(open, secret))) {
                try (Provider provider = Provider.ready(
                        issuer -> order.forEach(row -> issuer.publishElement(row.element())),
                        "algorithms ES256 ES384 ES512 RS256 EdDSA")) {
                    assertThat(provider.skipped)
                            .containsExactly(KeySkipCause.PRIVATE_MEMBERS, KeySkipCause.PRIVATE_MEMBERS);
                    assertThat(provider.verdict(open.token(payload(provider)))).isEqualTo("UNKNOWN_KEY");
                    assertThat(provider.verdict()).isEqualTo(ALLOWED);
                }
            }
        }
    }

    /** One thing is wrong with the element that tells the private part; the key stands there once more as it should. */
    @ParameterizedTest(name = "JWK-20 {0}")
    @MethodSource("wrongRows")
    @Tag("JWK-20")
    void aKeyIsNotTrustedHoweverBadlyTheElementIsWrittenThatTellsItsPrivatePart(String row) {
        KeyRow secret = KeyRow.of("key", row + ";;\"d\":\"@d\"");
        KeyRow open = KeyRow.of("key", row.substring(0, row.indexOf('|') + 1));
        try (Provider provider = Provider.ready(
                issuer -> Stream.of(open, secret).map(KeyRow::element).forEach(issuer::publishElement),
                "algorithms ES256 ES384 ES512 RS256 EdDSA")) {
            assertThat(provider.skipped)
                    .containsOnly(KeySkipCause.PRIVATE_MEMBERS)
                    .hasSize(2);
            assertThat(provider.verdict(open.token(payload(provider)))).isEqualTo("UNKNOWN_KEY");
            assertThat(provider.verdict()).isEqualTo(ALLOWED);
        }
    }

    static Stream<String> wrongRows() {
        return HostileKeyRows.WRONG.lines().map(String::strip).filter(row -> !row.contains("! |"));
    }

    private static String payload(Provider provider) {
        return Jws.payload(provider.issuer.token().sign());
    }
}
