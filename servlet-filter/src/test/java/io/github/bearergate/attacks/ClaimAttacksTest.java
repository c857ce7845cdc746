package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.BAD_SIGNATURE;
import static io.github.bearergate.Reason.MALFORMED_TOKEN;
import static io.github.bearergate.Reason.MISSING_CLAIM;
import static io.github.bearergate.Reason.MISTYPED_CLAIM;
import static io.github.bearergate.Reason.TOKEN_TOO_LARGE;
import static io.github.bearergate.Reason.UNKNOWN_ISSUER;
import static io.github.bearergate.Reason.UNKNOWN_KEY;
import static io.github.bearergate.Reason.UNSUPPORTED_CONFIRMATION;
import static io.github.bearergate.Reason.WRONG_AUDIENCE;
import static io.github.bearergate.Reason.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.AccessToken;
import io.github.bearergate.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks with the claims that say whose token it is, whose tokens they are, and whom it speaks for. */
class ClaimAttacksTest extends AttackTable {
    private static final String API = "https://api.example.com";
    private static final List<String> NOT_STRINGS = List.of(
            "1",
            "1.0",
            "0",
            "12345678901234567890",
            "1e2",
            "true",
            "false",
            "[]",
            "[\"a\"]",
            "{}",
            "{\"a\":\"b\"}",
            "[[\"a\"]]");

    @Override
    void attacks() {
        issuers();
        audiences();
        identities();
        duplicates();
        confirmations();
        otherDocuments();
    }

