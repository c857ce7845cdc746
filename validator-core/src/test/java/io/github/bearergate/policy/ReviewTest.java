package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that cover one another together, and rules that only nearly do. */
class ReviewTest {
    private static final String WHOLE = "GET /a/**";
    private static final List<String> PIECES = List.of("GET /a", "GET /a/", "GET /a/*", "GET /a/*/", "GET /a/*/*/**");

    @Test
    void aRuleWhosePiecesAreAllTakenIsDead() {
        assertThat(Policies.problemsOf(policy(WHOLE, PIECES)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.line() + " " + problem.id()).isEqualTo("4 dead-rule"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a", "GET /a/", "GET /a/*", "GET /a/*/", "GET /a/*/*/**"})
    void aRuleWithOnePieceLeftDecidesThere(String left) {
        List<String> taken =
                PIECES.stream().filter(piece -> !piece.equals(left)).toList();
        Policy policy = Policies.parse(policy(WHOLE, taken));

        String path = left.substring(4).replace("/**", "/z").replace("*", "y");
        assertThat(policy.ruleFor("GET", path).map(Rule::id)).contains(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /*", "GET /*/", "GET /*/*/**"})
    void theSameHoldsAtTheRoot(String left) {
        List<String> pieces = List.of("GET /", "GET /*", "GET /*/", "GET /*/*/**");

        assertThat(Policies.problemsOf(policy("GET /**", pieces))).hasSize(1);
        assertThat(Policies.problemsOf(policy(
                        "GET /**",
                        pieces.stream().filter(piece -> !piece.equals(left)).toList())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a/b", "GET /a/b/", "GET /a/b/*/**"})
    void aPairIsSettledOnlyWhenAllItsPiecesAre(String left) {
        List<String> pieces = List.of("GET /*/b/**", "GET /a/b", "GET /a/b/", "GET /a/b/*/**");

        assertThat(Policies.problemsOf(policy(WHOLE, pieces))).isEmpty();
        assertThat(Policies.problemsOf(policy(
                        WHOLE,
                        pieces.stream().filter(piece -> !piece.equals(left)).toList())))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message())
                        .contains("both match " + left.replace("/*/**", "/x") + ",")
                        .contains("add the line `GET /a/b/** is denied`"));
    }

    @Test
    void literalsNeverTakeAllOfAWildcard() {
        assertThat(Policies.problemsOf(policy("GET /*", List.of("GET /x", "GET /x1", "GET /x2"))))
                .isEmpty();
        assertThat(Policies.problemsOf(policy("GET /x/*", List.of("GET /*/{any}/**", "POST /{a}/x1", "GET /*/x"))))
                .extracting(PolicyProblem::message)
                .anyMatch(message -> message.contains("both match GET /x/x,"));
    }

    @Test
    void methodsAreTakenOneByOne() {
        assertThat(Policies.problemsOf(policy("GET POST /a", List.of("GET /a", "POST /a"))))
                .hasSize(1);
        assertThat(Policies.problemsOf(policy("GET POST /a", List.of("HEAD /a", "POST /a"))))
                .isEmpty();
        assertThat(Policies.problemsOf(policy("GET /a", List.of("HEAD /a")))).isEmpty();
        List<String> everyKnown = List.of(String.join(" ", Methods.known()) + " /a");
        assertThat(Policies.problemsOf(policy("ANY /a", everyKnown))).isEmpty();
        assertThat(Policies.problemsOf(policy("ANY /*/*", List.of("ANY /a/**", everyKnown.get(0) + "/*"))))
                .allSatisfy(problem -> assertThat(problem.message())
                        .contains("both match PURGE /a/x,")
                        .contains("add the line `ANY /a/* is denied`"))
                .hasSize(2);
    }

    @Test
    void anExampleIsAPathThatNoRuleNames() {
        for (String naming :
                List.of("POST /x is open", "POST /a/x is open", "POST /*/x is open", "POST /*/*/x/** is open")) {
            assertThat(Policies.problemsOf(
                            Policies.withRules(List.of("GET PUT /*/b is open", "GET DELETE /*/b is denied", naming))))
                    .hasSize(2)
                    .allSatisfy(problem -> assertThat(problem.message()).contains("both match GET /x1/b,"));
        }
    }

    @Test
    void aDeadRuleNamesFiveOfItsVictors() {
        List<String> six = List.of("GET /a", "POST /a", "PUT /a", "DELETE /a", "PATCH /a", "OPTIONS /a");
        assertThat(Policies.problemsOf(policy("GET POST PUT DELETE PATCH OPTIONS /a", six)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("and 1 more"));
        assertThat(Policies.problemsOf(policy("GET POST PUT DELETE PATCH /a", six.subList(0, 5))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).doesNotContain("more)").contains("(line 9)"));
    }

    @Test
    void aDeadRuleNamesOnlyTheRulesThatTakeRequestsFromIt() {
        List<String> others = new ArrayList<>(List.of("POST /a"));
        others.addAll(PIECES);

        assertThat(Policies.problemsOf(policy(WHOLE, others)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).doesNotContain("POST /a").contains("`GET /a` (line 6)"));
    }

    @Test
    void aLiteralThatIsSpelledLikeAVariableIsOneOfItsSegmentsOnly() {
        Policy policy = Policies.parse(policy("GET /x/{t}", List.of("GET /x/t")));

        assertThat(policy.ruleFor("GET", "/x/t").map(Rule::id)).contains("GET /x/t");
        assertThat(policy.ruleFor("GET", "/x/y").map(Rule::id)).contains("GET /x/{t}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a/**, GET /*/b/**, GET /a/*/**, 5",
        "GET /a/**, GET POST /*/b/**, GET /*/b/**, 4",
        "GET POST /a/**, GET /*/b/**, GET /a/**, 5"
    })
    void aPairThatAThirdRuleSettlesIsNotUndecidedThoughTheThirdMayBe(
            String first, String second, String third, int undecidedWithTheThird) {
        assertThat(Policies.problemsOf(policy(first, List.of(second, third))))
                .extracting(PolicyProblem::line)
                .containsExactly(undecidedWithTheThird, 6);
    }

    @Test
    void whatIsUndecidedIsSaidOnceForEachOfThePair() {
        assertThat(Policies.problemsOf(Policies.withRules(
                        "GET /a/* is open", "GET /*/b is open", "POST /c/* is open", "POST /*/b is open")))
                .extracting(
                        problem -> problem.line() + " " + problem.message().replaceAll("`, or.*|, and neither.*", ""))
                .containsExactly(
                        "4 `GET /a/*` and `GET /*/b` (line 5) both match GET /a/b",
                        "5 `GET /*/b` and `GET /a/*` (line 4) both match GET /a/b",
                        "6 `POST /c/*` and `POST /*/b` (line 7) both match POST /c/b",
                        "7 `POST /*/b` and `POST /c/*` (line 6) both match POST /c/b");
    }

    private static String policy(String first, List<String> others) {
        List<String> rules = new ArrayList<>(List.of(first + " is open"));
        others.forEach(other -> rules.add(other + " is denied"));
        return Policies.withRules(rules);
    }
}
