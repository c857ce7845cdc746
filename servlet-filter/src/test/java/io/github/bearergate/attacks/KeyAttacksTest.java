package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.FORBIDDEN_HEADER;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.UNKNOWN_ISSUER;
import static io.github.bearergate.Reason.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.github.bearergate.testkit.TokenBuilder;
import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on the choice of the key, and with keys that the attacker brings along. */
class KeyAttacksTest extends AttackTable {
    @Override
    void attacks() {
        broughtAlong();
        places();
        certificates();
        names();
        otherIssuers();
        unfitForUse();
    }

    private void broughtAlong() {
        attack("KEY-01")
                .refused(
                        FORBIDDEN_HEADER,
                        "signed by it",
                        world -> bringing(world).header("jwk", publicKey(world)).sign())
                .refused(
                        FORBIDDEN_HEADER,
                        "signed by it, without a kid",
                        world -> bringing(world)
                                .header("jwk", publicKey(world))
                                .noKid()
                                .sign())
                .refused(
                        FORBIDDEN_HEADER,
                        "signed by it, under its own kid",
                        world -> bringing(world)
                                .header("jwk", publicKey(world))
                                .kid("attacker")
                                .sign())
                .refused(
                        FORBIDDEN_HEADER,
                        "with its private part",
                        world -> bringing(world)
                                .header("jwk", Map.of("kty", "oct", "k", "AAAA"))
                                .sign())
                .refused(
                        FORBIDDEN_HEADER,
                        "the issuer's own key, signed by it",
                        world -> world.token()
                                .header("jwk", Map.of("kty", "EC", "kid", world.general.kid()))
                                .sign())
                .refused(
                        BAD_SIGNATURE,
                        "a foreign key under the issuer's kid",
                        world -> world.token().forged().sign());
        Row malformed = attack("KEY-03");
        for (String value : List.of(
                "{}",
                "[]",
                "null",
                "\"x\"",
                "1",
                "true",
                "{\"kty\":\"ZZ\"}",
                "{\"kty\":\"oct\",\"k\":\"AA\"}",
                "{\"kty\":1}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"\"}")) {
            malformed.refused(FORBIDDEN_HEADER, value, world -> with(world, "jwk", value));
        }
        malformed.refused(
                MALFORMED_TOKEN,
                "a member twice in it",
                world -> with(world, "jwk", "{\"kty\":\"EC\",\"kty\":\"oct\"}"));
    }

    private void places() {
        for (String name : List.of("jku", "x5u")) {
            Row row = attack(name.equals("jku") ? "KEY-05" : "KEY-06");
            row.refused(
                            FORBIDDEN_HEADER,
                            "a key set of the attacker's",
                            world -> bringing(world)
                                    .header(name, world.trap.jwksUri().toString())
                                    .sign())
                    .refused(
                            FORBIDDEN_HEADER,
                            "the same, genuinely signed",
                            world -> world.token()
                                    .header(name, world.trap.jwksUri().toString())
                                    .sign())
                    .refused(
                            FORBIDDEN_HEADER,
                            "the issuer's own key set",
                            world -> world.token()
                                    .header(name, world.general.jwksUri().toString())
                                    .sign())
                    .refused(
                            FORBIDDEN_HEADER,
                            "the issuer's name before an at sign",
                            world -> world.token()
                                    .header(name, "http://127.0.0.1@127.0.0.1:" + world.trap.port() + "/jwks")
                                    .sign())
                    .refused(
                            FORBIDDEN_HEADER,
                            "the issuer's address and a redirect",
                            world -> world.token()
                                    .header(
                                            name,
                                            world.general.issuer() + "/redirect?to=http://127.0.0.1:"
                                                    + world.trap.port())
                                    .sign());
            for (String value : List.of(
                    "\"file:///etc/passwd\"",
                    "\"http://169.254.169.254/latest/meta-data\"",
                    "\"\"",
                    "null",
                    "1",
                    "[\"https://evil.example.com\"]",
                    "{}",
                    "\"jar:http://evil.example.com!/\"",
                    "\"https://evil.example.com/#@as\"",
                    "\"//evil.example.com\"",
                    "\"ldap://evil.example.com/a\"",
                    "\"\\u0000\"")) {
                row.refused(FORBIDDEN_HEADER, value, world -> with(world, name, value));
            }
        }
    }

