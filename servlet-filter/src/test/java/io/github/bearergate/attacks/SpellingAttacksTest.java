package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.ALGORITHM_NOT_ALLOWED;
import static io.github.bearergate.Reason.EXPIRED;
import static io.github.bearergate.Reason.FORBIDDEN_HEADER;
import static io.github.bearergate.Reason.INSUFFICIENT_SCOPE;
import static io.github.bearergate.Reason.LIVES_TOO_LONG;
import static io.github.bearergate.Reason.MALFORMED_HEADER;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.MISSING_CLAIM;
import static io.github.bearergate.Reason.MISTYPED_CLAIM;
import static io.github.bearergate.Reason.UNKNOWN_ISSUER;
import static io.github.bearergate.Reason.UNKNOWN_KEY;
import static io.github.bearergate.Reason.WRONG_AUDIENCE;

import io.github.bearergate.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing in several spellings, and several things in nearly one: names of members, numbers, scopes and the last characters of
 * base64url. What two readers could take for different things is refused, or read as JSON says and not otherwise.
 */
class SpellingAttacksTest extends AttackTable {
    /** The attack of which another spelling of the member is a variation. */
    private static final Map<String, String> FORBIDDEN = new TreeMap<>(Map.of(
            "crit", "CRT-13",
            "b64", "CRT-15",
            "jwk", "KEY-03",
            "jku", "KEY-05",
            "x5u", "KEY-06",
            "x5c", "KEY-08",
            "cty", "CRT-17",
            "zip", "CRT-18",
            "enc", "CRT-19"));

    @Override
    void attacks() {
        forbiddenMembers();
        headerNames();
        claimNames();
        duplicates();
        numbers();
        scopes();
        audiences();
        unusedBits();
    }

    private void forbiddenMembers() {
        FORBIDDEN.forEach((name, id) -> {
            Row row = attack(id);
            for (int i = 0; i < name.length(); i++) {
                String escaped = escaped(name, i);
                row.refused(FORBIDDEN_HEADER, "as " + escaped, world -> headed(world, escaped, "\"x\""));
            }
            row.refused(
                            FORBIDDEN_HEADER,
                            name + " as the last member",
                            world -> world.token()
                                    .editHeader(json -> json.substring(0, json.length() - 1) + ",\"" + name + "\":0}")
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " twice, once with an escape",
                            world -> headed(world, name + "\":0,\"" + escaped(name, 0), "0"))
                    .accepted(
                            name + " within another member is no member of the header",
                            world -> headed(world, "x", "{\"" + name + "\":[\"x\"]}"))
                    .accepted(
                            name + " in capitals is another name, which nobody reads",
                            world -> headed(world, name.toUpperCase(java.util.Locale.ROOT), "[\"x\"]"))
                    .accepted(name + " and NUL is another name", world -> headed(world, name + "\\u0000", "[\"x\"]"));
        });
    }

    private void headerNames() {
        Row names = attack("HDR-17");
        for (int i = 0; i < 3; i++) {
            String escaped = escaped("alg", i);
            names.accepted(escaped + " is alg", world -> renamed(world, "alg", escaped));
        }
        for (String other :
                List.of("ALG", "Alg", "alg ", " alg", "alg\\u0000", "\\u0000alg", "alg\\u200b", "a\\u006Cg.")) {
            names.refused(ALGORITHM_NOT_ALLOWED, other + " alone is not alg", world -> renamed(world, "alg", other))
                    .accepted(other + " beside alg is not read", world -> headed(world, other, "\"none\""));
        }
        Row keys = attack("HDR-18");
        for (String other : List.of("KID", "Kid", "kid ", "kid\\u0000")) {
            keys.refused(UNKNOWN_KEY, other + " alone is not kid", world -> renamed(world, "kid", other))
                    .accepted(other + " beside kid is not read", world -> headed(world, other, "1"));
        }
        keys.accepted(
                "an escaped name and an escaped value",
                world -> world.token()
                        .editHeader(json -> json.replace("\"kid\":\"", "\"k\\u0069d\":\"")
                                .replace(world.general.kid(), unicode(world.general.kid())))
                        .sign());
    }

    private void claimNames() {
        Map<String, Reason> missing = Map.of(
                "iss", UNKNOWN_ISSUER,
                "exp", MISSING_CLAIM,
                "aud", MISSING_CLAIM,
                "scope", INSUFFICIENT_SCOPE);
        Map<String, String> ids = Map.of("iss", "CLM-07", "exp", "TIM-01", "aud", "CLM-10", "scope", "SCP-13");
        new TreeMap<>(missing).forEach((name, reason) -> {
            Row row = attack(String.valueOf(ids.get(name)));
            String upper = name.toUpperCase(java.util.Locale.ROOT);
            for (String other : List.of(upper, name + "\\u0000", "\\u0000" + name, name + " ", name + "\\u200d")) {
                row.refused(reason, other + " alone is not " + name, world -> reclaimed(world, name, other))
                        .accepted(other + " beside it is not read", world -> claiming(world, other, "{}"));
            }
            row.accepted(escaped(name, 1) + " is " + name, world -> reclaimed(world, name, escaped(name, 1)));
        });
    }

