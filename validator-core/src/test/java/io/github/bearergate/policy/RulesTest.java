package io.github.bearergate.policy;

import static io.github.bearergate.policy.Rules.any;
import static io.github.bearergate.policy.Rules.delete;
import static io.github.bearergate.policy.Rules.get;
import static io.github.bearergate.policy.Rules.head;
import static io.github.bearergate.policy.Rules.issuer;
import static io.github.bearergate.policy.Rules.methods;
import static io.github.bearergate.policy.Rules.options;
import static io.github.bearergate.policy.Rules.patch;
import static io.github.bearergate.policy.Rules.post;
import static io.github.bearergate.policy.Rules.put;
import static io.github.bearergate.spi.Algorithm.ES256;
import static io.github.bearergate.spi.Algorithm.RS256;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Policies written in Java: the same words, read by the same reader. */
class RulesTest {
    @Test
    void theExampleInJavaIsTheExampleInItsFile() {
        Policy policy = Policy.of(
                any("/me").needsValidToken(),
                get("/tenants/{t}/**").needs("orders:read").where("tenant").isVariable("t"),
                get("/reports/**").needsAny("reports:read", "orders:admin"),
                delete("/orders/*").needsAll("orders:write", "orders:admin"),
                methods("POST", "PUT").on("/orders/**").needs("orders:write"),
                get("/orders/**").needs("orders:read"),
                get("/health").isOpen(),
                issuer("https://login.example.com/")
                        .audience("https://orders.example.com")
                        .algorithms(RS256, ES256)
                        .leeway(ofSeconds(30)));

        assertThat(policy).isEqualTo(Policies.parse(Policies.ORDERS));
        assertThat(policy.digest()).isEqualTo(Policies.parse(Policies.ORDERS).digest());
        assertThat(policy.rules()).allSatisfy(rule -> assertThat(rule.line()).isZero());
    }

    /** As docs/policy.md shows it. */
    @Test
    void theExampleOfThePageIsTheExampleInItsFile() {
        Policy policy = Policy.of(
                issuer("https://login.example.com/")
                        .audience("https://orders.example.com")
                        .algorithms(RS256, ES256)
                        .leeway(ofSeconds(30)),
                get("/health").isOpen(),
                get("/orders/**").needs("orders:read"),
                methods("POST", "PUT").on("/orders/**").needs("orders:write"),
                delete("/orders/*").needsAll("orders:write", "orders:admin"),
                get("/reports/**").needsAny("reports:read", "orders:admin"),
                get("/tenants/{t}/**").needs("orders:read").where("tenant").isVariable("t"),
                any("/me").needsValidToken());

        assertThat(policy).isEqualTo(Policies.parse(Policies.ORDERS));
    }

    @Test
    void everyWordOfTheFileIsAWordInJava() {
        Policy policy = Policy.of(
                issuer("https://one.example")
                        .audience("b", "a name")
                        .keys("https://keys.example/jwks")
                        .profile(Profile.RFC9068)
                        .lifetime(Duration.ofHours(1))
                        .scopeClaim("realm_access.roles")
                        .requires("sub", "https://example.com/tenant")
                        .grants("x", "y")
                        .alias("main")
                        .refresh(Duration.ofMinutes(1))
                        .maxStale(Duration.ofHours(1))
                        .timeout(Duration.ofMillis(1500)),
                issuer("https://two.example").audience("c").grants("z"),
                get("/a").isDenied(),
                head("/b").isOpen(),
                post("/{u}").needs("x").where("u").hasVariable("u").where("v").is("two words"),
                put("/d").needs("x").where("groups").has("staff"),
                patch("/e").needsAll("x"),
                options("/f").needsAny("x"));

        assertThat(policy).isEqualTo(Policies.parse("""
                        policy 1
                        issuer https://one.example
                          audience "a name" b
                          keys https://keys.example/jwks
                          profile rfc9068
                          lifetime 1h
                          scope-claim realm_access.roles
                          requires "https://example.com/tenant" sub
                          grants x y
                          alias main
                          refresh 1m
                          max-stale 1h
                          timeout 1500ms
                        issuer https://two.example
                          audience c
                          grants z
                        GET /a is denied
                        HEAD /b is open
                        POST /{u} needs x where u has {u} and v is "two words"
                        PUT /d needs x where groups has staff
                        PATCH /e needs x
                        OPTIONS /f needs x
                        everything else is denied
                        """));
    }

    @Test
    void everyProblemIsToldWithItsSubjectInPlaceOfALine() {
        assertThatThrownBy(() -> Policy.of(
                        issuer("https://login.example")
                                .leeway(Duration.ofMinutes(6))
                                .leeway(Duration.ofNanos(5)),
                        get("/a").needs("and"),
                        get("/b").needsAll(),
                        get("/c").needs("x").where("a\nb").is("c"),
                        get("/d").needs("x").where("a").is("b\u0000"),
                        get("/e").needs("x").where("a").isVariable("e"),
                        methods().on("f").isOpen(),
                        get("/g/*").isOpen(),
                        get("/*/g").isOpen()))
                .isInstanceOf(PolicyException.class)
                .hasMessage("""
                        policy: issuer https://login.example: `leeway` stands twice below this issuer; keep one
                        policy: issuer https://login.example: the issuer has no `audience`; add the name by which its tokens call this API
                        policy: issuer https://login.example: `leeway` must be 0s to 5m, not 6m
                        policy: GET /a: the scope `and` would be read as the word `and` of the language
                        policy: GET /b: no scope is given; ask for a valid token, or for a scope
                        policy: GET /c: a claim's name is empty, or has a control character
                        policy: GET /d: a test has a control character or `${`; the environment's values are put into issuers only
                        policy: GET /e: the path does not name {e}; put {e} in the place of a segment, or the value in quotes
                        policy: f: a rule begins with its methods, such as `GET` or `ANY`
                        policy: f: the path `f` must start with /
                        policy: `GET /*/g` and `GET /g/*` both match GET /g/g, and neither is more specific; add the line `GET /g/g is denied`, or with what it shall need
                        policy: `GET /g/*` and `GET /*/g` both match GET /g/g, and neither is more specific; add the line `GET /g/g is denied`, or with what it shall need""");
    }

    @Test
    void theEnvironmentIsNotPutIntoPoliciesWrittenInJava() {
        assertThatThrownBy(() -> Policy.of(issuer("https://login.example").audience("${PATH}")))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("`${`");
    }

    @Test
    void aPolicyWithoutLinesDeniesEverything() {
        Policy policy = Policy.of();

        assertThat(policy.ruleFor("GET", "/")).isEmpty();
        assertThat(policy.print()).isEqualTo("policy 1\n\neverything else is denied\n");
        assertThat(policy).isEqualTo(Policies.parse("policy 1\neverything else is denied"));
    }
}
