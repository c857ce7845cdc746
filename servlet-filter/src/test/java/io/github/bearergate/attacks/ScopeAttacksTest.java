package io.github.bearergate.attacks;

import static io.github.bearergate.Reason.CLAIM_MISMATCH;
import static io.github.bearergate.Reason.DENIED_BY_POLICY;
import static io.github.bearergate.Reason.INSUFFICIENT_SCOPE;
import static io.github.bearergate.Reason.MISTYPED_CLAIM;
import static io.github.bearergate.attacks.Expected.refused;
import static io.github.bearergate.attacks.Expected.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on what a token may do: scopes, roles, tenants. */
class ScopeAttacksTest extends AttackTable {
    @Override
    void attacks() {
        spellings();
        forms();
        otherClaims();
        combinations();
        tenants();
    }

    private void spellings() {
        attack("SCP-01")
                .refused(
                        INSUFFICIENT_SCOPE,
                        "absent",
                        world -> world.token().without("scope").sign())
                .refused(INSUFFICIENT_SCOPE, "null", world -> scope(world, "null"))
                .refused(INSUFFICIENT_SCOPE, "empty", world -> scope(world, "\"\""))
                .refused(INSUFFICIENT_SCOPE, "no element", world -> scope(world, "[]"))
                .refused(INSUFFICIENT_SCOPE, "another", world -> scope(world, "\"orders:write\""));
        attack("SCP-04")
                .accepted("two blanks between", world -> scope(world, "\"x  orders:read\""))
                .accepted("blanks around", world -> scope(world, "\" orders:read \""))
                .refused(INSUFFICIENT_SCOPE, "blanks alone", world -> scope(world, "\"   \""))
                .refused(INSUFFICIENT_SCOPE, "an empty element", world -> scope(world, "[\"\"]"));
        Row separators = attack("SCP-05");
        for (String separator : List.of(
                "\\t", "\\u00a0", ",", ";", "+", "%20", "\\n", "\\u3000", "\\u2003", "|", "\\u0000", "\\u001f")) {
            separators
                    .refused(
                            INSUFFICIENT_SCOPE,
                            "before: " + separator,
                            world -> scope(world, "\"x" + separator + "orders:read\""))
                    .refused(
                            INSUFFICIENT_SCOPE,
                            "behind: " + separator,
                            world -> scope(world, "\"orders:read" + separator + "x\""));
        }
        for (String near : List.of(
                "orders:READ",
                "Orders:read",
                "orders:read2",
                "orders:rea",
                "orders",
                "orders:*",
                "*",
                "orders:read\\u200b",
                "orders:\\uff52ead",
                "orders:reaD",
                "xorders:read",
                "orders:read:all")) {
            separators.refused(INSUFFICIENT_SCOPE, "almost: " + near, world -> scope(world, "\"" + near + "\""));
        }
    }

    private void forms() {
        attack("SCP-06")
                .accepted("an array", world -> scope(world, "[\"x\",\"orders:read\"]"))
                .accepted("an array of one", world -> scope(world, "[\"orders:read\"]"))
                .refused(INSUFFICIENT_SCOPE, "two in one element", world -> scope(world, "[\"x orders:read\"]"))
                .refused(INSUFFICIENT_SCOPE, "with a blank", world -> scope(world, "[\" orders:read\"]"));
        Row types = attack("SCP-09");
        for (String value : List.of(
                "{\"orders:read\":true}",
                "true",
                "1",
                "0.5",
                "{}",
                "[1,\"orders:read\"]",
                "[\"orders:read\",null]",
                "[[\"orders:read\"]]",
                "[\"orders:read\",{}]",
                "[{\"scope\":\"orders:read\"}]",
                "false")) {
            types.refused(MISTYPED_CLAIM, value, world -> scope(world, value))
                    .refused(
                            MISTYPED_CLAIM,
                            value + " under the stricter profile",
                            world -> world.strictToken()
                                    .without("scope")
                                    .editClaims(json -> "{\"scope\":" + value + ',' + json.substring(1))
                                    .sign());
        }
        types.refused(
                        MISTYPED_CLAIM,
                        "in the configured claim",
                        world -> world.rolesToken()
                                .claim("realm_access", Map.of("roles", Map.of("orders:read", true)))
                                .sign())
                .refused(
                        INSUFFICIENT_SCOPE,
                        "no object around the configured claim",
                        world -> world.rolesToken()
                                .claim("realm_access", List.of("roles", "orders:read"))
                                .sign());
        Row hostile = attack("SCP-10");
        for (String value : List.of(
                "a\\\"\\r\\nX-Evil: y", "\\\", Basic realm=\\\"evil", "a\\\\", "a\\u0000evil", "\\u00e9", "a\\nevil")) {
            hostile.refused(INSUFFICIENT_SCOPE, value, world -> scope(world, "\"" + value + "\""))
                    .accepted(
                            value + " beside the right one",
                            world -> scope(world, "[\"" + value + "\",\"orders:read\"]"));
        }
    }

