package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.ALGORITHM_NOT_ALLOWED;
import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.UNKNOWN_KEY;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Attacks on the choice of the algorithm. */
class AlgorithmAttacksTest extends AttackTable {
    @Override
    void attacks() {
        unsigned();
        sharedSecrets();
        keysOfAnother();
        namesAndLists();
    }

    private void unsigned() {
        Row none = attack("ALG-01")
                .refused(
                        MALFORMED_TOKEN,
                        "no signature",
                        world -> world.token().unsigned().sign())
                .refused(
                        MALFORMED_TOKEN,
                        "no signature and no kid",
                        world -> world.token().unsigned().noKid().sign())
                .refused(
                        MALFORMED_TOKEN,
                        "under the stricter profile",
                        world -> world.strictToken().unsigned().sign())
                .refused(
                        MALFORMED_TOKEN,
                        "RFC 7519's example of an unsecured JWT",
                        world -> "eyJhbGciOiJub25lIn0."
                                + Jws.segments(world.valid()).get(1) + ".");
        for (String header :
                List.of("{\"alg\":\"none\"}", "{\"alg\":\"none\",\"typ\":\"at+jwt\"}", "{ \"alg\" : \"none\" }")) {
            none.refused(
                    MALFORMED_TOKEN,
                    header,
                    world -> world.token()
                            .rawHeader(header)
                            .signature(new byte[0])
                            .sign());
        }
        attack("ALG-02")
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "some bytes",
                        world -> world.token()
                                .header("alg", "none")
                                .signature(new byte[3])
                                .sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "one byte",
                        world -> world.token()
                                .header("alg", "none")
                                .signature(new byte[1])
                                .sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "a genuine signature",
                        world -> world.token().header("alg", "none").sign());
        Row letters = attack("ALG-03");
        for (int capitals = 1; capitals < 16; capitals++) {
            StringBuilder name = new StringBuilder("none");
            for (int i = 0; i < 4; i++) {
                if ((capitals >> i & 1) == 1) {
                    name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
                }
            }
            letters.refused(ALGORITHM_NOT_ALLOWED, name.toString(), world -> named(world, name.toString()))
                    .refused(
                            MALFORMED_TOKEN,
                            name + " without a signature",
                            world -> world.token()
                                    .header("alg", name.toString())
                                    .signature(new byte[0])
                                    .sign());
        }
        for (String name : List.of("es256", "Es256", "eS256")) {
            letters.refused(ALGORITHM_NOT_ALLOWED, name, world -> named(world, name));
        }
        Row lookalikes = attack("ALG-04");
        for (String name : List.of(
                " none",
                "none ",
                "n\u043Ene",
                "none\0",
                "none\n",
                "\u200Bnone",
                "no\u00ADne",
                " ES256",
                "ES256 ",
                "ES256\0",
                "ES256\n",
                "\uFF25\uFF33256",
                "\u0395S256",
                "ES256,none",
                "ES256 none")) {
            lookalikes.refused(ALGORITHM_NOT_ALLOWED, printable(name), world -> named(world, name));
        }
        attack("ALG-05")
                .refused(ALGORITHM_NOT_ALLOWED, "empty", world -> named(world, ""))
                .refused(ALGORITHM_NOT_ALLOWED, "a blank", world -> named(world, " "))
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "absent",
                        world -> world.token().withoutHeader("alg").sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "absent, under the stricter profile",
                        world -> world.strictToken().withoutHeader("alg").sign());
    }

    private void sharedSecrets() {
        Row secrets = attack("ALG-07");
        for (String algorithm : List.of("RS256", "ES256", "EdDSA")) {
            Function<World, PublicKey> key =
                    world -> world.general.key(world.general.kid(algorithm)).getPublic();
            secret(
                    secrets,
                    algorithm + ": DER",
                    algorithm,
                    world -> key.apply(world).getEncoded());
            secret(secrets, algorithm + ": PEM", algorithm, world -> pem(key.apply(world), "\n", "\n"));
            secret(secrets, algorithm + ": PEM with CRLF", algorithm, world -> pem(key.apply(world), "\r\n", "\r\n"));
            secret(
                    secrets,
                    algorithm + ": PEM without a last line end",
                    algorithm,
                    world -> pem(key.apply(world), "\n", ""));
            secret(secrets, algorithm + ": the kid", algorithm, world -> ascii(world.general.kid(algorithm)));
        }
        secret(
                secrets,
                "the modulus",
                "RS256",
                world -> ((RSAPublicKey)
                                world.general.key(world.general.kid("RS256")).getPublic())
                        .getModulus()
                        .toByteArray());
        secret(secrets, "the whole key set", "RS256", world -> ascii(world.general.jwks()));
        secret(secrets, "no bytes to speak of", "RS256", world -> new byte[1]);
        for (String name : List.of("HS384", "HS512", "hs256", "HS256/64", "HMAC", "HmacSHA256")) {
            secrets.refused(
                    ALGORITHM_NOT_ALLOWED,
                    name,
                    world -> world.token()
                            .signedWithSecret(world.general
                                    .key(world.general.kid("RS256"))
                                    .getPublic()
                                    .getEncoded())
                            .header("alg", name)
                            .sign());
        }
        byte[] published = ascii("secret-secret-secret-secret-secret");
        attack("ALG-08")
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "HS256 with the secret that the set publishes",
                        world -> world.token()
                                .signedWithSecret(published)
                                .kid("oct")
                                .sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "without a kid",
                        world -> world.token()
                                .signedWithSecret(published)
                                .noKid()
                                .sign())
                .refused(
                        UNKNOWN_KEY,
                        "its kid with ES256",
                        world -> world.token().kid("oct").sign())
                .refused(
                        UNKNOWN_KEY,
                        "its kid with RS256",
                        world -> world.token().algorithm("RS256").kid("oct").sign());
    }

    private void keysOfAnother() {
        attack("ALG-10")
                .refused(
                        UNKNOWN_KEY,
                        "PS256 by a key that is for RS256",
                        world -> world.token()
                                .signedBy(world.general.kid("RS256"))
                                .algorithm("PS256")
                                .sign())
                .refused(
                        UNKNOWN_KEY,
                        "RS256 by a key that is for PS256",
                        world -> world.token()
                                .signedBy(world.general.kid("PS256"))
                                .algorithm("RS256")
                                .sign())
                .refused(
                        BAD_SIGNATURE,
                        "an RS256 signature called PS256, by a key for both",
                        world -> world.token()
                                .signedBy("any-rsa")
                                .algorithm("RS256")
                                .header("alg", "PS256")
                                .sign())
                .refused(
                        BAD_SIGNATURE,
                        "a PS256 signature called RS256, by a key for both",
                        world -> world.token()
                                .signedBy("any-rsa")
                                .algorithm("PS256")
                                .header("alg", "RS256")
                                .sign())
                .accepted(
                        "RS256 by a key for both",
                        world -> world.token()
                                .signedBy("any-rsa")
                                .algorithm("RS256")
                                .sign())
                .accepted(
                        "PS256 by a key for both",
                        world -> world.token()
                                .signedBy("any-rsa")
                                .algorithm("PS256")
                                .sign())
                .refused(
                        UNKNOWN_KEY,
                        "RS256 with the kid of an EC key",
                        world -> world.token()
                                .algorithm("RS256")
                                .kid(world.general.kid("ES256"))
                                .sign())
                .refused(
                        UNKNOWN_KEY,
                        "ES256 with the kid of an Ed25519 key",
                        world -> world.token().kid(world.general.kid("EdDSA")).sign());
        attack("ALG-12")
                .refused(UNKNOWN_KEY, "a key of P-384", world -> world.oddKeys.token("p384", world.valid()))
                .refused(
                        UNKNOWN_KEY,
                        "a key of P-384 that is said to be for ES256",
                        world -> world.oddKeys.token("p384-as-es256", world.valid()))
                .refused(ALGORITHM_NOT_ALLOWED, "ES384 by a key of P-256", world -> named(world, "ES384"));
    }

    private void namesAndLists() {
        Row unknown = attack("ALG-14");
        for (String name : List.of(
                "RS1",
                "ES224",
                "HS1",
                "RSA1_5",
                "RS224",
                "ES256K",
                "SHA256withRSA",
                "RSA-OAEP",
                "dir",
                "A128KW",
                "ECDH-ES",
                "ML-DSA-44",
                "Ed25519ph",
                "RS256 ",
                "RS-256",
                "256",
                "null",
                "undefined")) {
            unknown.refused(ALGORITHM_NOT_ALLOWED, name, world -> named(world, name));
        }
        attack("ALG-15")
                .accepted(
                        "EdDSA by a key for EdDSA",
                        world -> world.token().algorithm("EdDSA").sign())
                .accepted(
                        "Ed25519 by a key for EdDSA",
                        world -> world.token()
                                .algorithm("EdDSA")
                                .header("alg", "Ed25519")
                                .sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "EdDSA where it is not configured",
                        world -> world.strictToken().header("alg", "EdDSA").sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "Ed25519 where it is not configured",
                        world -> world.strictToken().header("alg", "Ed25519").sign())
                .refused(
                        UNKNOWN_KEY,
                        "EdDSA with the kid of an EC key",
                        world -> world.token()
                                .algorithm("EdDSA")
                                .kid(world.general.kid("ES256"))
                                .sign());
        attack("ALG-16")
                .refused(ALGORITHM_NOT_ALLOWED, "Ed448", world -> named(world, "Ed448"))
                .refused(
                        UNKNOWN_KEY,
                        "EdDSA with the kid of an Ed448 key",
                        world -> world.token().algorithm("EdDSA").kid("ed448").sign())
                .refused(
                        BAD_SIGNATURE,
                        "EdDSA with a signature of Ed448's length",
                        world -> world.token()
                                .algorithm("EdDSA")
                                .signature(new byte[114])
                                .sign());
        Row lists = attack("ALG-17");
        for (String name : List.of("RS384", "RS512", "PS384", "PS512", "ES384", "ES512")) {
            lists.refused(
                    ALGORITHM_NOT_ALLOWED,
                    name + ", which is sound but not configured",
                    world -> world.token()
                            .signedBy(name.startsWith("E") ? "p384-sound" : "any-rsa")
                            .header("alg", name)
                            .sign());
        }
        lists.refused(
                        ALGORITHM_NOT_ALLOWED,
                        "RS256 where only ES256 is configured",
                        world -> world.strictToken().signedBy("strict-rsa").sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "ES384 by a published key for it",
                        world -> world.token().signedBy("p384-sound").sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "a list in the header",
                        world -> world.token()
                                .signedBy("p384-sound")
                                .header("algs", List.of("ES384"))
                                .header("alg_values_supported", List.of("ES384"))
                                .sign());
    }

    private static void secret(Row row, String name, String algorithm, Function<World, byte[]> bytes) {
        row.refused(
                ALGORITHM_NOT_ALLOWED,
                name,
                world -> world.token()
                        .signedWithSecret(bytes.apply(world))
                        .kid(world.general.kid(algorithm))
                        .sign());
    }

    /** A token that is signed with ES256, and says so by this name. */
    private static String named(World world, String name) {
        return world.token().header("alg", name).sign();
    }

    private static byte[] pem(PublicKey key, String lineEnd, String last) {
        String base64 = Base64.getMimeEncoder(64, ascii(lineEnd)).encodeToString(key.getEncoded());
        return ascii("-----BEGIN PUBLIC KEY-----" + lineEnd + base64 + lineEnd + "-----END PUBLIC KEY-----" + last);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c >= 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return '"' + shown.toString() + '"';
    }
}