    private void issuers() {
        attack("CLM-02")
                .refused(UNKNOWN_ISSUER, "one slash", world -> issued(world, world.general.issuer() + "/"))
                .refused(UNKNOWN_ISSUER, "two slashes", world -> issued(world, world.general.issuer() + "//"))
                .refused(
                        UNKNOWN_ISSUER,
                        "under the stricter profile",
                        world -> world.strictToken()
                                .claim("iss", world.strict.issuer() + "/")
                                .sign());
        attack("CLM-03")
                .refused(
                        UNKNOWN_ISSUER,
                        "HTTP in capitals",
                        world -> issued(world, world.general.issuer().replace("http", "HTTP")))
                .refused(
                        UNKNOWN_ISSUER,
                        "https",
                        world -> issued(world, world.general.issuer().replace("http", "https")))
                .refused(UNKNOWN_ISSUER, "dot segment", world -> issued(world, world.general.issuer() + "/."))
                .refused(
                        UNKNOWN_ISSUER,
                        "another spelling of the address",
                        world -> issued(world, world.general.issuer().replace("127.0.0.1", "127.1")))
                .refused(
                        UNKNOWN_ISSUER,
                        "a name for the address",
                        world -> issued(world, world.general.issuer().replace("127.0.0.1", "localhost")))
                .refused(
                        UNKNOWN_ISSUER,
                        "without a scheme",
                        world -> issued(world, world.general.issuer().substring(7)))
                .refused(
                        UNKNOWN_ISSUER,
                        "a user in front",
                        world -> issued(world, world.general.issuer().replace("//", "//a@")))
                .refused(UNKNOWN_ISSUER, "a query", world -> issued(world, world.general.issuer() + "?"))
                .refused(UNKNOWN_ISSUER, "a fragment", world -> issued(world, world.general.issuer() + "#"))
                .refused(
                        UNKNOWN_ISSUER,
                        "percent-encoded",
                        world -> issued(world, world.general.issuer().replace("127", "%3127")))
                .refused(
                        UNKNOWN_ISSUER,
                        "one character less",
                        world -> issued(
                                world,
                                world.general
                                        .issuer()
                                        .substring(0, world.general.issuer().length() - 1)))
                .refused(UNKNOWN_ISSUER, "empty", world -> issued(world, ""));
        attack("CLM-05")
                .refused(
                        UNKNOWN_ISSUER,
                        "a Cyrillic letter",
                        world -> issued(world, world.general.issuer().replace("p", "\u0440")))
                .refused(
                        UNKNOWN_ISSUER,
                        "full-width digits",
                        world -> issued(world, world.general.issuer().replace("1", "\uFF11")))
                .refused(UNKNOWN_ISSUER, "punycode", world -> issued(world, "https://xn--s-7sb.example.com"))
                .refused(
                        UNKNOWN_ISSUER,
                        "an invisible character",
                        world -> issued(world, world.general.issuer() + "\u200B"))
                .refused(
                        UNKNOWN_ISSUER,
                        "another full stop",
                        world -> issued(world, world.general.issuer().replace(".", "\u3002")));
        attack("CLM-06")
                .refused(
                        UNKNOWN_ISSUER,
                        "ours alone",
                        world -> world.token()
                                .claim("iss", List.of(world.general.issuer()))
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "ours last",
                        world -> world.token()
                                .claim("iss", List.of("https://evil.example.com", world.general.issuer()))
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "ours first",
                        world -> world.token()
                                .claim("iss", List.of(world.general.issuer(), world.strict.issuer()))
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "empty",
                        world -> world.token().claim("iss", List.of()).sign());
        Row types = attack("CLM-07");
        NOT_STRINGS.forEach(value -> types.refused(UNKNOWN_ISSUER, value, world -> with(world, "iss", value)));
        types.refused(UNKNOWN_ISSUER, "null", world -> with(world, "iss", "null"))
                .refused(
                        UNKNOWN_ISSUER,
                        "absent",
                        world -> world.token().without("iss").sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "an object that says ours",
                        world -> world.token()
                                .claim("iss", Map.of("iss", world.general.issuer()))
                                .sign());
        Row controls = attack("CLM-08");
        for (String junk : List.of("\0", "\r", "\n", "\r\nX-Evil: 1", " ", "\t", "\u0085", "\u2028")) {
            controls.refused(
                            UNKNOWN_ISSUER,
                            "behind: U+%04X".formatted((int) junk.charAt(0)) + junk.length(),
                            world -> issued(world, world.general.issuer() + junk))
                    .refused(
                            UNKNOWN_ISSUER,
                            "in front: U+%04X".formatted((int) junk.charAt(0)) + junk.length(),
                            world -> issued(world, junk + world.general.issuer()));
        }
        attack("CLM-09")
                .refused(
                        UNKNOWN_KEY,
                        "the key of another trusted issuer",
                        world -> world.strictToken()
                                .claim("iss", world.general.issuer())
                                .sign())
                .refused(
                        BAD_SIGNATURE,
                        "the same, under a kid of the claimed one",
                        world -> world.strictToken()
                                .claim("iss", world.general.issuer())
                                .kid(world.general.kid())
                                .sign())
                .refused(
                        UNKNOWN_ISSUER,
                        "an issuer that is not trusted",
                        world -> world.trap.token().scope("orders:read").sign())
                .refused(
                        UNKNOWN_KEY,
                        "an issuer that is not trusted, in another's name",
                        world -> world.trap
                                .token()
                                .claim("iss", world.general.issuer())
                                .sign());
    }

