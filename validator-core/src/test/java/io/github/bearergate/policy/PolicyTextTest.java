package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.spi.Algorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a policy file is written, and what it then says. */
class PolicyTextTest {
    @Test
    void theExampleSaysWhatItSays() {
        Policy policy = Policies.parse(Policies.ORDERS);

        assertThat(policy.issuers()).singleElement().satisfies(issuer -> {
            assertThat(issuer.issuer()).isEqualTo("https://login.example.com/");
            assertThat(issuer.audience()).containsExactly("https://orders.example.com");
            assertThat(issuer.algorithms()).containsExactly(Algorithm.RS256, Algorithm.ES256);
            assertThat(issuer.leeway()).isEqualTo(Duration.ofSeconds(30));
            assertThat(issuer.line()).isEqualTo(5);
        });
        assertThat(policy.rules())
                .extracting(rule -> rule.line() + " " + rule)
                .containsExactlyInAnyOrder(
                        "11 GET /health is open",
                        "12 GET /orders/** needs orders:read",
                        "13 POST PUT /orders/** needs orders:write",
                        "14 DELETE /orders/* needs orders:write and orders:admin",
                        "15 GET /reports/** needs reports:read or orders:admin",
                        "16 GET /tenants/{t}/** needs orders:read where tenant is {t}",
                        "17 ANY /me needs a valid token");
    }

