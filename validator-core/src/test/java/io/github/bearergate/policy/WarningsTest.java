package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.ProblemKind.Severity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every warning: what brings it, at which line, and what does not. */
class WarningsTest {
    @Test
    void theExampleHasOneScopeThatIsUsedOnce() {
        assertThat(Policies.parse(Policies.ORDERS).warnings())
                .extracting(problem -> problem.text("api.policy"))
                .containsExactly("api.policy:15: the scope `reports:read` stands only in `GET /reports/**`; check its"
                        + " spelling");
    }

    @Test
    void aMethodThatChangesSomethingIsOpen() {
        assertThat(warnings("GET POST /a is open", "GET QUERY OPTIONS SEARCH /b is open", "MKCOL /c is open"))
                .containsExactly(
                        "4 open-mutation: `GET POST /a` lets anyone POST; let it need a token, or open only methods that"
                                + " read",
                        "6 open-mutation: `MKCOL /c` lets anyone MKCOL; let it need a token, or open only methods that"
                                + " read");
    }

    @Test
    void everyMethodIsOpen() {
        assertThat(warnings("ANY /a is open", "ANY /b is denied"))
                .containsExactly(
                        "4 open-any: `ANY /a` opens every method, unknown ones too; name the methods that it is"
                                + " meant for");
    }

    @Test
    void aWildcardAsksLessThanARuleInsideIt() {
        assertThat(warnings("GET /** is open", "ANY /a/** needs x", "GET /b needs x"))
                .containsExactly(
                        "4 weaker-wildcard: `GET /**` asks less than `ANY /a/**` (line 5) inside it, so requests"
                                + " just beside that and of 1 more get in more easily; check that this is meant");
        assertThat(kinds("GET /a/* needs a valid token", "GET /a/b needs x where t is u", "GET /c needs x"))
                .containsExactly("4 weaker-wildcard");
        assertThat(kinds("GET /a/* needs x where t is u", "GET /a/b needs x where t is u and v is w"))
                .containsExactly("4 weaker-wildcard");
        assertThat(kinds("GET /a/* needs x", "GET /a/b needs x and yy", "GET /c needs yy"))
                .containsExactly("4 weaker-wildcard");
        assertThat(kinds("GET /a/* needs x or yy", "GET /a/b needs x", "GET /c needs yy"))
                .containsExactly("4 weaker-wildcard");
        assertThat(kinds("GET /a/* needs x or yy", "GET /a/b is denied", "GET /c needs yy or x"))
                .containsExactly("4 weaker-wildcard");
    }

    @Test
    void aWildcardThatAsksAsMuchOrSomethingElseIsNoWarning() {
        assertThat(kinds("GET /a/* needs x", "GET /a/b is open", "GET /c needs x"))
                .isEmpty();
        assertThat(kinds("GET /a/* needs x", "GET /a/b needs x", "GET /c needs x or yy", "GET /d needs yy or x"))
                .isEmpty();
        assertThat(kinds("GET /a/* needs x", "GET /a/b needs yy", "GET /c needs x and yy"))
                .isEmpty();
        assertThat(kinds("GET /a/* needs x", "POST /a/b needs x and yy", "GET /c needs yy"))
                .isEmpty();
        assertThat(kinds(
                        "GET /{t}/* needs a valid token where t is {t}",
                        "GET /{u}/b needs a valid token where t is {u}"))
                .isEmpty();
    }

    @Test
    void twoScopesDifferInOneCharacter() {
        assertThat(kinds(
                        "GET /a needs orders:read",
                        "GET /b needs order:read and orders:read",
                        "GET /c needs order:read"))
                .containsExactly("4 similar-scopes", "5 similar-scopes");
        assertThat(kinds("GET /a needs abc", "GET /b needs abd", "GET /c needs abd or abc"))
                .containsExactly("4 similar-scopes", "5 similar-scopes");
        assertThat(kinds("GET /a needs abc", "GET /b needs acb", "GET /c needs acb or abc"))
                .isEmpty();
        assertThat(kinds("GET /a needs abc", "GET /b needs Abcd", "GET /c needs Abcd or abc"))
                .isEmpty();
    }

    @Test
    void aScopeOfAnIssuerDiffersInOneCharacter() {
        assertThat(Policies.parse(Policies.withSettings("grants orders:red")
                                .replace(
                                        "everything", "GET /a needs orders:read\nGET /b needs orders:read\neverything"))
                        .warnings())
                .extracting(problem -> problem.line() + " " + problem.id())
                .containsExactly("4 similar-scopes", "5 similar-scopes");
    }

    @Test
    void aLongLeewayOrLifetimeIsDoubtful() {
        assertThat(Policies.parse(Policies.withSettings("leeway 2m", "lifetime 24h"))
                        .warnings())
                .isEmpty();
        assertThat(Policies.parse(Policies.withSettings("leeway 120001ms", "lifetime 1441m"))
                        .warnings())
                .extracting(problem -> problem.line() + " " + problem.id())
                .containsExactly("4 long-leeway", "5 long-lifetime");
    }

    @Test
    void everyKindOfWarningIsTested() {
        Set<ProblemKind> warnings = EnumSet.of(
                ProblemKind.OPEN_MUTATION,
                ProblemKind.OPEN_ANY,
                ProblemKind.WEAKER_WILDCARD,
                ProblemKind.SIMILAR_SCOPES,
                ProblemKind.SCOPE_USED_ONCE,
                ProblemKind.LONG_LEEWAY,
                ProblemKind.LONG_LIFETIME);

        assertThat(warnings)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemKind.values())
                        .filter(kind -> kind.severity() == Severity.WARNING)
                        .toList());
    }

    private static List<String> warnings(String... rules) {
        return Policies.parse(Policies.withRules(rules)).warnings().stream()
                .filter(problem -> problem.kind() != ProblemKind.SCOPE_USED_ONCE)
                .map(problem -> problem.line() + " " + problem.id() + ": " + problem.message())
                .toList();
    }

    private static List<String> kinds(String... rules) {
        return Policies.parse(Policies.withRules(rules)).warnings().stream()
                .filter(problem -> problem.kind() != ProblemKind.SCOPE_USED_ONCE)
                .map(problem -> problem.line() + " " + problem.id())
                .toList();
    }
}