    private void audiences() {
        attack("CLM-10")
                .refused(
                        MISSING_CLAIM,
                        "absent",
                        world -> world.token().without("aud").sign())
                .refused(MISSING_CLAIM, "null", world -> with(world, "aud", "null"))
                .refused(WRONG_AUDIENCE, "no element", world -> with(world, "aud", "[]"))
                .refused(WRONG_AUDIENCE, "empty", world -> with(world, "aud", "\"\""))
                .refused(WRONG_AUDIENCE, "one empty element", world -> with(world, "aud", "[\"\"]"))
                .refused(WRONG_AUDIENCE, "a blank", world -> with(world, "aud", "\" \""));
        Row others = attack("CLM-11");
        for (String audience : List.of("https://other.example.com", "account", World.CLIENT)) {
            others.refused(
                            WRONG_AUDIENCE,
                            audience,
                            world -> world.token().audience(audience).sign())
                    .refused(
                            WRONG_AUDIENCE,
                            audience + " and more",
                            world -> world.token().audience(audience, "x").sign());
        }
        others.refused(
                        WRONG_AUDIENCE,
                        "the issuer",
                        world -> world.token().audience(world.general.issuer()).sign())
                .refused(
                        WRONG_AUDIENCE,
                        "ours as a resource only",
                        world -> world.token()
                                .audience("x")
                                .claim("resource", API)
                                .sign());
        attack("CLM-12")
                .accepted(
                        "among others",
                        world -> world.token().audience("x", API, "y").sign())
                .accepted(
                        "alone",
                        world -> world.token().claim("aud", List.of(API)).sign())
                .accepted("twice", world -> world.token().audience(API, API).sign());
        attack("CLM-13")
                .refused(
                        MISTYPED_CLAIM,
                        "null and ours",
                        world -> world.token()
                                .claim("aud", Arrays.asList(null, API))
                                .sign())
                .refused(
                        MISTYPED_CLAIM,
                        "ours and null",
                        world -> world.token()
                                .claim("aud", Arrays.asList(API, null))
                                .sign())
                .refused(MISTYPED_CLAIM, "null alone", world -> with(world, "aud", "[null]"));
        Row mixed = attack("CLM-14");
        for (String value : List.of(
                "[1,\"%s\"]",
                "[\"%s\",1]",
                "[[\"%s\"]]",
                "{\"%s\":1}",
                "{\"aud\":\"%s\"}",
                "[{\"v\":\"%s\"}]",
                "[\"%s\",true]",
                "[\"%s\",[]]",
                "[\"%s\",{}]",
                "5",
                "true",
                "0.5")) {
            mixed.refused(
                    MISTYPED_CLAIM, value.replace("%s", "api"), world -> with(world, "aud", value.replace("%s", API)));
        }
        Row near = attack("CLM-15");
        for (String audience : List.of(
                API + "2",
                API.substring(1),
                API.substring(0, API.length() - 1),
                API + " other",
                "other " + API,
                API + "," + "x",
                "*",
                "https://*.example.com",
                ".*",
                "%",
                API + "/",
                API + "\0",
                "HTTPS://API.EXAMPLE.COM",
                "https://api.example.com:443",
                " " + API,
                API + "\n",
                "https://\uFF41pi.example.com")) {
            near.refused(
                    WRONG_AUDIENCE,
                    ascii(audience),
                    world -> world.token().audience(audience).sign());
        }
    }

    private void identities() {
        Row subjects = attack("CLM-18");
        Row nested = attack("CLM-19");
        for (String value : NOT_STRINGS) {
            Row row = value.startsWith("[") || value.startsWith("{") ? nested : subjects;
            row.refused(MISTYPED_CLAIM, value, world -> with(world, "sub", value))
                    .refused(
                            MISTYPED_CLAIM,
                            value + " under the stricter profile",
                            world -> world.strictToken()
                                    .signedBy("shared")
                                    .editClaims(json -> json.replace('"' + World.SUBJECT + '"', value))
                                    .sign())
                    .refused(MISTYPED_CLAIM, value + " as client_id", world -> with(world, "client_id", value))
                    .refused(MISTYPED_CLAIM, value + " as azp", world -> with(world, "azp", value));
        }
        Row ids = attack("CLM-22")
                .refused(
                        MISSING_CLAIM,
                        "absent under the stricter profile",
                        world -> world.strictToken().without("jti").sign())
                .refused(
                        MISSING_CLAIM,
                        "null under the stricter profile",
                        world -> world.strictToken().claim("jti", null).sign())
                .accepted(
                        "absent under the default profile",
                        world -> world.token().without("jti").sign())
                .accepted(
                        "used again: replay is the sender's right with a bearer token",
                        world -> world.token().jti("again").sign());
        NOT_STRINGS.forEach(value -> ids.refused(MISTYPED_CLAIM, value, world -> with(world, "jti", value)));
        for (String name : List.of("sub", "client_id")) {
            ids.refused(
                    MISSING_CLAIM,
                    name + " absent under the stricter profile",
                    world -> world.strictToken().without(name).sign());
        }
        attack("CLM-23")
                .refused(
                        TOKEN_TOO_LARGE,
                        "64 kB",
                        world -> world.token().subject("s".repeat(65_536)).sign())
                .refused(
                        TOKEN_TOO_LARGE,
                        "16 kB",
                        world -> world.token().subject("s".repeat(16_384)).sign())
                .refused(
                        TOKEN_TOO_LARGE,
                        "many claims",
                        world -> world.token()
                                .claim("x", List.of("x".repeat(8_000), "y".repeat(8_000)))
                                .sign())
                .accepted(
                        "8 kB",
                        world -> world.token().subject("s".repeat(8_192)).sign());
    }

