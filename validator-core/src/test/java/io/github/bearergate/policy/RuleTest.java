package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a rule says of a token that is known to be valid. */
class RuleTest {
    private static final Map<String, @Nullable Object> NOTHING = Map.of();

    @Test
    void anOpenRuleIsSatisfiedByAnythingAndADeniedOneByNothing() {
        assertThat(rule("GET /a is open").judge(Set.of(), NOTHING, "/a")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule("GET /a is open").requirement().isOpen()).isTrue();
        assertThat(rule("GET /a is denied").judge(Set.of("a"), NOTHING, "/a")).isEqualTo(Verdict.DENIED);
        assertThat(rule("GET /a is denied").requirement().isOpen()).isFalse();
    }

    @Test
    void rulesAndTheirPartsAreEqualByWhatTheySayAndByNothingElse() {
        Rule rule = rule("GET /a needs r");

        assertThat(rule).isEqualTo(rule("GET /a needs r")).hasSameHashCodeAs(rule("GET /a needs r"));
        for (String other : List.of("PUT /a needs r", "GET /b needs r", "GET /a needs w")) {
            assertThat(rule).isNotEqualTo(rule(other));
        }
        for (Object part : List.of(rule, rule.methods(), rule.path(), new ClaimPath("a"))) {
            assertThat(part.equals(part.toString())).isFalse();
            assertThat(part.equals(null)).isFalse();
        }
    }

    @Test
    void differentRulesAndTheirPartsHardlyEverShareAHash() {
        Set<Integer> rules = new HashSet<>();
        Set<Integer> paths = new HashSet<>();
        Set<Integer> claims = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Rule rule = rule("GET /a" + i + " is open");
            rules.add(rule.hashCode());
            paths.add(rule.path().hashCode());
            claims.add(new ClaimPath("a" + i).hashCode());
        }
        Set<Integer> methods = Methods.known().stream()
                .map(word -> rule(word + " /a is open").methods().hashCode())
                .collect(Collectors.toSet());