    private void duplicates() {
        Row twice = attack("CLM-24");
        for (String name : List.of("iss", "sub", "aud", "exp", "iat", "scope", "client_id", "jti")) {
            for (int i = 0; i < name.length(); i++) {
                String escaped = escaped(name, i);
                twice.refused(MALFORMED_TOKEN, name + " and " + escaped, world -> claiming(world, escaped, "null"));
            }
        }
        for (String name : List.of("alg", "kid", "typ")) {
            twice.refused(
                    MALFORMED_TOKEN, name + " and " + escaped(name, 2), world -> headed(world, escaped(name, 2), "1"));
        }
        String deep = "{\"y\":".repeat(14);
        twice.refused(
                        MALFORMED_TOKEN,
                        "at the deepest level",
                        world -> claiming(world, "x", deep + "{\"z\":1,\"z\":1}" + "}".repeat(14)))
                .refused(MALFORMED_TOKEN, "an empty name", world -> claiming(world, "\":1,\"x\":1,\"", "2"))
                .refused(
                        MALFORMED_TOKEN,
                        "five hundred members apart",
                        world -> claiming(world, "m", "1" + many(500) + ",\"m\":1"))
                .refused(
                        MALFORMED_TOKEN,
                        "the same value, an object",
                        world -> claiming(world, "x", "{\"a\":[]},\"x\":{\"a\":[]}"))
                .refused(
                        MALFORMED_TOKEN,
                        "a pair beyond U+FFFF, escaped and not",
                        world -> claiming(world, "\uD83D\uDE00\":1,\"\\ud83d\\ude00", "1"))
                .accepted("names that NUL tells apart", world -> claiming(world, "x\":1,\"x\\u0000", "2"))
                .accepted("names in two normal forms", world -> claiming(world, "\u00E9\":1,\"e\u0301", "2"))
                .accepted("one name in two objects", world -> claiming(world, "x", "[{\"a\":1},{\"a\":1}]"));
    }

    private void numbers() {
        long now = World.NOW.getEpochSecond();
        Row forms = attack("TIM-05");
        for (String later : List.of(
                (now + 60) + ".0",
                (now + 60) + "." + "0".repeat(400),
                (now + 60) + "00e-2",
                (now + 60) + "E0",
                (now + 60) + "E+0",
                (now + 60) + "e-0",
                (now + 60) + "." + "9".repeat(300),
                "0." + (now + 60) + "e10",
                (now + 60) + "0".repeat(200) + "e-200")) {
            forms.accepted("in a minute: " + shortened(later), world -> claimed(world, "exp", later));
        }
        for (String zero : List.of("0e999999999", "0e-999999999", "0E+99999999999999999999", "-0.0", "-0e5", "0.000")) {
            forms.refused(EXPIRED, "zero: " + zero, world -> claimed(world, "exp", zero));
        }
        Row huge = attack("TIM-04");
        for (String beyond : List.of(
                "1e999999999",
                "1e-999999999",
                "1E+2147483648",
                "1e99999999999999999999",
                "-1e309",
                "1.8e308",
                "4e-325",
                "9".repeat(513),
                "0." + "1".repeat(600),
                "1e0x",
                "1e+",
                "--1",
                "1.e1",
                "00",
                "-",
                "\u0661",
                "1_000",
                "1,000",
                "0b1",
                "1L")) {
            huge.refused(MALFORMED_TOKEN, shortened(beyond), world -> claimed(world, "exp", beyond))
                    .refused(MALFORMED_TOKEN, "anywhere: " + shortened(beyond), world -> claiming(world, "x", beyond));
        }
        Row overflow = attack("TIM-06");
        for (String wrapping : List.of(
                "9007199254740992.1",
                "9223372036854775807.0",
                "9.223372036854775808e18",
                "18446744073709551616e0",
                "4294967296e9",
                "1.7976931348623157e308",
                "1" + "0".repeat(300))) {
            overflow.refused(MISTYPED_CLAIM, shortened(wrapping), world -> claimed(world, "exp", wrapping));
        }
        for (String far :
                List.of("4294967296", "2147483648", "9007199254740991", "9007199254740992.0", "1e15", "253402300800")) {
            overflow.refused(LIVES_TOO_LONG, far, world -> claimed(world, "exp", far));
        }
    }