    private void duplicates() {
        Row row = attack("CLM-24");
        for (String members : List.of(
                "\"cnf\":{\"jkt\":\"a\",\"jkt\":\"b\"}",
                "\"realm_access\":{\"roles\":[],\"roles\":[\"admin\"]}",
                "\"x\":[{\"a\":1,\"a\":1}]",
                "\"x\":{\"y\":{\"z\":0,\"\\u007a\":1}}",
                "\"x\":1,\"x\":1",
                "\"x\":1,\"\\u0078\":2",
                "\"x\":null,\"x\":null")) {
            row.refused(
                            MALFORMED_TOKEN,
                            members,
                            world -> world.token()
                                    .editClaims(json -> "{" + members + ',' + json.substring(1))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            members + " in the header",
                            world -> world.token()
                                    .editHeader(json -> "{" + members + ',' + json.substring(1))
                                    .sign());
        }
        for (String name : List.of("iss", "sub", "aud", "exp", "iat", "scope", "client_id", "jti")) {
            row.refused(
                            MALFORMED_TOKEN,
                            name + " twice",
                            world -> world.token()
                                    .editClaims(json -> "{\"" + name + "\":1," + json.substring(1))
                                    .sign())
                    .refused(
                            MALFORMED_TOKEN,
                            name + " twice, the last one wrong",
                            world -> world.token()
                                    .editClaims(json -> json.substring(0, json.length() - 1) + ",\"" + name + "\":1}")
                                    .sign());
        }
        for (String name : List.of("alg", "kid", "typ")) {
            row.refused(
                    MALFORMED_TOKEN,
                    name + " twice",
                    world -> world.token()
                            .editHeader(json -> "{\"" + name + "\":\"x\"," + json.substring(1))
                            .sign());
        }
    }

    private void confirmations() {
        Row unknown = attack("CLM-26");
        for (String value : List.of(
                "{\"kid\":\"x\"}",
                "{}",
                "\"x\"",
                "null",
                "[]",
                "1",
                "true",
                "{\"jwk\":{}}",
                "{\"jku\":\"https://evil.example.com\"}",
                "{\"x5t\":\"AA\"}")) {
            unknown.refused(UNSUPPORTED_CONFIRMATION, value, world -> with(world, "cnf", value))
                    .refused(
                            UNSUPPORTED_CONFIRMATION,
                            value + " under the stricter profile",
                            world -> world.strictToken()
                                    .editClaims(json -> "{\"cnf\":" + value + ',' + json.substring(1))
                                    .sign());
        }
        unknown.refused(
                        UNSUPPORTED_CONFIRMATION,
                        "its name escaped",
                        world -> world.token()
                                .editClaims(json -> "{\"\\u0063nf\":{}," + json.substring(1))
                                .sign())
                .accepted(
                        "within another claim it says nothing of this token",
                        world -> with(world, "x", "{\"cnf\":{}}"));
        attack("CLM-27")
                .refused(
                        UNSUPPORTED_CONFIRMATION,
                        "both",
                        world -> with(
                                world,
                                "cnf",
                                "{\"jkt\":\"" + "A".repeat(43) + "\",\"x5t#S256\":\"" + "A".repeat(43) + "\"}"));
        attack("DPO-01")
                .refused(
                        UNSUPPORTED_CONFIRMATION,
                        "presented as a bearer token",
                        world -> with(world, "cnf", "{\"jkt\":\"" + "A".repeat(43) + "\"}"))
                .sent(
                        Expected.refused(UNSUPPORTED_CONFIRMATION),
                        "with a proof beside it",
                        world -> RawRequest.get(World.PATH)
                                .bearer(with(world, "cnf", "{\"jkt\":\"" + "A".repeat(43) + "\"}"))
                                .line("DPoP: " + world.valid()));
        attack("DPO-41")
                .sent(
                        Expected.served(),
                        "a proof beside a token that is not bound",
                        world ->
                                RawRequest.get(World.PATH).bearer(world.valid()).line("DPoP: " + world.valid()));
        attack("MTL-01").refused(UNSUPPORTED_CONFIRMATION, "no certificate", ClaimAttacksTest::certified);
        Row spoofed = attack("MTL-03");
        for (String field : List.of(
                "Client-Cert",
                "X-SSL-Client-Cert",
                "X-Forwarded-Client-Cert",
                "ssl-client-cert",
                "X-Client-Cert",
                "SSL_CLIENT_CERT")) {
            spoofed.sent(
                            Expected.refused(UNSUPPORTED_CONFIRMATION),
                            field,
                            world -> RawRequest.get(World.PATH)
                                    .bearer(certified(world))
                                    .line(field + ": :MIIB:"))
                    .sent(
                            Expected.served(),
                            field + " beside a token that is not bound",
                            world -> RawRequest.get(World.PATH)
                                    .bearer(world.valid())
                                    .line(field + ": :MIIB:"));
        }
        attack("MTL-07")
                .refused(
                        UNSUPPORTED_CONFIRMATION,
                        "SHA-1",
                        world -> with(world, "cnf", "{\"x5t\":\"" + "A".repeat(27) + "\"}"));
        attack("MTL-11")
                .refused(UNSUPPORTED_CONFIRMATION, "under the default profile", ClaimAttacksTest::certified)
                .refused(
                        UNSUPPORTED_CONFIRMATION,
                        "under the stricter profile",
                        world -> world.strictToken()
                                .claim("cnf", Map.of("x5t#S256", "A".repeat(43)))
                                .sign());
    }

