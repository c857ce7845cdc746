package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.ALGORITHM_NOT_ALLOWED;
import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.MALFORMED_HEADER;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.TOKEN_TOO_LARGE;
import static io.github.bearergate.attacks.Expected.byContainer;
import static io.github.bearergate.attacks.Expected.refused;
import static io.github.bearergate.attacks.Expected.refusedAsInvalid;
import static io.github.bearergate.attacks.Expected.served;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Attacks on the compact serialization and on base64url. */
class EncodingAttacksTest extends AttackTable {
    private static final int LIMIT = 16_384;

    @Override
    void attacks() {
        emptyAndDotted();
        otherSerializations();
        paddingAndAlphabet();
        unusedBits();
        whitespaceAndControls();
        signatureLengths();
        sizes();
    }

    private void emptyAndDotted() {
        Row empty = attack("ENC-01");
        for (String field : List.of("Bearer", "Bearer ", "Bearer    ", "bearer\t", "BEARER \t ")) {
            empty.sent(refused(MALFORMED_HEADER), "\"" + field + "\"", world -> authorization(field));
        }
        empty.asked(MALFORMED_HEADER, "the scheme and blanks, past the container", world -> List.of("Bearer   "))
                .asked(MALFORMED_HEADER, "the scheme alone, past the container", world -> List.of("Bearer"));
        Row dots = attack("ENC-02");
        for (String text : List.of("abc", "a.b", ".", "..", "...", "a..b", ".b.c", "a.b.", "AAAA.AAAA.AAAA")) {
            dots.refused(MALFORMED_TOKEN, text, world -> text);
        }
        dots.refused(MALFORMED_TOKEN, "header and payload of a valid token", world -> Jws.input(world.valid()))
                .refused(
                        MALFORMED_TOKEN,
                        "the header of a valid token",
                        world -> Jws.segments(world.valid()).get(0));
        attack("ENC-04")
                .refused(MALFORMED_TOKEN, "8,000 dots", world -> ".".repeat(8_000))
                .refused(MALFORMED_TOKEN, "as many dots as fit", world -> ".".repeat(LIMIT))
                .refused(TOKEN_TOO_LARGE, "one dot more", world -> ".".repeat(LIMIT + 1))
                .refused(MALFORMED_TOKEN, "letters and dots in turn", world -> "A.".repeat(LIMIT / 2))
                .refused(MALFORMED_TOKEN, "a valid token and dots", world -> world.valid() + ".".repeat(8_000));
    }