    private void scopes() {
        Row separators = attack("SCP-05");
        for (String separator : List.of(
                "\\r", "\\u000b", "\\u000c", "\\u0085", "\\u1680", "\\u2028", "\\u200b", "\\u2060", "\\ufeff",
                "\\u00ad", "\\u205f", "\\u0008", "\\u007f", "/", ":", "&", "\\t\\t", "\\r\\n", " \\t", "\\t ")) {
            boolean splits = separator.contains(" ");
            String scope = "\"x" + separator + "orders:read" + separator + "y\"";
            separators.refused(INSUFFICIENT_SCOPE, "around: " + separator, world -> claimed(world, "scope", scope));
            if (splits) {
                separators.refused(
                        INSUFFICIENT_SCOPE,
                        "on its own side of the blank: " + separator,
                        world -> claimed(world, "scope", "\"orders:read" + separator.strip() + " x\""));
            }
        }
        attack("SCP-04")
                .accepted(
                        "its letters written with escapes",
                        world -> claimed(world, "scope", '"' + unicode("orders:read") + '"'))
                .accepted("an escaped blank", world -> claimed(world, "scope", "\"x\\u0020orders:read\""))
                .accepted("twice", world -> claimed(world, "scope", "\"orders:read orders:read\""))
                .accepted(
                        "among five hundred",
                        world -> claimed(world, "scope", '"' + "scope ".repeat(500) + "orders:read\""));
    }

    private void audiences() {
        String api = "https://api.example.com";
        attack("CLM-12")
                .accepted("its letters written with escapes", world -> claimed(world, "aud", '"' + unicode(api) + '"'))
                .accepted("with an empty one beside it", world -> claimed(world, "aud", "[\"\",\"" + api + "\"]"))
                .accepted(
                        "last of two hundred",
                        world -> claimed(world, "aud", "[" + "\"x\",".repeat(200) + '"' + api + "\"]"));
        Row near = attack("CLM-15");
        for (String audience : List.of(
                "[\"" + api + " \"]",
                "[\"" + api + "\\u0000\",\"x\"]",
                "\"[\\\"" + api + "\\\"]\"",
                "[\"https://\",\"api.example.com\"]",
                "\"" + api + ";" + api + "\"",
                "\"x\\n" + api + "\"",
                "\"" + api + "#\"",
                "\"https://api.example.com.\"",
                "\"https://api%2eexample.com\"")) {
            near.refused(WRONG_AUDIENCE, audience, world -> claimed(world, "aud", audience));
        }
        Row mixed = attack("CLM-14");
        for (String value : List.of(
                "[\"%s\",0.5]",
                "[\"%s\",[\"%s\"]]", "[\"%s\",{\"%s\":\"%s\"}]", "[false,\"%s\"]", "[[],\"%s\"]", "[\"%s\",1e2]")) {
            mixed.refused(
                    MISTYPED_CLAIM,
                    "spelt " + value.replace("%s", "api"),
                    world -> claimed(world, "aud", value.replace("%s", api)));
        }
    }

    /** The signatures of 64 and of 256 bytes both leave four bits of their last character unused. */
    private void unusedBits() {
        Row bits = attack("ENC-14");
        for (String algorithm : List.of("RS256", "PS256", "EdDSA")) {
            for (int alias = 0; alias < 15; alias++) {
                int number = alias;
                bits.refused(MALFORMED_TOKEN, algorithm + " signature, " + (number + 1), world -> {
                    String token = world.token().algorithm(algorithm).sign();
                    return Jws.input(token)
                            + '.'
                            + Jws.aliases(Jws.segments(token).get(2)).get(number);
                });
            }
        }
        Row dots = attack("ENC-02");
        for (String dot : List.of("~", "-", "_", "/", "+", "..")) {
            dots.refused(
                    MALFORMED_TOKEN,
                    "its dots written " + dot,
                    world -> world.valid().replace(".", dot));
        }
        dots.sent(
                Expected.refused(MALFORMED_HEADER),
                "its dots percent-encoded",
                world -> RawRequest.get(World.PATH).bearer(world.valid().replace(".", "%2E")));
    }

    /** A token whose header has this member in front. */
    private static String headed(World world, String name, String value) {
        return world.token()
                .editHeader(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    /** A token one of whose header members has another name. */
    private static String renamed(World world, String name, String other) {
        return world.token()
                .editHeader(json -> json.replace('"' + name + "\":", '"' + other + "\":"))
                .sign();
    }

    /** A token with one more claim in front. */
    private static String claiming(World world, String name, String value) {
        return world.token()
                .editClaims(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    /** A token one of whose claims has this text as its value. */
    private static String claimed(World world, String name, String value) {
        return world.token()
                .without(name)
                .editClaims(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    /** A token one of whose claims has another name. */
    private static String reclaimed(World world, String name, String other) {
        return world.token()
                .editClaims(json -> json.replace('"' + name + "\":", '"' + other + "\":"))
                .sign();
    }

    /** The name with one of its letters as an escape. */
    private static String escaped(String name, int which) {
        return name.substring(0, which) + unicode(name.substring(which, which + 1)) + name.substring(which + 1);
    }

    private static String unicode(String text) {
        StringBuilder escapes = new StringBuilder();
        text.chars().forEach(c -> escapes.append("\\u%04x".formatted(c)));
        return escapes.toString();
    }

    /** So many members, each with a comma in front. */
    private static String many(int count) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < count; i++) {
            members.append(",\"k").append(i).append("\":1");
        }
        return members.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 20) + "... of " + text.length() + " characters";
    }
}