        assertThat(rules).hasSizeGreaterThan(990);
        assertThat(paths).hasSizeGreaterThan(990);
        assertThat(claims).hasSizeGreaterThan(990);
        assertThat(methods).hasSizeGreaterThan(30);
    }

    @Test
    void theNameOfAClaimIsATextThatAReaderCanSee() {
        assertThatThrownBy(() -> new ClaimPath("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClaimPath("a\u0000")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuleForAnyValidTokenAsksForNoScope() {
        Rule rule = rule("GET /a needs a valid token");

        assertThat(rule.judge(Set.of(), NOTHING, "/a")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.requirement().isOpen()).isFalse();
        assertThat(rule.requirement().challengeScopes()).isEmpty();
    }

    @Test
    void withAndEveryScopeIsNeeded() {
        Rule rule = rule("GET /a needs w and r");

        assertThat(rule.judge(Set.of("r", "w", "x"), NOTHING, "/a")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.judge(Set.of("r"), NOTHING, "/a")).isEqualTo(Verdict.INSUFFICIENT_SCOPE);
        assertThat(rule.judge(Set.of("w"), NOTHING, "/a")).isEqualTo(Verdict.INSUFFICIENT_SCOPE);
        assertThat(rule.requirement().challengeScopes()).containsExactly("w", "r");
        assertThat(rule.requirement().alternatives()).containsExactly(Set.of("w", "r"));
    }

    @Test
    void withOrOneScopeSuffices() {
        Rule rule = rule("GET /a needs w or r");

        assertThat(rule.judge(Set.of("r"), NOTHING, "/a")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.judge(Set.of("w"), NOTHING, "/a")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.judge(Set.of("W", "rw", ""), NOTHING, "/a")).isEqualTo(Verdict.INSUFFICIENT_SCOPE);
        assertThat(rule.requirement().challengeScopes()).containsExactly("w");
        assertThat(rule.requirement().isOpen()).isFalse();
        assertThat(rule.requirement().alternatives()).containsExactly(Set.of("w"), Set.of("r"));
    }

    @Test
    void scopesAreJudgedBeforeClaims() {
        Rule rule = rule("GET /a needs r where tenant is t1");

        assertThat(rule.judge(Set.of(), NOTHING, "/a")).isEqualTo(Verdict.INSUFFICIENT_SCOPE);
        assertThat(rule.judge(Set.of("r"), NOTHING, "/a")).isEqualTo(Verdict.CLAIM_MISMATCH);
        assertThat(rule.judge(Set.of("r"), Map.of("tenant", "t1"), "/a")).isEqualTo(Verdict.SATISFIED);
    }

    @Test
    void isComparesAJsonStringExactly() {
        Rule rule = rule("GET /a needs a valid token where tenant is 7");

        assertThat(verdict(rule, "7", "/a")).isEqualTo(Verdict.SATISFIED);
        for (@Nullable Object other : Arrays.asList(7L, "07", "7 ", List.of("7"), Map.of("7", "7"), true, null)) {
            assertThat(verdict(rule, other, "/a")).as("%s", other).isEqualTo(Verdict.CLAIM_MISMATCH);
        }
    }

    @Test
    void hasLooksIntoAnArrayOfStrings() {
        Rule rule = rule("GET /a needs a valid token where tenant has t");

        assertThat(verdict(rule, List.of("s", "t"), "/a")).isEqualTo(Verdict.SATISFIED);
        for (@Nullable
        Object other : Arrays.asList(
                "t", List.of(), List.of("T"), List.of("t", 1L), Arrays.asList("t", null), Map.of("t", 1))) {
            assertThat(verdict(rule, other, "/a")).as("%s", other).isEqualTo(Verdict.CLAIM_MISMATCH);
        }
    }

    @Test
    void aPathVariableIsTheSegmentOfTheRequest() {
        Rule rule = rule("GET /x/{t}/{u}/** needs a valid token where tenant is {t} and users has {u}");

        assertThat(rule.judge(Set.of(), claims("acme", "kim"), "/x/acme/kim")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.judge(Set.of(), claims("acme", "kim"), "/x/acme/kim/")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.judge(Set.of(), claims("acme", "kim"), "/x/acme/kim/more"))
                .isEqualTo(Verdict.SATISFIED);
        for (String path :
                List.of("/x/acm/kim", "/x/acmee/kim", "/x/ACME/kim", "/x/kim/acme", "/x/acme/ki", "/x/acme/")) {
            assertThat(rule.judge(Set.of(), claims("acme", "kim"), path))
                    .as(path)
                    .isEqualTo(Verdict.CLAIM_MISMATCH);
        }
    }

    @Test
    void aVariableThatThePathDoesNotReachMatchesNothing() {
        Rule rule = rule("GET /{t}/{u} needs a valid token where tenant is {u}");

        for (String path : List.of("/", "/a", "/a/")) {
            assertThat(verdict(rule, "", path)).isEqualTo(Verdict.CLAIM_MISMATCH);
            assertThat(verdict(rule, "a", path)).isEqualTo(Verdict.CLAIM_MISMATCH);
        }
        Rule deeper = rule("GET /{t}/{u}/{v} needs a valid token where tenant is {v}");
        assertThat(verdict(deeper, "a", "/a")).isEqualTo(Verdict.CLAIM_MISMATCH);
    }

    @Test
    void everyTestMustPass() {
        Rule rule = rule("GET /a needs a valid token where a is 1 and b is 2");

        assertThat(rule.judge(Set.of(), Map.of("a", "1", "b", "2"), "/a")).isEqualTo(Verdict.SATISFIED);
        assertThat(rule.judge(Set.of(), Map.of("a", "1"), "/a")).isEqualTo(Verdict.CLAIM_MISMATCH);
        assertThat(rule.judge(Set.of(), Map.of("b", "2"), "/a")).isEqualTo(Verdict.CLAIM_MISMATCH);
    }

    @Test
    void aClaimIsReadByItsExactNameBeforeItsPath() {
        ClaimPath claim = new ClaimPath("a.b.c");

        assertThat(claim.read(Map.of("a.b.c", 1L, "a", Map.of("b", Map.of("c", 2L)))))
                .isEqualTo(1L);
        assertThat(claim.read(Map.of("a", Map.of("b", Map.of("c", 2L))))).isEqualTo(2L);
        assertThat(claim.read(Map.of("a", Map.of("b.c", 2L)))).isNull();
        assertThat(claim.read(Map.of("a", List.of("b", "c")))).isNull();
        assertThat(claim.read(Map.of())).isNull();
        Map<String, @Nullable Object> withNull = new HashMap<>(Map.of("a", Map.of("b", Map.of("c", 2L))));
        withNull.put("a.b.c", null);
        assertThat(claim.read(withNull)).isEqualTo(2L);
        assertThat(new ClaimPath("a..").read(Map.of("a..", 3L))).isEqualTo(3L);
    }

    @Test
    void aRuleIsNamedByItsMethodsAndPath() {
        assertThat(rule("PUT HEAD POST GET /a/{b}/** needs c where d is {b}").id())
                .isEqualTo("GET POST PUT /a/{b}/**");
        assertThat(rule("HEAD /a is open").id()).isEqualTo("HEAD /a");
        assertThat(rule("ANY / is open").id()).isEqualTo("ANY /");
    }

    @Test
    void aRuleSpeaksForItsMethodsOnItsPaths() {
        Rule rule = rule("POST /a/** needs b");

        assertThat(rule.matches("POST", "/a/x")).isTrue();
        assertThat(rule.matches("GET", "/a/x")).isFalse();
        assertThat(rule.matches("POST", "/b")).isFalse();
    }

    @Test
    void rulesAreEqualWhereverTheyStand() {
        Rule rule =
                Policies.parse(Policies.withRules("GET /b is open", "POST /a needs b where c is d")).rules().stream()
                        .filter(each -> each.id().equals("POST /a"))
                        .findFirst()
                        .orElseThrow();

        assertThat(rule("POST /a needs b where c is d")).isEqualTo(rule).hasSameHashCodeAs(rule);
        for (String other : List.of(
                "PUT /a needs b where c is d",
                "POST /b needs b where c is d",
                "POST /a needs b",
                "POST /a needs b where c has d",
                "POST /a needs b where e is d")) {
            assertThat(rule(other)).as(other).isNotEqualTo(rule);
        }
    }

    @Test
    void requirementsThatNothingCouldMeetAreNotMade() {
        assertThatThrownBy(() -> new Requirement.AllScopes(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Requirement.AnyScope(List.of("a"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Requirement.AllScopes(List.of("a", "a"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Requirement.AllScopes(List.of("a b"), List.of()))
                .hasMessageContaining("U+0020");
        assertThatThrownBy(() -> new ClaimPath("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new ClaimPath("a.b"))
                .isEqualTo(new ClaimPath("a.b"))
                .isNotEqualTo(new ClaimPath("a.c"))
                .hasToString("a.b");
    }

    private static Verdict verdict(Rule rule, @Nullable Object tenant, String path) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("tenant", tenant);
        return rule.judge(Set.of(), claims, path);
    }

    private static Map<String, Object> claims(String tenant, String user) {
        return Map.of("tenant", tenant, "users", List.of("x", user));
    }

    private static Rule rule(String text) {
        return Policies.parse(Policies.withRules(text)).rules().get(0);
    }
}