    private void otherClaims() {
        attack("SCP-07")
                .refused(
                        INSUFFICIENT_SCOPE,
                        "scp counts for nothing beside scope",
                        world -> world.token()
                                .claim("scope", "x")
                                .claim("scp", "orders:read")
                                .sign())
                .refused(
                        INSUFFICIENT_SCOPE,
                        "nor beside an empty one",
                        world -> world.token()
                                .claim("scope", "")
                                .claim("scp", List.of("orders:read"))
                                .sign())
                .accepted(
                        "scp alone",
                        world -> world.token()
                                .without("scope")
                                .claim("scp", "orders:read")
                                .sign())
                .accepted("the configured claim", world -> world.rolesToken().sign())
                .refused(
                        INSUFFICIENT_SCOPE,
                        "scope where another claim is configured",
                        world -> world.rolesToken()
                                .without("realm_access")
                                .claim("scope", "orders:read")
                                .claim("scp", "orders:read")
                                .sign());
        Row others = attack("SCP-13");
        for (String name : List.of(
                "permissions",
                "roles",
                "groups",
                "authorities",
                "entitlements",
                "scopes",
                "SCOPE",
                "Scope",
                "realm_access.roles",
                "authorization_details",
                "https://example.com/scope",
                "scope ",
                "resource_access")) {
            others.refused(
                            INSUFFICIENT_SCOPE,
                            name,
                            world -> world.token()
                                    .without("scope")
                                    .claim(name, "orders:read")
                                    .sign())
                    .refused(
                            INSUFFICIENT_SCOPE,
                            name + ", an array",
                            world -> world.token()
                                    .without("scope")
                                    .claim(name, List.of("orders:read"))
                                    .sign());
        }
    }