    @Test
    void settingsThatAreNotWrittenHaveTheirDefaults() {
        IssuerPolicy issuer =
                issuer("policy 1\nissuer https://Login.Example/a\n audience api\neverything else is denied");

        assertThat(issuer.keys()).isEqualTo(new KeyLocation.Discovery());
        assertThat(issuer.algorithms())
                .containsExactlyInAnyOrder(Algorithm.RS256, Algorithm.PS256, Algorithm.ES256, Algorithm.EdDSA);
        assertThat(issuer.profile()).isEqualTo(Profile.GENERAL);
        assertThat(issuer.leeway()).isEqualTo(Duration.ofSeconds(60));
        assertThat(issuer.lifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(issuer.scopeClaim()).isEmpty();
        assertThat(issuer.requires()).isEmpty();
        assertThat(issuer.grants()).isEmpty();
        assertThat(issuer.alias()).isEqualTo("login.example");
        assertThat(issuer.refresh()).isEmpty();
        assertThat(issuer.maxStale()).isEqualTo(Duration.ofHours(6));
        assertThat(issuer.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everySettingCanBeWritten() {
        IssuerPolicy issuer = issuer("""
                policy 1
                issuer https://login.example
                    audience    b "a name"
                    keys        https://keys.example/jwks?v=1
                    algorithms  Ed25519 PS512
                    profile     rfc9068
                    leeway      0s
                    lifetime    1m
                    scope-claim realm_access.roles
                    requires    "https://example.com/tenant" sub
                    grants      b a
                    alias       main-idp
                    refresh     30s
                    max-stale   7d
                    timeout     100ms
                everything else is denied
                """);

        assertThat(issuer.audience()).containsExactly("a name", "b");
        assertThat(issuer.keys()).isEqualTo(new KeyLocation.JwksUrl(URI.create("https://keys.example/jwks?v=1")));
        assertThat(issuer.algorithms()).containsExactly(Algorithm.PS512, Algorithm.EdDSA);
        assertThat(issuer.profile()).isEqualTo(Profile.RFC9068);
        assertThat(issuer.leeway()).isZero();
        assertThat(issuer.lifetime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(issuer.scopeClaim()).contains(new ClaimPath("realm_access.roles"));
        assertThat(issuer.requires())
                .containsExactly(new ClaimPath("https://example.com/tenant"), new ClaimPath("sub"));
        assertThat(issuer.grants()).contains(Set.of("a", "b"));
        assertThat(issuer.alias()).isEqualTo("main-idp");
        assertThat(issuer.refresh()).contains(Duration.ofSeconds(30));
        assertThat(issuer.maxStale()).isEqualTo(Duration.ofDays(7));
        assertThat(issuer.timeout()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theEdgesOfEveryRangeAreAllowed() {
        for (String setting : List.of(
                "leeway 5m",
                "leeway 300000ms",
                "lifetime 999999999d",
                "refresh 1h",
                "timeout 30s",
                "max-stale 10m",
                "max-stale 168h")) {
            assertThat(Policies.problemsOf(Policies.withSettings(setting)))
                    .as(setting)
                    .isEmpty();
        }
    }

    @Test
    void keysWithoutTlsAreForLoopbackHostsAndLocalFiles() {
        for (String keys : List.of(
                "http://127.0.0.1:8081/jwks",
                "http://127.8.8.8/jwks",
                "http://localhost/jwks",
                "http://[::1]:81/jwks")) {
            assertThat(issuer(Policies.withSettings("keys " + keys)).keys())
                    .isEqualTo(new KeyLocation.JwksUrl(URI.create(keys)));
        }
        for (String keys : List.of("file:/etc/api/my%20keys.json", "file:///etc/api/my%20keys.json")) {
            assertThat(issuer(Policies.withSettings("keys " + keys)).keys())
                    .isEqualTo(new KeyLocation.StaticFile(Path.of("/etc/api/my keys.json")));
        }
    }

    @Test
    void anIssuerWithoutTlsIsFineWhenItsKeysComeSafely() {
        String text = "policy 1\nissuer http://idp.internal\n  audience api\n  %s\neverything else is denied";

        assertThat(issuer(text.formatted("keys https://idp.internal/jwks")).issuer())
                .isEqualTo("http://idp.internal");
        assertThat(Policies.problemsOf(text.formatted("leeway 1s")))
                .extracting(PolicyProblem::id)
                .containsExactly("insecure-keys");
        assertThat(Policies.problemsOf(text.replace("idp.internal", "127.0.0.1").formatted("leeway 1s")))
                .isEmpty();
    }

    @Test
    void commentsBlankLinesTabsAndLineEndsMeanNothing() {
        String text = """
                  # first

                policy 1 # version
                issuer https://login.example # here
                # in between
                \t
                \taudience\tapi#1\t# mine
                GET  \t /a is open #
                everything else is denied # really""";

        Policy policy = Policies.parse(text);

        assertThat(Policies.parse(text.replace("\n", "\r\n"))).isEqualTo(policy);
        assertThat(policy.issuers().get(0).audience()).containsExactly("api#1");
        assertThat(policy.rules()).singleElement().hasToString("GET /a is open");
    }

    @Test
    void aPolicyInsideXmlMayBeIndentedAsAWhole() {
        Policy policy = Policies.parse(
                "\n      policy 1\n   # a comment that is not\n      issuer https://login.example\n        audience api\n"
                        + "      GET /a needs a\n      everything else is denied\n    ");

        assertThat(policy.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.line()).isEqualTo(6));
    }

    @Test
    void environmentNamesAreReplacedInIssuersOnce() {
        Map<String, String> environment = Map.of("HOST", "login.example", "AUDIENCE", "two words");
        String text =
                "policy 1\nissuer https://${HOST}/${HOST}\n  audience \"the ${AUDIENCE}\"\neverything else is denied";

        Policy policy = Policy.parse("api.policy", text, environment::get);

        assertThat(policy.issuers().get(0).issuer()).isEqualTo("https://login.example/login.example");
        assertThat(policy.issuers().get(0).audience()).containsExactly("the two words");
        assertThat(policy.print()).contains("the two words").doesNotContain("${");
    }

    @Test
    void theBytesOfAFileAreReadAsUtf8() {
        String text = Policies.withRules("GET /caf\u00E9/\u0928\u092E\u0938\u094D\u0924\u0947 is open");

        Policy policy = Policy.parse("api.policy", text.getBytes(StandardCharsets.UTF_8));

        assertThat(policy).isEqualTo(Policies.parse(text));
        assertThat(policy.ruleFor("GET", "/caf\u00E9/\u0928\u092E\u0938\u094D\u0924\u0947"))
                .isPresent();
        assertThat(policy.ruleFor("GET", "/cafe\u0301/\u0928\u092E\u0938\u094D\u0924\u0947"))
                .isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAtTheirLine() {
        byte[] latin1 = "policy 1\n# caf\u00E9\n# b\u00E4r\nGET /a is opne\neverything else is denied\n"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Policy.parse("api.policy", latin1))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("api.policy:2: the line is not UTF-8; save the file as UTF-8\napi.policy:3: the"
                        + " line is not UTF-8; save the file as UTF-8\napi.policy:4: `is opne`");
        byte[] marked = ("\uFEFF" + Policies.ORDERS).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Policy.parse("api.policy", marked))
                .hasMessage("api.policy:1: the text begins with a byte order mark; save it as UTF-8 without one");
    }

    @Test
    void aClaimAndAValueMayBeQuoted() {
        Rule rule = Policies.parse(Policies.withRules(
                        "GET /{t} needs a valid token where \"https://x.example/t\" is {t} and \"is\" has \"a \\\"b\\\" \\\\\""
                                + " and name is \"{t}\""))
                .rules()
                .get(0);

        assertThat(rule.requirement().tests())
                .containsExactlyInAnyOrder(
                        new ClaimTest(
                                new ClaimPath("https://x.example/t"),
                                ClaimTest.Relation.IS,
                                new ClaimTest.Value.PathVariable("t", 0)),
                        new ClaimTest(
                                new ClaimPath("is"), ClaimTest.Relation.HAS, new ClaimTest.Value.Literal("a \"b\" \\")),
                        new ClaimTest(
                                new ClaimPath("name"), ClaimTest.Relation.IS, new ClaimTest.Value.Literal("{t}")));
    }

    @Test
    void wordsOfTheLanguageAreScopesWhereTheyCanBe() {
        assertThat(Policies.parse(Policies.withRules(
                                "GET /a needs a", "GET /b needs a and valid and token", "GET /c needs is"))
                        .rules())
                .extracting(rule -> rule.requirement().scopes())
                .containsExactly(List.of("a"), List.of("a", "valid", "token"), List.of("is"));
    }

    private static IssuerPolicy issuer(String text) {
        return Policies.parse(text).issuers().get(0);
    }
}