    private void certificates() {
        attack("KEY-07")
                .refused(
                        FORBIDDEN_HEADER,
                        "one that certifies the attacker's key",
                        world -> bringing(world)
                                .header("x5c", List.of(certificate(world)))
                                .sign())
                .refused(
                        FORBIDDEN_HEADER,
                        "the same, without a kid",
                        world -> bringing(world)
                                .header("x5c", List.of(certificate(world)))
                                .noKid()
                                .sign())
                .refused(
                        FORBIDDEN_HEADER,
                        "the same, genuinely signed",
                        world -> world.token()
                                .header("x5c", List.of(certificate(world)))
                                .sign());
        Row garbage = attack("KEY-08");
        for (String value : List.of(
                "[1]",
                "[null]",
                "\"a\"",
                "[\"AAAA\"]",
                "[]",
                "null",
                "{}",
                "[[]]",
                "[\"\"]",
                "true",
                "[\"AAAA\",\"AAAA\"]")) {
            garbage.refused(FORBIDDEN_HEADER, value, world -> with(world, "x5c", value));
        }
        Row thumbprints = attack("KEY-09");
        for (String name : List.of("x5t", "x5t#S256")) {
            for (String value : List.of("\"" + "A".repeat(43) + "\"", "\"\"", "null", "1", "[]", "{}")) {
                thumbprints.accepted(name + " " + value, world -> with(world, name, value));
            }
            thumbprints
                    .refused(
                            BAD_SIGNATURE,
                            name + " of a forgery",
                            world -> world.token()
                                    .forged()
                                    .header(name, "A".repeat(43))
                                    .sign())
                    .refused(
                            UNKNOWN_KEY,
                            name + " instead of a kid",
                            world -> world.token()
                                    .noKid()
                                    .header(name, "A".repeat(43))
                                    .sign());
        }
    }

    private void names() {
        Row urls = attack("KEY-12");
        for (String kid : List.of(
                "//evil.example.com",
                "%2e%2e/",
                "../../../etc/passwd",
                "http://evil.example.com/key",
                "/dev/null",
                "?kid=1",
                "#",
                "..\\..\\key",
                "key; cat /etc/passwd",
                "' OR '1'='1",
                "${jndi:ldap://evil.example.com/a}",
                "*",
                "null")) {
            urls.refused(UNKNOWN_KEY, kid, world -> world.token().kid(kid).sign());
        }
        urls.refused(
                UNKNOWN_KEY,
                "a URL of the attacker's",
                world -> world.token().kid(world.trap.jwksUri().toString()).sign());
        Row huge = attack("KEY-13");
        for (int length : new int[] {256, 257, 1_000, 8_000}) {
            huge.refused(
                    UNKNOWN_KEY,
                    length + " characters",
                    world -> world.token().kid("k".repeat(length)).sign());
        }
        huge.refused(
                        UNKNOWN_KEY,
                        "a genuine one and a blank",
                        world -> world.token().kid(world.general.kid() + " ").sign())
                .refused(
                        UNKNOWN_KEY,
                        "a genuine one and NUL",
                        world -> world.token().kid(world.general.kid() + '\0').sign())
                .refused(
                        UNKNOWN_KEY,
                        "a genuine one in capitals",
                        world -> world.token()
                                .kid(world.general.kid().toUpperCase(java.util.Locale.ROOT))
                                .sign());
        Row lines = attack("KEY-14");
        for (String kid : List.of(
                "k\r\nfake-log-line",
                "k\nfake-log-line",
                "k\u001B[31mfake-log-line",
                "k\"fake-log-line\"",
                "k\u0085fake-log-line",
                "k\u2028fake-log-line",
                "k\\nfake-log-line",
                "k\0fake-log-line",
                "k\u202Efake-log-line",
                "{\"fake-log-line\":1}")) {
            lines.refused(
                    UNKNOWN_KEY,
                    KeyAttacksTest.shown(kid),
                    world -> world.token().kid(kid).sign());
        }
    }