    private void combinations() {
        attack("SCP-12")
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "the first of two",
                        world -> get("/both", world.token().scope("orders:read").sign()))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "the second of two",
                        world ->
                                get("/both", world.token().scope("orders:write").sign()))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "both joined by and",
                        world -> get(
                                "/both",
                                world.token().claim("scope", "orders:read and").sign()))
                .sent(
                        served(),
                        "both",
                        world -> get(
                                "/both",
                                world.token().scope("orders:write orders:read").sign()))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "neither alternative",
                        world -> get(
                                "/either", world.token().scope("orders:read").sign()))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "the alternatives as one",
                        world -> get(
                                "/either",
                                world.token()
                                        .claim("scope", List.of("reports:read orders:admin"))
                                        .sign()))
                .sent(
                        served(),
                        "one alternative",
                        world -> get(
                                "/either", world.token().scope("orders:admin").sign()));
        attack("SCP-20")
                .sent(refused(DENIED_BY_POLICY), "a path that no rule names", world -> get("/secret", world.valid()))
                .sent(refused(DENIED_BY_POLICY), "a path that is denied", world -> get("/vault/1", world.valid()))
                .sent(
                        refused(DENIED_BY_POLICY),
                        "a method that no rule names",
                        world -> RawRequest.of("DELETE", World.PATH).bearer(world.valid()));
    }

    private void tenants() {
        Row missing = attack("SCP-14")
                .sent(refused(CLAIM_MISMATCH), "absent", world -> get("/tenants/a/x", world.valid()))
                .sent(refused(CLAIM_MISMATCH), "null", world -> tenant(world, "/tenants/a/x", "null"))
                .sent(refused(CLAIM_MISMATCH), "the word null", world -> tenant(world, "/tenants/null/x", "null"))
                .sent(refused(CLAIM_MISMATCH), "empty", world -> tenant(world, "/tenants/a/x", "\"\""));
        for (String value : List.of("[\"a\"]", "{\"a\":1}", "1", "true", "[]", "{}", "[\"a\",\"b\"]")) {
            missing.sent(refused(CLAIM_MISMATCH), value, world -> tenant(world, "/tenants/a/x", value));
        }
        missing.sent(refused(CLAIM_MISMATCH), "a number that looks alike", world -> tenant(world, "/tenants/1/x", "1"))
                .sent(
                        refused(CLAIM_MISMATCH),
                        "a truth that looks alike",
                        world -> tenant(world, "/tenants/true/x", "true"));
        attack("SCP-16")
                .sent(served(), "its own", world -> tenant(world, "/tenants/a/x", "\"a\""))
                .sent(refused(CLAIM_MISMATCH), "another's", world -> tenant(world, "/tenants/b/x", "\"a\""))
                .sent(
                        refused(CLAIM_MISMATCH),
                        "a name that begins alike",
                        world -> tenant(world, "/tenants/ab/x", "\"a\""))
                .sent(refused(CLAIM_MISMATCH), "the pattern itself", world -> tenant(world, "/tenants/a/x", "\"{t}\""))
                .sent(refused(CLAIM_MISMATCH), "a star", world -> tenant(world, "/tenants/a/x", "\"*\""))
                .sent(refused(CLAIM_MISMATCH), "further down", world -> tenant(world, "/tenants/b/a", "\"a\""))
                .sent(
                        refused(INSUFFICIENT_SCOPE),
                        "its own, without the scope",
                        world -> get(
                                "/tenants/a/x",
                                world.token()
                                        .without("scope")
                                        .claim("tenant", "a")
                                        .sign()))
                .sent(
                        served(),
                        "a group among others",
                        world -> get(
                                "/staff/x",
                                world.token()
                                        .claim("groups", List.of("x", "staff"))
                                        .sign()))
                .sent(
                        refused(CLAIM_MISMATCH),
                        "a group as a string",
                        world -> get(
                                "/staff/x",
                                world.token().claim("groups", "staff").sign()))
                .sent(
                        refused(CLAIM_MISMATCH),
                        "a group and something else",
                        world -> get(
                                "/staff/x",
                                world.token()
                                        .claim("groups", Arrays.asList("staff", 1))
                                        .sign()))
                .sent(
                        refused(CLAIM_MISMATCH),
                        "a group within a group",
                        world -> get(
                                "/staff/x",
                                world.token()
                                        .claim("groups", List.of(List.of("staff")))
                                        .sign()));
        Row folded = attack("SCP-17");
        Map<String, String> alike = Map.of(
                "acme", "ACME", "ACME", "acme", "fi", "\uFB01", "i", "\u0130", "k", "\u212A", "a", "\u0430", "%C3%A9",
                "e\u0301", "ss", "\u00DF", "A", "\uFF21");
        alike.forEach((segment, claim) -> folded.sent(
                refused(CLAIM_MISMATCH),
                segment + " in the path",
                world -> get(
                        "/tenants/" + segment + "/x",
                        world.token().claim("tenant", claim).sign())));
        folded.sent(
                served(),
                "a letter beyond ASCII, spelt alike",
                world -> get(
                        "/tenants/%C3%A9/x",
                        world.token().claim("tenant", "\u00E9").sign()));
    }

    @ParameterizedTest(name = "SCP-11 {0}")
    @ValueSource(
            strings = {
                "GET /x needs",
                "GET /x needs ",
                "GET /x",
                "GET /x needs \"\"",
                "GET /x needs orders:read and",
                "GET /x needs and orders:read",
                "GET /x needs orders:read or",
                "GET /x needs a b",
                "GET /x needs orders:read and orders:write or orders:admin"
            })
    @Tag("SCP-11")
    void aRuleWithoutAProperNeedStopsTheStart(String rule) {
        assertThatThrownBy(() -> Policy.parse(
                        "empty.policy",
                        "policy 1\nissuer https://as.example.com\n    audience api\n" + rule
                                + "\neverything else is denied\n"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("empty.policy:4: ");
    }

    @Test
    @Tag("SCP-18")
    @Tag("CAC-05")
    void whatOneRuleAllowedIsNotRememberedForAnother(World world) throws IOException {
        String token = world.token().scope("orders:read").sign();
        for (int i = 0; i < 3; i++) {
            assertThat(world.send(get(World.PATH, token)).status()).isEqualTo(200);
            assertThat(world.send(get("/both", token)).status()).isEqualTo(403);
            assertThat(world.send(RawRequest.of("POST", World.PATH).bearer(token))
                            .status())
                    .isEqualTo(403);
            assertThat(world.send(get("/vault/1", token)).status()).isEqualTo(403);
        }
    }

    @Test
    @Tag("SCP-20")
    void theChallengeNamesTheScopesOfTheRuleAndAHiddenPathLooksLikeNone(World world) throws IOException {
        RawResponse lacking =
                world.send(get("/both", world.token().without("scope").sign()));
        assertThat(ParsedChallenge.all(lacking.values("WWW-Authenticate").get(0)))
                .singleElement()
                .satisfies(challenge ->
                        assertThat(challenge.parameters()).containsEntry("scope", "orders:read orders:write"));
        RawResponse hidden = world.send(get("/vault/1", world.valid()));
        RawResponse unknown = world.send(get("/nowhere/1", world.valid()));
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(hidden.status()).isEqualTo(unknown.status());
        assertThat(world.send(RawRequest.get("/vault/1")).everything().replaceAll("Date: .*", ""))
                .isEqualTo(world.send(RawRequest.get("/nowhere/1")).everything().replaceAll("Date: .*", ""));
    }

    private static RawRequest get(String path, String token) {
        return RawRequest.get(path).bearer(token);
    }

    private static RawRequest tenant(World world, String path, String value) {
        return get(
                path,
                world.token()
                        .editClaims(json -> "{\"tenant\":" + value + ',' + json.substring(1))
                        .sign());
    }

    /** A token whose scope claim has this text as its value. */
    private static String scope(World world, String value) {
        return world.token()
                .without("scope")
                .editClaims(json -> "{\"scope\":" + value + ',' + json.substring(1))
                .sign();
    }
}
