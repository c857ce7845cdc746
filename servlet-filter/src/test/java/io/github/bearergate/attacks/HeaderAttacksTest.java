package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.ALGORITHM_NOT_ALLOWED;
import static io.github.bearergate.Reason.EXPIRED;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.TOKEN_TOO_LARGE;
import static io.github.bearergate.Reason.UNKNOWN_ISSUER;
import static io.github.bearergate.Reason.UNKNOWN_KEY;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Attacks on the JSON of header and payload; every token is signed as it stands. */
class HeaderAttacksTest extends AttackTable {
    @Override
    void attacks() {
        notObjects();
        bytesThatAreNotUtf8();
        afterAndInside();
        wrongTypes();
        sizesAndCopies();
    }

    private void notObjects() {
        Row nothing = attack("HDR-01");
        for (String text : List.of("null", " null ", "NULL", "{null}", "[null]")) {
            nothing.refused(
                    MALFORMED_TOKEN,
                    "header " + text,
                    world -> world.token().rawHeader(text).sign());
        }
        Row empty = attack("HDR-02");
        for (String text : List.of("\uFEFF", "\uFEFF ", " ", "\n")) {
            empty.refused(
                            MALFORMED_TOKEN,
                            "header of " + text.length()
                                    + " such characters, the first U+%04X".formatted((int) text.charAt(0)),
                            world -> world.token().rawHeader(text).sign())
                    .refused(
                            MALFORMED_TOKEN,
                            "payload of " + text.length()
                                    + " such characters, the first U+%04X".formatted((int) text.charAt(0)),
                            world -> world.token().rawClaims(text).sign());
        }
        empty.refused(
                        MALFORMED_TOKEN,
                        "an empty header",
                        world -> world.token().rawHeader("").sign())
                .refused(
                        MALFORMED_TOKEN,
                        "an empty payload",
                        world -> world.token().rawClaims("").sign());
        Row scalars = attack("HDR-03");
        for (String text : List.of("[]", "\"x\"", "1", "true", "-0.5", "\"{}\"", "{", "}", "{}{}", "[{}]")) {
            scalars.refused(
                    MALFORMED_TOKEN,
                    "header " + text,
                    world -> world.token().rawHeader(text).sign());
        }
        scalars.refused(
                        MALFORMED_TOKEN,
                        "the header within an array",
                        world -> world.token()
                                .editHeader(json -> "[" + json + "]")
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "the header as a string",
                        world -> world.token()
                                .editHeader(json -> '"' + json.replace("\"", "\\\"") + '"')
                                .sign())
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "header {}",
                        world -> world.token().rawHeader("{}").sign());
        attack("HDR-04")
                .refused(
                        MALFORMED_TOKEN,
                        "pairs",
                        world -> world.token()
                                .editHeader(HeaderAttacksTest::pairs)
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "one pair",
                        world ->
                                world.token().rawHeader("[[\"alg\",\"ES256\"]]").sign())
                .refused(
                        MALFORMED_TOKEN,
                        "alternating",
                        world -> world.token()
                                .editHeader(json -> pairs(json).replace("],[", ","))
                                .sign());
        Row payload = attack("HDR-05")
                .refused(
                        MALFORMED_TOKEN,
                        "pairs",
                        world -> world.token()
                                .editClaims(HeaderAttacksTest::pairs)
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "within an array",
                        world -> world.token()
                                .editClaims(json -> "[" + json + "]")
                                .sign());
        for (String text : List.of("null", "[]", "\"x\"", "1", "true", "{", "{} {}")) {
            payload.refused(
                    MALFORMED_TOKEN,
                    text,
                    world -> world.token().rawClaims(text).sign());
        }
    }

    private void bytesThatAreNotUtf8() {
        attack("HDR-08")
                .refused(
                        MALFORMED_TOKEN,
                        "before the header",
                        world -> world.token()
                                .editHeader(json -> "\uFEFF" + json)
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "before the payload",
                        world -> world.token()
                                .editClaims(json -> "\uFEFF" + json)
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "after the header",
                        world -> world.token()
                                .editHeader(json -> json + "\uFEFF")
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "inside the payload",
                        world -> world.token()
                                .editClaims(json -> "{\uFEFF" + json.substring(1))
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "after a blank",
                        world -> world.token()
                                .editHeader(json -> " \uFEFF" + json)
                                .sign());
        Row wide = attack("HDR-09");
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")) {
            Charset charset = Charset.forName(name);
            wide.refused(
                            MALFORMED_TOKEN,
                            name + " header",
                            world -> world.token()
                                    .rawHeader(header(world).getBytes(charset))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " payload",
                            world -> world.token()
                                    .rawPayload(Jws.payload(world.valid()).getBytes(charset))
                                    .sign());
        }
        Row broken = attack("HDR-10");
        for (String hex : List.of(
                "C0AF",
                "FF",
                "FE",
                "80",
                "E282",
                "EDA080",
                "EDA080EDB080",
                "F4908080",
                "F8888080",
                "C1BF",
                "E080AF",
                "F08080AF")) {
            broken.refused(
                            MALFORMED_TOKEN,
                            hex + " in kid",
                            world -> world.token()
                                    .rawHeader(withBytes("{\"alg\":\"ES256\",\"kid\":\"@\"}", hex))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            hex + " in an unknown header member",
                            world -> world.token()
                                    .rawHeader(withBytes(header(world).replace("{", "{\"x@\":0,"), hex))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            hex + " in sub",
                            world -> world.token()
                                    .rawPayload(withBytes(
                                            Jws.payload(world.valid()).replace(World.SUBJECT, World.SUBJECT + '@'),
                                            hex))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            hex + " in an unknown claim",
                            world -> world.token()
                                    .rawPayload(withBytes(
                                            Jws.payload(world.valid()).replaceFirst("\\{", "{\"x\":[\"@\"],"), hex))
                                    .sign());
        }
        Row surrogates = attack("HDR-11");
        for (String escape :
                List.of("\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x", "x\\uDBFF", "\\ud800\\ud800\\udc00")) {
            surrogates
                    .refused(
                            MALFORMED_TOKEN,
                            escape + " in sub",
                            world -> world.token()
                                    .editClaims(json -> json.replace(World.SUBJECT, escape))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            escape + " in a name",
                            world -> world.token()
                                    .editClaims(json ->
                                            json.replaceFirst("\\{", "{\"" + escape.replace("\\", "\\\\") + "\":1,"))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            escape + " in kid",
                            world -> world.token()
                                    .editHeader(json -> json.replace(world.general.kid(), escape))
                                    .sign());
        }
        surrogates.accepted(
                "a whole pair",
                world -> world.token()
                        .editClaims(json -> json.replaceFirst("\\{", "{\"x\":\"\\\\ud83d\\\\ude00\","))
                        .sign());
    }

    private void afterAndInside() {
        Row trailing = attack("HDR-12");
        for (String rest : List.of("x", "{}", "{\"alg\":\"none\"}", ",", "}", "\0", "]", "//", "/**/", "#", "null")) {
            String name = rest.equals("\0") ? "NUL" : rest;
            trailing.refused(
                            MALFORMED_TOKEN,
                            name + " after the header",
                            world -> world.token()
                                    .editHeader(json -> json + rest)
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " after the payload",
                            world -> world.token()
                                    .editClaims(json -> json + rest)
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " before the payload",
                            world -> world.token()
                                    .editClaims(json -> rest + json)
                                    .sign());
        }
        trailing.refused(
                        MALFORMED_TOKEN,
                        "a comma before the end",
                        world -> world.token()
                                .editClaims(json -> json.substring(0, json.length() - 1) + ",}")
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "single quotes",
                        world -> world.token()
                                .editClaims(json -> json.replace('"', '\''))
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "a name without quotes",
                        world -> world.token()
                                .editClaims(json -> json.replaceFirst("\\{", "{x:1,"))
                                .sign())
                .accepted(
                        "blanks around both",
                        world -> world.token()
                                .editHeader(json -> " \t\r\n" + json + "\n")
                                .editClaims(json -> "\n" + json + " \t\r\n")
                                .sign());
        Row controls = attack("HDR-14");
        for (char c : new char[] {'\t', '\n', '\r', 0, 0x1F}) {
            String name = "U+%04X".formatted((int) c);
            controls.refused(
                            MALFORMED_TOKEN,
                            name + " in kid",
                            world -> world.token()
                                    .rawHeader("{\"alg\":\"ES256\",\"kid\":\"" + world.general.kid() + c + "\"}")
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " in sub",
                            world -> world.token()
                                    .editClaims(json -> json.replace(World.SUBJECT, "a" + c))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " in a name",
                            world -> world.token()
                                    .editClaims(json -> json.replaceFirst("\\{", "{\"x" + c + "\":1,"))
                                    .sign());
        }
    }

    private void wrongTypes() {
        Row nesting = attack("HDR-15");
        // The object itself is the first level.
        nesting.accepted(
                        "arrays, 16 levels",
                        world -> world.token().editClaims(nested("[", "]", 15)).sign())
                .accepted(
                        "objects in the header, 16 levels",
                        world -> world.token()
                                .editHeader(nested("{\"x\":", "}", 15))
                                .sign());
        for (int levels : new int[] {16, 17, 32, 33, 300, 4_000}) {
            nesting.refused(
                            MALFORMED_TOKEN,
                            "arrays, " + (levels + 1) + " levels",
                            world -> world.token()
                                    .editClaims(nested("[", "]", levels))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            "arrays in the header, " + (levels + 1) + " levels",
                            world -> world.token()
                                    .editHeader(nested("[", "]", levels))
                                    .sign());
        }
        for (int levels : new int[] {16, 300, 1_200}) {
            nesting.refused(
                            MALFORMED_TOKEN,
                            "objects, " + (levels + 1) + " levels",
                            world -> world.token()
                                    .editClaims(nested("{\"x\":", "}", levels))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            "objects in the header, " + (levels + 1) + " levels",
                            world -> world.token()
                                    .editHeader(nested("{\"x\":", "}", levels))
                                    .sign());
        }
        nesting.refused(
                        MALFORMED_TOKEN,
                        "brackets that are never closed",
                        world -> world.token()
                                .rawClaims("{\"x\":" + "[".repeat(8_000))
                                .sign())
                .refused(
                        MALFORMED_TOKEN,
                        "a header of brackets",
                        world -> world.token().rawHeader("[".repeat(8_000)).sign());
        Row algorithms = attack("HDR-17");
        Row kids = attack("HDR-18");
        for (String value : List.of("null", "1", "true", "[\"ES256\"]", "{}", "[]", "{\"alg\":\"ES256\"}", "0.5")) {
            algorithms.refused(
                    MALFORMED_TOKEN,
                    value,
                    world -> world.token()
                            .editHeader(json -> json.replace("\"ES256\"", value))
                            .sign());
            if (!value.equals("null")) {
                kids.refused(
                        MALFORMED_TOKEN,
                        value,
                        world -> world.token()
                                .editHeader(json -> json.replace('"' + world.general.kid() + '"', value))
                                .sign());
            }
        }
        attack("HDR-19")
                .refused(
                        MALFORMED_TOKEN,
                        "null",
                        world -> world.token().header("kid", null).sign())
                .refused(
                        MALFORMED_TOKEN,
                        "null where there is one key",
                        world -> world.rolesToken().header("kid", null).sign())
                .refused(
                        UNKNOWN_KEY,
                        "absent where there are two keys",
                        world -> world.strictToken().noKid().sign())
                .refused(
                        UNKNOWN_KEY,
                        "absent where there are several kinds",
                        world -> world.token().noKid().sign())
                .refused(UNKNOWN_KEY, "empty", world -> world.token().kid("").sign())
                .refused(
                        UNKNOWN_KEY,
                        "empty where there is one key",
                        world -> world.rolesToken().kid("").sign())
                .accepted(
                        "absent where there is one key",
                        world -> world.rolesToken().noKid().sign());
    }

    private void sizesAndCopies() {
        attack("HDR-20")
                .refused(
                        TOKEN_TOO_LARGE,
                        "20,001 characters",
                        world -> world.token().header("x", "x".repeat(20_001)).sign())
                .refused(
                        TOKEN_TOO_LARGE,
                        "50,000 characters",
                        world -> world.token().header("x", "x".repeat(50_000)).sign())
                .asked(
                        TOKEN_TOO_LARGE,
                        "1,000,000 characters, past the container",
                        world -> List.of("Bearer "
                                + world.token()
                                        .header("x", "x".repeat(1_000_000))
                                        .sign()))
                .refused(
                        UNKNOWN_KEY,
                        "a kid of 9,000 characters",
                        world -> world.token().kid("x".repeat(9_000)).sign());
        attack("HDR-22")
                .accepted(
                        "other claims in the header are not read",
                        world -> world.token()
                                .header("iss", "https://evil.example.com")
                                .header("exp", 0)
                                .header("aud", "evil")
                                .header("scope", "")
                                .header("__proto__", "evil")
                                .sign())
                .refused(
                        EXPIRED,
                        "a later exp in the header",
                        world -> world.token()
                                .expiresIn(Duration.ofMinutes(-10))
                                .issuedAt(World.NOW.minusSeconds(60))
                                .header("exp", 4_000_000_000L)
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "a trusted iss in the header",
                        world -> world.token()
                                .claim("iss", "https://evil.example.com")
                                .header("iss", world.general.issuer())
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "an iss in the header alone",
                        world -> world.token()
                                .without("iss")
                                .header("iss", world.general.issuer())
                                .sign());
    }

    private static String header(World world) {
        return new String(Jws.decode(Jws.segments(world.valid()).get(0)), StandardCharsets.UTF_8);
    }

    /** The members of a flat object as an array of arrays of two. */
    private static String pairs(String object) {
        return '['
                + object.substring(1, object.length() - 1)
                        .replaceAll("(\"[a-z_]+\"):(\"[^\"]*\"|[0-9]+),?", "[$1,$2],")
                        .replaceFirst(",$", "")
                + ']';
    }

    private static UnaryOperator<String> nested(String open, String close, int levels) {
        return json -> "{\"x\":" + open.repeat(levels) + (open.equals("[") ? "" : "0") + close.repeat(levels) + ','
                + json.substring(1);
    }

    /** The text in UTF-8, with these bytes in place of the one at sign. */
    private static byte[] withBytes(String text, String hex) {
        int at = text.indexOf('@');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.substring(0, at).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes(text.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