    private void otherIssuers() {
        attack("KEY-17")
                .accepted(
                        "the first issuer's token by its own key of the shared name",
                        world -> world.token().signedBy("shared").sign())
                .accepted(
                        "the second issuer's",
                        world -> world.strictToken().signedBy("shared").sign())
                .refused(
                        BAD_SIGNATURE,
                        "the second issuer's key, the first issuer's name",
                        world -> world.strictToken()
                                .signedBy("shared")
                                .claim("iss", world.general.issuer())
                                .sign())
                .refused(
                        BAD_SIGNATURE,
                        "the first issuer's key, the second issuer's name",
                        world -> world.token()
                                .signedBy("shared")
                                .claim("iss", world.strict.issuer())
                                .sign())
                .refused(
                        UNKNOWN_KEY,
                        "a kid that only the other issuer has",
                        world -> world.strictToken()
                                .claim("iss", world.general.issuer())
                                .sign());
        Row joined = attack("KEY-18");
        for (String separator : List.of(":", "|", " ", "\0", ",", "/")) {
            joined.refused(
                            UNKNOWN_KEY,
                            "kid and issuer joined by " + shown(separator),
                            world -> world.token()
                                    .kid("shared" + separator + world.strict.issuer())
                                    .sign())
                    .refused(
                            UNKNOWN_KEY,
                            "algorithm and kid joined by " + shown(separator),
                            world -> world.token()
                                    .kid("ES256" + separator + world.general.kid())
                                    .sign())
                    .refused(
                            UNKNOWN_ISSUER,
                            "issuer and kid joined by " + shown(separator),
                            world -> world.strictToken()
                                    .signedBy("shared")
                                    .claim("iss", world.strict.issuer() + separator + "shared")
                                    .sign());
        }
    }

    private void unfitForUse() {
        Row row = attack("KEY-22");
        for (String kid :
                List.of("expired", "not-yet", "revoked", "for-encryption", "for-signing", "other-algorithm")) {
            row.refused(UNKNOWN_KEY, kid, world -> world.oddKeys.token(kid, world.valid()));
        }
    }

    @Test
    @Tag("KEY-09")
    void aThumbprintOfAnotherCertificateCausesNoFetch(World world) throws IOException {
        int before = world.general.requests();
        RawResponse response =
                world.send(RawRequest.get(World.PATH).bearer(with(world, "x5t#S256", "\"" + "A".repeat(43) + "\"")));
        assertThat(response.status()).isEqualTo(200);
        assertThat(world.general.requests()).isEqualTo(before);
    }

    @Test
    @Tag("KEY-13")
    @Tag("JWK-01")
    void aThousandKidsOfAThousandCharactersAreRefusedAndCauseAtMostThreeFetches(World world) {
        int before = world.general.requests();
        for (int i = 0; i < 1_000; i++) {
            String kid = "%04d".formatted(i) + "k".repeat(996);
            assertThat(World.verdict(
                            world.ask("Bearer " + world.token().kid(kid).sign())))
                    .isEqualTo("UNKNOWN_KEY");
        }
        assertThat(world.general.requests() - before).isLessThanOrEqualTo(3);
    }

    @Test
    @Tag("KEY-12")
    void onlyTheKeySetIsEverAskedFor(World world) {
        assertThat(world.general.lastRequests())
                .allMatch(
                        request -> request.path().equals(world.general.jwksUri().getPath()));
    }

    /** A token that the attacker signs, under the name of the issuer's key. */
    private static TokenBuilder bringing(World world) {
        return world.token().signedBy(world.oddKeys.pair("attacker"));
    }

    private static Map<String, Object> publicKey(World world) {
        KeyPair pair = world.oddKeys.pair("attacker");
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .keyID("attacker")
                .build()
                .toJSONObject();
    }

    /** What a certificate is for this purpose: a SubjectPublicKeyInfo. Nobody may look into it. */
    private static String certificate(World world) {
        return java.util.Base64.getEncoder()
                .encodeToString(world.oddKeys.pair("attacker").getPublic().getEncoded());
    }

    private static String with(World world, String name, String value) {
        return world.token()
                .editHeader(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return shown.toString();
    }
}