    private void otherSerializations() {
        String jwe = Jws.encode("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"typ\":\"at+jwt\"}");
        String direct = Jws.encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}");
        String part = "QUJDREVGR0hJSktM";
        attack("ENC-05")
                .refused(MALFORMED_TOKEN, "five segments", world -> String.join(".", jwe, part, part, part, part))
                .refused(
                        MALFORMED_TOKEN,
                        "dir, so an empty key",
                        world -> String.join(".", direct, "", part, part, part))
                .refused(MALFORMED_TOKEN, "a valid token in front", world -> world.valid() + "." + part + "." + part)
                .refused(MALFORMED_TOKEN, "four segments", world -> world.valid() + "." + part)
                .refused(MALFORMED_TOKEN, "six segments", world -> String.join(".", jwe, part, part, part, part, part));
        Function<World, String> flattened =
                world -> json(world, "\"payload\":\"%2$s\",\"protected\":\"%1$s\",\"signature\":\"%3$s\"");
        Function<World, String> general = world ->
                json(world, "\"payload\":\"%2$s\",\"signatures\":[{\"protected\":\"%1$s\",\"signature\":\"%3$s\"}]");
        attack("ENC-06")
                .sent(refused(MALFORMED_HEADER), "flattened", world -> bearer(flattened.apply(world)))
                .sent(refused(MALFORMED_HEADER), "general", world -> bearer(general.apply(world)))
                .sent(refused(MALFORMED_HEADER), "percent-encoded", world -> bearer(percent(flattened.apply(world))))
                .refused(MALFORMED_TOKEN, "base64url of it", world -> Jws.encode(general.apply(world)));
        attack("ENC-07")
                .sent(
                        refused(MALFORMED_HEADER),
                        "JSON around a compact token",
                        world -> bearer("{\"  " + world.valid() + "\":\"\",\"protected\":\"e30\"}"))
                .sent(
                        refused(MALFORMED_HEADER),
                        "without blanks",
                        world -> bearer("{\"" + world.valid() + "\":\"\",\"payload\":\"e30\"}"))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a genuine token inside, another claim set around it",
                        world -> bearer(
                                json(world, "\"  %1$s.e30.%3$s\":\"\",\"protected\":\"%1$s\",\"payload\":\"%2$s\"")));
    }

    private void paddingAndAlphabet() {
        Row trailing = attack("ENC-08");
        for (String signs : List.of("=", "==", "===", "====")) {
            for (String algorithm : List.of("ES256", "RS256", "EdDSA")) {
                trailing.refused(
                        MALFORMED_TOKEN,
                        signs + " after " + algorithm,
                        world -> world.token().algorithm(algorithm).sign() + signs);
            }
        }
        attack("ENC-09")
                .sent(refused(MALFORMED_HEADER), "header", world -> bearer(rewritten(world, 0, text -> text + "==")))
                .sent(refused(MALFORMED_HEADER), "payload", world -> bearer(rewritten(world, 1, text -> text + "=")))
                .sent(
                        refused(MALFORMED_HEADER),
                        "header, one sign",
                        world -> bearer(rewritten(world, 0, text -> text + "=")))
                .sent(
                        refused(MALFORMED_HEADER),
                        "percent-encoded",
                        world -> bearer(rewritten(world, 1, text -> text + "%3D")));
        attack("ENC-10")
                .refused(MALFORMED_TOKEN, "signature", world -> withStandardAlphabet(world, 2))
                .refused(MALFORMED_TOKEN, "payload, signed so", world -> withStandardAlphabet(world, 1))
                .refused(MALFORMED_TOKEN, "header, signed so", world -> withStandardAlphabet(world, 0))
                .refused(MALFORMED_TOKEN, "a slash after the signature", world -> world.valid() + "/")
                .refused(MALFORMED_TOKEN, "a tilde after the signature", world -> world.valid() + "~")
                .refused(MALFORMED_TOKEN, "a plus in front", world -> "+" + world.valid())
                .refused(MALFORMED_TOKEN, "a tilde in the payload", world -> rewritten(world, 1, text -> "~" + text));
    }

    private void unusedBits() {
        Row bits = attack("ENC-14");
        for (int i = 0; i < 15; i++) {
            int which = i;
            bits.refused(MALFORMED_TOKEN, "signature, " + (which + 1), world -> {
                String token = world.valid();
                return Jws.input(token)
                        + '.'
                        + Jws.aliases(Jws.segments(token).get(2)).get(which);
            });
        }
        for (int segment = 0; segment < 2; segment++) {
            int which = segment;
            String name = which == 0 ? "header" : "payload";
            for (int alias = 0; alias < 3; alias++) {
                int number = alias;
                bits.refused(
                        MALFORMED_TOKEN,
                        name + ", signed so, " + (number + 1),
                        world -> rewrittenOfLength(
                                world, which, 3, text -> Jws.aliases(text).get(number)));
            }
            bits.refused(
                    MALFORMED_TOKEN,
                    name + ", signed so, four bits",
                    world -> rewrittenOfLength(
                            world, which, 2, text -> Jws.aliases(text).get(14)));
        }
        Row leftover = attack("ENC-15")
                .refused(BAD_SIGNATURE, "one A more: a longer signature", world -> world.valid() + "A")
                .refused(BAD_SIGNATURE, "two more", world -> world.valid() + "AA")
                .refused(MALFORMED_TOKEN, "three more: one left over", world -> world.valid() + "AAA")
                .refused(BAD_SIGNATURE, "four more", world -> world.valid() + "AAAA")
                .refused(MALFORMED_TOKEN, "a signature of one character", world -> Jws.input(world.valid()) + ".A");
        for (int segment = 0; segment < 2; segment++) {
            int which = segment;
            leftover.refused(
                    MALFORMED_TOKEN,
                    (which == 0 ? "header" : "payload") + ", signed so",
                    world -> rewrittenOfLength(world, which, 0, text -> text + "A"));
        }
    }

    private void whitespaceAndControls() {
        Row inside = attack("ENC-12");
        for (String junk : List.of(" ", "\t", "%0A", "!", "*", "\"", ",", "\u00A0", "\u00E9", "\\n", "=")) {
            inside.sent(
                            refused(MALFORMED_HEADER),
                            "in the signature: " + shown(junk),
                            world -> bearer(inSignature(world, junk)))
                    .sent(
                            refused(MALFORMED_HEADER),
                            "in the payload: " + shown(junk),
                            world -> bearer(inPayload(world, junk)));
        }
        for (String junk : List.of("\n", "\r\n", "\u000B", "\f", "\u2028", "\u0130")) {
            inside.asked(
                    MALFORMED_HEADER,
                    "past the container: " + shown(junk),
                    world -> List.of("Bearer " + inSignature(world, junk)));
        }
        attack("ENC-18")
                .sent(refused(MALFORMED_TOKEN), "a blank", world -> bearer(Jws.input(world.valid()) + ". "))
                .asked(
                        MALFORMED_HEADER,
                        "a blank, past the container",
                        world -> List.of("Bearer " + Jws.input(world.valid()) + ". "))
                .asked(
                        MALFORMED_HEADER,
                        "a line end, past the container",
                        world -> List.of("Bearer " + Jws.input(world.valid()) + ".\n"));
        attack("ENC-19")
                .sent(
                        served(),
                        "blanks that belong to the field, not to the token",
                        world -> authorization("  Bearer   " + world.valid() + " \t "))
                .asked(
                        MALFORMED_HEADER,
                        "a blank after it, past the container",
                        world -> List.of("Bearer " + world.valid() + " "))
                .asked(
                        MALFORMED_HEADER,
                        "a line end after it, past the container",
                        world -> List.of("Bearer " + world.valid() + "\n"))
                .asked(
                        MALFORMED_HEADER,
                        "a blank before the scheme, past the container",
                        world -> List.of(" Bearer " + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a no-break space before it",
                        world -> bearer("\u00A0" + world.valid()))
                .sent(
                        refused(MALFORMED_HEADER),
                        "a no-break space after it",
                        world -> bearer(world.valid() + "\u00A0"));
        Row controls = attack("ENC-20");
        for (char c = 0; c <= 0x20; c++) {
            char control = c == 0x20 ? 0x7F : c;
            controls.asked(
                    MALFORMED_HEADER,
                    "past the container: " + shown(String.valueOf(control)),
                    world -> List.of("Bearer " + control + world.valid()));
        }
        for (char control : new char[] {0, 1, 0x0B, 0x1F}) {
            controls.sent(byContainer(400), shown(String.valueOf(control)), world -> bearer(control + world.valid()));
        }
    }

    private void signatureLengths() {
        attack("ENC-17")
                .refused(MALFORMED_TOKEN, "none", world -> Jws.input(world.valid()) + ".")
                .refused(
                        MALFORMED_TOKEN,
                        "none, and no payload",
                        world -> Jws.segments(world.valid()).get(0) + "..")
                .refused(MALFORMED_TOKEN, "none and no second dot", world -> Jws.input(world.valid()));
        attack("ENC-22")
                .token(refusedAsInvalid(), "all", world -> world.valid().toLowerCase(Locale.ROOT))
                .token(
                        refusedAsInvalid(),
                        "all in capitals",
                        world -> world.valid().toUpperCase(Locale.ROOT))
                .token(refusedAsInvalid(), "the signature", world -> {
                    String token = world.valid();
                    return Jws.input(token) + '.' + Jws.segments(token).get(2).toLowerCase(Locale.ROOT);
                });
        Row truncated = attack("ENC-23");
        for (String algorithm : List.of("ES256", "RS256", "PS256", "EdDSA")) {
            truncated
                    .refused(BAD_SIGNATURE, algorithm + ", half", world -> shortened(world, algorithm, 0, 2))
                    .refused(BAD_SIGNATURE, algorithm + ", one byte less", world -> shortened(world, algorithm, 0, 1))
                    .refused(
                            BAD_SIGNATURE,
                            algorithm + ", without the first byte",
                            world -> shortened(world, algorithm, 1, 1))
                    .refused(
                            BAD_SIGNATURE,
                            algorithm + ", one byte",
                            world -> Jws.withSignature(
                                    world.token().algorithm(algorithm).sign(), new byte[1]));
        }
    }

    private void sizes() {
        String garbage = "A".repeat(86);
        attack("ENC-25")
                .refused(
                        MALFORMED_TOKEN,
                        "objects without end",
                        world -> header(world) + '.' + objects(10_000) + '.' + garbage)
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "the payload is not read when the header is refused",
                        world -> Jws.encode("{\"alg\":\"none\"}") + '.' + objects(10_000) + '.' + garbage)
                .refused(
                        TOKEN_TOO_LARGE,
                        "20,000 characters",
                        world -> header(world) + '.' + objects(14_000) + '.' + garbage)
                .asked(
                        TOKEN_TOO_LARGE,
                        "3 MB, past the container",
                        world -> List.of("Bearer " + header(world) + '.' + objects(2_200_000) + '.' + garbage))
                .accepted("a valid token of the greatest length", world -> ofLength(world, LIMIT))
                .refused(TOKEN_TOO_LARGE, "a valid token of one character more", world -> ofLength(world, LIMIT + 1));
        String zipped = Jws.encode("{\"alg\":\"dir\",\"enc\":\"A128CBC-HS256\",\"zip\":\"DEF\"}");
        String hungry =
                Jws.encode("{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"AAAA\",\"p2c\":2147483647}");
        attack("ENC-28")
                .refused(MALFORMED_TOKEN, "encrypted", world -> zipped + "..AAAA." + "A".repeat(9_000) + ".AAAA");
        attack("ENC-29")
                .refused(MALFORMED_TOKEN, "encrypted", world -> hungry + ".AAAA.AAAA.AAAA.AAAA")
                .refused(
                        ALGORITHM_NOT_ALLOWED,
                        "in three segments",
                        world -> Jws.encode("{\"alg\":\"PBES2-HS256+A128KW\",\"p2s\":\"AAAA\",\"p2c\":2147483647}")
                                + '.' + Jws.segments(world.valid()).get(1) + ".AAAA");
    }

    private static RawRequest authorization(String value) {
        return RawRequest.get(World.PATH).line("Authorization: " + value);
    }

    private static RawRequest bearer(String token) {
        return RawRequest.get(World.PATH).bearer(token);
    }

    private static String header(World world) {
        return Jws.segments(world.valid()).get(0);
    }

    /** JSON with header, payload and signature of a valid token in it. */
    private static String json(World world, String members) {
        List<String> parts = Jws.segments(world.valid());
        return '{' + members.formatted(parts.get(0), parts.get(1), parts.get(2)) + '}';
    }

    private static String percent(String text) {
        return text.replace("{", "%7B")
                .replace("}", "%7D")
                .replace("\"", "%22")
                .replace(":", "%3A")
                .replace(",", "%2C");
    }

    /** A valid token, but one of its first two segments is written otherwise and signed so. */
    private static String rewritten(World world, int segment, Function<String, String> edit) {
        String text = edit.apply(Jws.segments(world.valid()).get(segment));
        return segment == 0
                ? world.token().headerSegment(text).sign()
                : world.token().payloadSegment(text).sign();
    }

    /** The same for a segment whose length is so much above a multiple of four. */
    private static String rewrittenOfLength(World world, int segment, int remainder, Function<String, String> edit) {
        for (String filler = "x"; ; filler += "x") {
            String token = segment == 0
                    ? world.token().header("x", filler).sign()
                    : world.token().claim("x", filler).sign();
            String text = Jws.segments(token).get(segment);
            if (text.length() % 4 == remainder) {
                return segment == 0
                        ? world.token().headerSegment(edit.apply(text)).sign()
                        : world.token().payloadSegment(edit.apply(text)).sign();
            }
        }
    }

    private static String withStandardAlphabet(World world, int segment) {
        // In base64url these two claims have a hyphen and an underscore, whatever stands before them.
        String token = world.token()
                .header("x", "~~~???~~~???")
                .claim("x", "???~~~???~~~")
                .sign();
        while (!Jws.segments(token).get(segment).matches(".*[-_].*")) {
            token = world.token()
                    .header("x", "~~~???~~~???")
                    .claim("x", "???~~~???~~~")
                    .sign();
        }
        String text = Jws.segments(token).get(segment).replace('-', '+').replace('_', '/');
        if (segment == 2) {
            return Jws.input(token) + '.' + text;
        }
        return segment == 0
                ? world.token().headerSegment(text).sign()
                : world.token().payloadSegment(text).sign();
    }

    private static String inSignature(World world, String junk) {
        String token = world.valid();
        return token.substring(0, token.length() - 40) + junk + token.substring(token.length() - 40);
    }

    private static String inPayload(World world, String junk) {
        return rewritten(world, 1, text -> text.substring(0, 8) + junk + text.substring(8));
    }

    /** A valid token without the first bytes of its signature, and then without this part of the rest or its last byte. */
    private static String shortened(World world, String algorithm, int start, int divisor) {
        String token = world.token().algorithm(algorithm).sign();
        byte[] signature = Jws.signature(token);
        int end = divisor > 1 ? signature.length / divisor : signature.length - 1 + start;
        return Jws.withSignature(token, Arrays.copyOfRange(signature, start, end));
    }

    private static String objects(int bytes) {
        return Jws.encode("{},".repeat(bytes / 3).getBytes(StandardCharsets.US_ASCII));
    }

    /** A valid token of so many characters: header and payload together can have any length, each alone cannot. */
    private static String ofLength(World world, int length) {
        int shortest = world.token().claim("x", "").header("y", "").sign().length();
        for (int filler = (length - shortest) * 3 / 4 - 4; ; filler++) {
            for (String inHeader : List.of("", "y", "yy")) {
                String token = world.token()
                        .claim("x", "x".repeat(filler))
                        .header("y", inHeader)
                        .sign();
                if (token.length() == length) {
                    return token;
                }
            }
        }
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return shown.toString();
    }
}
