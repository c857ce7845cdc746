package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.FORBIDDEN_HEADER;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.WRONG_TYPE;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;

/** Attacks by what a header says the token is, and by what it says must be understood. */
class TypeAndCritAttacksTest extends AttackTable {
    @Override
    void attacks() {
        types();
        critical();
        unencodedPayload();
        otherMeanings();
    }

    private void types() {
        attack("CRT-01")
                .refused(
                        WRONG_TYPE,
                        "under the stricter profile",
                        world -> world.strictToken().signedBy("shared").noTyp().sign())
                .accepted(
                        "under the default profile, which knows servers that send none",
                        world -> world.token().noTyp().sign());
        Row plain = attack("CRT-02");
        for (String typ : List.of("JWT", "jwt", "application/jwt", "Application/JWT")) {
            plain.refused(WRONG_TYPE, typ + " under the stricter profile", world -> strict(world, typ))
                    .accepted(
                            typ + " under the default profile",
                            world -> world.token().typ(typ).sign());
        }
        for (String typ : List.of(
                "id_token+jwt",
                "dpop+jwt",
                "logout+jwt",
                "secevent+jwt",
                "token-introspection+jwt",
                "oauth-authz-req+jwt",
                "client-authentication+jwt",
                "vc+sd-jwt",
                "entity-statement+jwt",
                "JOSE",
                "JOSE+JSON",
                "application/json",
                "",
                " ",
                "at",
                "+jwt",
                "jwt+at",
                "at+jwt+jwt")) {
            plain.refused(
                            WRONG_TYPE,
                            '"' + typ + '"',
                            world -> world.token().typ(typ).sign())
                    .refused(WRONG_TYPE, '"' + typ + "\" under the stricter profile", world -> strict(world, typ));
        }
        attack("CRT-03")
                .accepted("under the stricter profile", world -> strict(world, "application/at+jwt"))
                .accepted(
                        "under the default profile",
                        world -> world.token().typ("application/at+jwt").sign());
        Row letters = attack("CRT-04");
        for (String typ : List.of("AT+JWT", "At+Jwt", "APPLICATION/AT+JWT", "Application/at+JWT")) {
            letters.accepted(typ, world -> strict(world, typ));
        }
        for (String typ : List.of(
                "at+jwt ",
                " at+jwt",
                "at+jwt;v=1",
                "at+jwt, JWT",
                "text/at+jwt",
                "application/application/at+jwt",
                "application//at+jwt",
                "/at+jwt",
                "at+jwt\0",
                "at\u200B+jwt",
                "\u0430t+jwt",
                "at+\u0135wt",
                "\uFF41t+jwt",
                "application/at+jwt/")) {
            letters.refused(WRONG_TYPE, "almost: " + shown(typ), world -> strict(world, typ))
                    .refused(
                            WRONG_TYPE,
                            "almost, under the default profile: " + shown(typ),
                            world -> world.token().typ(typ).sign());
        }
        Row kinds = attack("CRT-08")
                .refused(
                        WRONG_TYPE,
                        "absent",
                        world -> world.strictToken()
                                .signedBy("shared")
                                .withoutHeader("typ")
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "null",
                        world -> world.strictToken().header("typ", null).sign());
        for (String value : List.of("1", "true", "[\"at+jwt\"]", "{}", "[]", "{\"at+jwt\":1}")) {
            kinds.refused(
                    MALFORMED_TOKEN,
                    value,
                    world -> world.token()
                            .editHeader(json -> json.replace("\"at+jwt\"", value))
                            .sign());
        }
    }