    private void otherDocuments() {
        Row introspection = attack("CLM-29");
        for (String value : List.of("{\"active\":true}", "{}", "null", "1")) {
            introspection.refused(WRONG_TYPE, value, world -> with(world, "token_introspection", value));
        }
        introspection.refused(
                WRONG_TYPE,
                "typed, under the stricter profile",
                world -> world.strictToken()
                        .typ("token-introspection+jwt")
                        .claim("token_introspection", Map.of("active", true))
                        .sign());
    }

    @Test
    @Tag("CLM-20")
    void aClientThatTakesAUsersNameIsStillNoSubject(World world) {
        AccessToken token =
                accepted(world, world.token().without("sub").clientId("alice").sign());
        assertThat(token.subject()).isEmpty();
        assertThat(token.clientId()).contains("alice");
    }

    @Test
    @Tag("CLM-21")
    void theClientIsClientIdAndOnlyWithoutItAzp(World world) {
        assertThat(accepted(world, world.token().clientId("a").claim("azp", "b").sign())
                        .clientId())
                .contains("a");
        assertThat(accepted(
                                world,
                                world.token()
                                        .without("client_id")
                                        .claim("azp", "b")
                                        .sign())
                        .clientId())
                .contains("b");
    }

    @Test
    @Tag("CLM-28")
    void whoActsForTheSubjectIsNotTakenForIt(World world) {
        AccessToken token = accepted(
                world,
                world.token()
                        .claim("act", Map.of("sub", "admin", "client_id", "admin"))
                        .claim("may_act", Map.of("sub", "root"))
                        .sign());
        assertThat(token.subject()).contains(World.SUBJECT);
        assertThat(token.clientId()).contains(World.CLIENT);
        assertThat(token.name()).contains(World.SUBJECT);
        assertThat(token.claims()).containsKeys("act", "may_act");
    }

    private static AccessToken accepted(World world, String token) {
        Decision decision = world.ask("Bearer " + token);
        return decision.fold(
                allow -> allow.token().orElseThrow(),
                deny -> {
                    throw new AssertionError(deny.reason());
                },
                down -> {
                    throw new AssertionError(down.outage());
                });
    }

    private static String certified(World world) {
        return world.token().claim("cnf", Map.of("x5t#S256", "A".repeat(43))).sign();
    }

    private static String issued(World world, String issuer) {
        return world.token().claim("iss", issuer).sign();
    }

    /** A token of which one claim has this text as its value. */
    private static String with(World world, String name, String value) {
        return world.token()
                .without(name)
                .editClaims(json -> "{\"" + name + "\":" + value + ',' + json.substring(1))
                .sign();
    }

    private static String ascii(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "U+%04X".formatted(c)));
        return shown.toString();
    }
}