    private void critical() {
        Row unknown = attack("CRT-09");
        for (String value :
                List.of("[\"exp\"]", "[\"x\"]", "[\"require-mfa\"]", "[\"http://example.com/x\"]", "[\"X\",\"exp\"]")) {
            unknown.refused(FORBIDDEN_HEADER, value, world -> crit(world, value))
                    .refused(
                            FORBIDDEN_HEADER,
                            value + ", with the members",
                            world -> world.token()
                                    .editHeader(json -> "{\"crit\":" + value
                                            + ",\"x\":1,\"exp\":1,\"require-mfa\":true,\"http://example.com/x\":0,"
                                            + json.substring(1))
                                    .sign());
        }
        attack("CRT-11").refused(FORBIDDEN_HEADER, "null", world -> crit(world, "null"));
        Row absent = attack("CRT-12");
        for (String value : List.of("[\"b64\"]", "[\"nonce\"]", "[\"\"]", "[\"b64\",\"x\"]")) {
            absent.refused(FORBIDDEN_HEADER, value, world -> crit(world, value));
        }
        Row wrong = attack("CRT-13");
        for (String value : List.of(
                "[]",
                "[\"alg\"]",
                "[\"typ\",\"kid\"]",
                "[\"x\",\"x\"]",
                "[1]",
                "\"b64\"",
                "{}",
                "[null]",
                "true",
                "0",
                "\"\"",
                "[[\"alg\"]]",
                "{\"alg\":1}")) {
            wrong.refused(FORBIDDEN_HEADER, value, world -> crit(world, value))
                    .refused(
                            FORBIDDEN_HEADER,
                            value + " under the stricter profile",
                            world -> world.strictToken()
                                    .editHeader(json -> "{\"crit\":" + value + ',' + json.substring(1))
                                    .sign());
        }
        wrong.refused(
                        FORBIDDEN_HEADER,
                        "its name escaped",
                        world -> world.token()
                                .editHeader(json -> "{\"\\u0063rit\":[\"alg\"]," + json.substring(1))
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "twice",
                        world -> world.token()
                                .editHeader(json -> "{\"crit\":[],\"crit\":[\"alg\"]," + json.substring(1))
                                .sign());
    }

    private void unencodedPayload() {
        attack("CRT-14")
                .refused(
                        FORBIDDEN_HEADER,
                        "signed over the bare payload",
                        world -> unencoded(world, "\"b64\":false,\"crit\":[\"b64\"]", true))
                .refused(
                        FORBIDDEN_HEADER,
                        "signed over the encoded payload",
                        world -> unencoded(world, "\"b64\":false,\"crit\":[\"b64\"]", false))
                .refused(
                        FORBIDDEN_HEADER,
                        "true, and critical",
                        world -> unencoded(world, "\"b64\":true,\"crit\":[\"b64\"]", false));
        Row silent = attack("CRT-15")
                .refused(
                        FORBIDDEN_HEADER,
                        "signed over the bare payload",
                        world -> unencoded(world, "\"b64\":false", true));
        for (String value : List.of("false", "true", "null", "0", "\"false\"", "[]")) {
            silent.refused(
                    FORBIDDEN_HEADER,
                    value + ", signed over the encoded payload",
                    world -> unencoded(world, "\"b64\":" + value, false));
        }
    }

    private void otherMeanings() {
        Row nested = attack("CRT-17");
        for (String value : List.of("\"JWT\"", "\"jwt\"", "\"application/json\"", "\"\"", "null", "1")) {
            nested.refused(FORBIDDEN_HEADER, value, world -> with(world, "cty", value));
        }
        nested.refused(
                FORBIDDEN_HEADER,
                "with a token as the payload",
                world -> world.token()
                        .header("cty", "JWT")
                        .rawClaims(world.valid())
                        .sign());
        Row zipped = attack("CRT-18");
        for (String value : List.of("\"DEF\"", "\"GZIP\"", "\"none\"", "null")) {
            zipped.refused(FORBIDDEN_HEADER, value, world -> with(world, "zip", value));
        }
        Row encrypted = attack("CRT-19");
        for (String value : List.of("\"A256GCM\"", "\"none\"", "null", "{}")) {
            encrypted.refused(FORBIDDEN_HEADER, value, world -> with(world, "enc", value));
        }
    }

    private static String strict(World world, String typ) {
        return world.strictToken().typ(typ).sign();
    }

    private static String crit(World world, String value) {
        return with(world, "crit", value);
    }

    private static String with(World world, String name, String value) {
        return world.token()
                .editHeader(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    /** A token with these header members, whose signature covers the payload as it is, or encoded as usual (RFC 7797 section 3). */
    private static String unencoded(World world, String members, boolean bare) {
        String payload = Jws.payload(world.valid());
        String kid = world.general.kid();
        PrivateKey key = world.general.key(kid).getPrivate();
        String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"," + members + '}';
        return Jws.of(header, payload, input -> {
            byte[] covered = bare ? (Jws.encode(header) + '.' + payload).getBytes(StandardCharsets.UTF_8) : input;
            return Jws.signer("SHA256withECDSAinP1363Format", key).apply(covered);
        });
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c >= 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return '"' + shown.toString() + '"';
    }
}
