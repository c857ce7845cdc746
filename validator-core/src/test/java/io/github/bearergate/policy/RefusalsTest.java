package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bearergate.policy.ProblemKind.Severity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal: which text, at which line, with which words. */
class RefusalsTest {
    private static final String TWO_ISSUERS = """
            policy 1
            issuer https://one.example
              audience api
              %s
            issuer https://two.example/a
              audience api
              %s
            everything else is denied
            """;

    /** One problem each: its text, its line, its kind, and a part of its message. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                        theText(),
                        theIssuer(),
                        theSettings(),
                        severalIssuers(),
                        theMethodsAndPath(),
                        theRequirement(),
                        severalRules())
                .flatMap(List::stream);
    }

    private static List<Arguments> theText() {
        return List.of(
                arguments("GET /a is open\neverything else is denied", 1, ProblemKind.MISSING_HEADER, "`policy 1`"),
                arguments("policy 2\neverything else is denied", 1, ProblemKind.MISSING_HEADER, "`policy 2` is not"),
                arguments("policy\neverything else is denied", 1, ProblemKind.MISSING_HEADER, "write `policy 1`"),
                arguments("policy 1\nGET /a is open\n# end\n\n", 3, ProblemKind.MISSING_END, "add it below"),
                arguments("policy 1\nGET /a is open", 2, ProblemKind.MISSING_END, "`everything else is denied`"),
                arguments(
                        "policy 1\neverything else is open\n", 2, ProblemKind.MISSING_END, "is not how a policy ends"),
                arguments(
                        "policy 1\neverthing else is denied", 2, ProblemKind.MISSING_END, "everything else is denied"),
                arguments(
                        "policy 1\neverything else is denied\nGET /a is open",
                        3,
                        ProblemKind.AFTER_END,
                        "(line 2); move this line above it"),
                arguments(
                        "policy 1\neverything else is denied\neverything else is denied\n",
                        3,
                        ProblemKind.AFTER_END,
                        "nothing follows"),
                arguments("policy 1\npolicy 1\neverything else is denied", 2, ProblemKind.UNKNOWN_WORD, "first line"),
                arguments("policy 1\nallow all\neverything else is denied", 2, ProblemKind.UNKNOWN_WORD, "allow all"),
                arguments(
                        "policy 1\n\"GET\" /a is open\neverything else is denied",
                        2,
                        ProblemKind.UNKNOWN_WORD,
                        "quotes"),
                arguments(
                        "policy 1\n  GET /a is open\neverything else is denied",
                        2,
                        ProblemKind.BAD_INDENTATION,
                        "`GET`"),
                arguments("policy 1\n\teverything else is denied", 2, ProblemKind.BAD_INDENTATION, "remove the blanks"),
                arguments("\uFEFFpolicy 1\neverything else is denied", 1, ProblemKind.NOT_UTF_8, "byte order mark"),
                arguments("policy 1\n# a\rb\neverything else is denied", 2, ProblemKind.BAD_CHARACTER, "U+000D"),
                arguments("policy 1\n# \u202Enepo\neverything else is denied", 2, ProblemKind.BAD_CHARACTER, "U+202E"),
                arguments("policy 1\n# \u200B\neverything else is denied", 2, ProblemKind.BAD_CHARACTER, "U+200B"),
                arguments(
                        "policy 1\nGET\u00A0/a is open\neverything else is denied",
                        2,
                        ProblemKind.BAD_CHARACTER,
                        "a space"),
                arguments("policy 1\n# \uD800\neverything else is denied", 2, ProblemKind.BAD_CHARACTER, "U+D800"),
                arguments("policy 1\n# \uFFFD\neverything else is denied", 2, ProblemKind.BAD_CHARACTER, "U+FFFD"));
    }

    private static List<Arguments> theIssuer() {
        return Stream.of(
                        arguments("issuer", ProblemKind.BAD_ISSUER, "one URL"),
                        arguments("issuer https://a.example https://b.example", ProblemKind.BAD_ISSUER, "one URL"),
                        arguments("issuer login.example.com", ProblemKind.BAD_ISSUER, "https URL with a host"),
                        arguments("issuer ftp://a.example", ProblemKind.BAD_ISSUER, "https URL"),
                        arguments("issuer https://", ProblemKind.BAD_ISSUER, "https URL"),
                        arguments("issuer https://a.example?x=y", ProblemKind.BAD_ISSUER, "without user, query"),
                        arguments("issuer https://a.example/#x", ProblemKind.BAD_ISSUER, "fragment"),
                        arguments("issuer https://me@a.example", ProblemKind.BAD_ISSUER, "without user"),
                        arguments("issuer https://a.example:65536", ProblemKind.BAD_ISSUER, "https URL"),
                        arguments("issuer ${HOST}", ProblemKind.UNSET_ENVIRONMENT, "${HOST} is not set"),
                        arguments("issuer {x}", ProblemKind.BAD_VALUE, "brace"),
                        arguments("isuer https://a.example", ProblemKind.UNKNOWN_WORD, "did you mean `issuer`?"),
                        arguments("issuer http://a.example", ProblemKind.INSECURE_KEYS, "would come without TLS"))
                .map(each -> arguments(
                        "policy 1\n" + each.get()[0] + "\n  audience api\neverything else is denied",
                        2,
                        each.get()[1],
                        each.get()[2]))
                .toList();
    }

    private static List<Arguments> theSettings() {
        Stream<Arguments> oneSetting = Stream.of(
                arguments("audiences x", ProblemKind.UNKNOWN_SETTING, "did you mean `audience`?"),
                arguments("introspect yes", ProblemKind.UNKNOWN_SETTING, "is not one of the settings"),
                arguments("\"alias\" x", ProblemKind.UNKNOWN_SETTING, "is not one of the settings"),
                arguments("audience other", ProblemKind.SETTING_TWICE, "(first at line 3)"),
                arguments("algorithms", ProblemKind.BAD_VALUE, "has no value"),
                arguments("requires sub sub", ProblemKind.VALUE_TWICE, "`sub` stands twice"),
                arguments("requires \"\"", ProblemKind.BAD_VALUE, "is empty"),
                arguments("requires {sub}", ProblemKind.BAD_VALUE, "any other brace stands in quotes"),
                arguments("requires \"${1}\"", ProblemKind.BAD_VALUE, "`${`"),
                arguments("requires \"sub", ProblemKind.BAD_QUOTE, "is not closed"),
                arguments("requires \"s\\ub\"", ProblemKind.BAD_QUOTE, "write \\\\"),
                arguments("requires \"sub\"jti", ProblemKind.BAD_QUOTE, "a blank must follow"),
                arguments("requires s\"ub", ProblemKind.BAD_QUOTE, "inside a word"),
                arguments("requires ${CLAIM}", ProblemKind.UNSET_ENVIRONMENT, "${CLAIM} is not set"),
                arguments("scope-claim scope scp", ProblemKind.BAD_VALUE, "has one value"),
                arguments("keys http://login.example/jwks", ProblemKind.INSECURE_KEYS, "the keys at"),
                arguments("keys http://localhost.example/jwks", ProblemKind.INSECURE_KEYS, "write https"),
                arguments("keys http://127.0.0.1.example/jwks", ProblemKind.INSECURE_KEYS, "write https"),
                arguments("keys file://server/keys.json", ProblemKind.INSECURE_KEYS, "another host"),
                arguments("keys file:keys.json", ProblemKind.BAD_VALUE, "absolute path"),
                arguments("keys https://me@login.example/jwks", ProblemKind.BAD_VALUE, "without user"),
                arguments("keys https://login.example/jwks#1", ProblemKind.BAD_VALUE, "fragment"),
                arguments("keys jwks.json", ProblemKind.BAD_VALUE, "write `discovery`"),
                arguments("algorithms RS256 HS256", ProblemKind.WEAK_ALGORITHM, "`HS256` lets whoever can verify"),
                arguments("algorithms HS512", ProblemKind.WEAK_ALGORITHM, "asymmetric"),
                arguments("algorithms none", ProblemKind.WEAK_ALGORITHM, "no signature at all"),
                arguments("algorithms NONE", ProblemKind.WEAK_ALGORITHM, "no signature at all"),
                arguments("algorithms Ed448", ProblemKind.UNKNOWN_ALGORITHM, "`Ed448` is not one of"),
                arguments("algorithms ES256K", ProblemKind.UNKNOWN_ALGORITHM, "did you mean `ES256`?"),
                arguments("algorithms rs256", ProblemKind.UNKNOWN_ALGORITHM, "did you mean `RS256`?"),
                arguments("algorithms EdDSA Ed25519", ProblemKind.VALUE_TWICE, "are one algorithm"),
                arguments("profile strict", ProblemKind.BAD_VALUE, "`general` or `rfc9068`"),
                arguments("leeway 5", ProblemKind.BAD_VALUE, "such as `30s`"),
                arguments("leeway 5 s", ProblemKind.BAD_VALUE, "without blanks"),
                arguments("leeway -1s", ProblemKind.BAD_VALUE, "is not a duration"),
                arguments("leeway 1.5m", ProblemKind.BAD_VALUE, "is not a duration"),
                arguments("lifetime 1000000000s", ProblemKind.BAD_VALUE, "up to nine digits"),
                arguments("grants a\u00E9", ProblemKind.BAD_SCOPE, "U+00E9"),
                arguments("grants and", ProblemKind.BAD_SCOPE, "the word `and`"),
                arguments("alias unknown", ProblemKind.BAD_VALUE, "other than `unknown`"),
                arguments("alias \"my idp\"", ProblemKind.BAD_VALUE, "cannot be an alias"));
        Stream<Arguments> outOfRange = Stream.of(
                        "leeway 300001ms",
                        "leeway 6m",
                        "lifetime 59s",
                        "refresh 29s",
                        "refresh 61m",
                        "timeout 99ms",
                        "timeout 31s",
                        "max-stale 9m",
                        "max-stale 8d")
                .map(setting -> arguments(setting, ProblemKind.OUT_OF_RANGE, "must be"));
        return Stream.concat(
                        Stream.concat(oneSetting, outOfRange)
                                .map(each -> arguments(
                                        Policies.withSettings((String) each.get()[0]),
                                        4,
                                        each.get()[1],
                                        each.get()[2])),
                        Stream.of(
                                arguments(
                                        "policy 1\nissuer https://a.example\neverything else is denied",
                                        2,
                                        ProblemKind.MISSING_SETTING,
                                        "no `audience`"),
                                arguments(
                                        "policy 1\n  leeway 5s\neverything else is denied",
                                        2,
                                        ProblemKind.SETTING_WITHOUT_ISSUER,
                                        "below the `issuer` line"),
                                arguments(
                                        Policies.withRules("GET /a is open", "  leeway 5s"),
                                        5,
                                        ProblemKind.SETTING_WITHOUT_ISSUER,
                                        "`leeway` is a setting"),
                                arguments(
                                        "policy 1\nissuer https://a.example\naudience api\neverything else is denied",
                                        3,
                                        ProblemKind.BAD_INDENTATION,
                                        "indent it below its issuer"),
                                arguments(
                                        "policy 1\nissuer https://unknown/\n  audience api\neverything else is denied",
                                        2,
                                        ProblemKind.BAD_VALUE,
                                        "cannot be an alias")))
                .toList();
    }

    private static List<Arguments> severalIssuers() {
        return List.of(
                arguments(
                        TWO_ISSUERS.formatted("grants a", ""),
                        5,
                        ProblemKind.MISSING_GRANTS,
                        "list the scopes that it may"),
                arguments(
                        TWO_ISSUERS.formatted("", "grants a"),
                        2,
                        ProblemKind.MISSING_GRANTS,
                        "there is another issuer"),
                arguments(
                        TWO_ISSUERS.formatted("grants a", "grants b").replace("two.example/a", "one.example"),
                        5,
                        ProblemKind.ISSUER_TWICE,
                        "(line 2)"));
    }

    private static List<Arguments> theMethodsAndPath() {
        return Stream.of(
                        arguments("/a is open", ProblemKind.UNKNOWN_METHOD, "begins with its methods"),
                        arguments("get /a is open", ProblemKind.UNKNOWN_METHOD, "methods are upper case"),
                        arguments("PSOT /a is open", ProblemKind.UNKNOWN_METHOD, "did you mean `POST`?"),
                        arguments("LINK /a is open", ProblemKind.UNKNOWN_METHOD, "`LINK` is not a method"),
                        arguments("* /a is open", ProblemKind.UNKNOWN_METHOD, "`*` is not a method"),
                        arguments("TRACE /a is open", ProblemKind.FORBIDDEN_METHOD, "TRACE is always denied"),
                        arguments("GET CONNECT /a is open", ProblemKind.FORBIDDEN_METHOD, "CONNECT is always denied"),
                        arguments("GET POST GET /a is open", ProblemKind.METHOD_TWICE, "`GET` stands twice"),
                        arguments("ANY GET /a is open", ProblemKind.METHOD_TWICE, "stands alone"),
                        arguments("GET orders is open", ProblemKind.BAD_PATH, "must start with /"),
                        arguments("GET /a//b is open", ProblemKind.BAD_PATH, "empty segment"),
                        arguments("GET // is open", ProblemKind.BAD_PATH, "empty segment"),
                        arguments("GET /a/./b is open", ProblemKind.BAD_PATH, "`.` never matches"),
                        arguments("GET /a/.. is open", ProblemKind.BAD_PATH, "`..` never matches"),
                        arguments("GET /a%20b is open", ProblemKind.BAD_PATH, "decoded"),
                        arguments("GET /a;b is open", ProblemKind.BAD_PATH, "has ;"),
                        arguments("GET /a?b is open", ProblemKind.BAD_PATH, "has ?"),
                        arguments("GET /a#b is open", ProblemKind.BAD_PATH, "has #"),
                        arguments("GET /a\\b is open", ProblemKind.BAD_PATH, "has \\"),
                        arguments("GET /a|b is open", ProblemKind.BAD_PATH, "has |"),
                        arguments("GET /a\u20AC is open", ProblemKind.BAD_PATH, "U+20AC"),
                        arguments("GET /a*/b is open", ProblemKind.BAD_PATH, "one whole segment"),
                        arguments("GET /*.css is open", ProblemKind.BAD_PATH, "one whole segment"),
                        arguments("GET /a{b} is open", ProblemKind.BAD_PATH, "one whole segment"),
                        arguments("GET /{} is open", ProblemKind.BAD_PATH, "a name has letters"),
                        arguments("GET /{1} is open", ProblemKind.BAD_PATH, "a name has letters"),
                        arguments("GET /${A} is open", ProblemKind.BAD_PATH, "one whole segment"),
                        arguments("GET /*** is open", ProblemKind.BAD_PATH, "`***` is not a segment"),
                        arguments("GET /**/a is open", ProblemKind.BAD_PATH, "only be the last segment"),
                        arguments("GET /**/ is open", ProblemKind.BAD_PATH, "only be the last segment"),
                        arguments("GET /{a}/{a} is open", ProblemKind.BAD_PATH, "{a} stands twice"))
                .map(RefusalsTest::rule)
                .toList();
    }

    private static List<Arguments> theRequirement() {
        List<Arguments> wrong = Stream.of(
                        arguments("", ProblemKind.BAD_REQUIREMENT, "does not say what it asks"),
                        arguments("is", ProblemKind.BAD_REQUIREMENT, "`is` is not what a rule can ask"),
                        arguments("is opne", ProblemKind.BAD_REQUIREMENT, "write `is open`"),
                        arguments("is open now", ProblemKind.BAD_REQUIREMENT, "write `is open`"),
                        arguments("is open where a is b", ProblemKind.BAD_REQUIREMENT, "only `needs` takes a `where`"),
                        arguments("are open", ProblemKind.BAD_REQUIREMENT, "write `is open`"),
                        arguments("was denied", ProblemKind.BAD_REQUIREMENT, "write `is open`"),
                        arguments("is denied now", ProblemKind.BAD_REQUIREMENT, "write `is open`"),
                        arguments("need a", ProblemKind.BAD_REQUIREMENT, "write `is open`"),
                        arguments("needs one valid token", ProblemKind.BAD_REQUIREMENT, "`valid` stands where"),
                        arguments("needs a good token", ProblemKind.BAD_REQUIREMENT, "`good` stands where"),
                        arguments("needs a valid scope", ProblemKind.BAD_REQUIREMENT, "`valid` stands where"),
                        arguments(
                                "needs a where t is b or u is c",
                                ProblemKind.BAD_REQUIREMENT,
                                "with `and` between two"),
                        arguments(
                                "needs a where t is b and u is",
                                ProblemKind.BAD_REQUIREMENT,
                                "after `where` stand tests"),
                        arguments("needs a where t is {id", ProblemKind.BAD_REQUIREMENT, "brace"),
                        arguments("needs a where t is id}", ProblemKind.BAD_REQUIREMENT, "brace"),
                        arguments("needs", ProblemKind.BAD_REQUIREMENT, "lacks what is needed"),
                        arguments("needs where a is b", ProblemKind.BAD_REQUIREMENT, "lacks what is needed"),
                        arguments("needs a valid", ProblemKind.BAD_REQUIREMENT, "`valid` stands where"),
                        arguments("needs a b", ProblemKind.BAD_REQUIREMENT, "`b` stands where `and` or `or`"),
                        arguments("needs a and", ProblemKind.BAD_REQUIREMENT, "a scope is missing"),
                        arguments("needs or a", ProblemKind.BAD_REQUIREMENT, "stands where `and` or `or`"),
                        arguments("needs a and and", ProblemKind.BAD_REQUIREMENT, "a scope is missing"),
                        arguments("needs \"a\"", ProblemKind.BAD_REQUIREMENT, "without quotes"),
                        arguments("needs a and b or c", ProblemKind.MIXED_AND_OR, "are mixed"),
                        arguments("needs a\\b", ProblemKind.BAD_SCOPE, "has \\"),
                        arguments("needs caf\u00E9", ProblemKind.BAD_SCOPE, "RFC 6749"),
                        arguments("needs a and a", ProblemKind.VALUE_TWICE, "`a` stands twice"),
                        arguments("needs a where", ProblemKind.BAD_REQUIREMENT, "after `where` stand tests"),
                        arguments("needs a where t is", ProblemKind.BAD_REQUIREMENT, "after `where` stand tests"),
                        arguments("needs a where t is b or", ProblemKind.BAD_REQUIREMENT, "after `where` stand tests"),
                        arguments("needs a where t is b and", ProblemKind.BAD_REQUIREMENT, "after `where` stand tests"),
                        arguments("needs a where t is two words", ProblemKind.BAD_REQUIREMENT, "in quotes"),
                        arguments("needs a where t eq b", ProblemKind.BAD_REQUIREMENT, "`eq` stands where"),
                        arguments("needs a where is is b", ProblemKind.BAD_REQUIREMENT, "stands in quotes"),
                        arguments("needs a where t is and", ProblemKind.BAD_REQUIREMENT, "stands in quotes"),
                        arguments("needs a where t is ${T}", ProblemKind.BAD_REQUIREMENT, "replaced in issuers only"),
                        arguments("needs a where {t} is b", ProblemKind.BAD_REQUIREMENT, "brace"),
                        arguments("needs a where t is \"${T}\"", ProblemKind.BAD_VALUE, "into issuers only"),
                        arguments("needs a where \"\" is b", ProblemKind.BAD_VALUE, "is empty"),
                        arguments("needs a where t is b and t is b", ProblemKind.VALUE_TWICE, "`t is b` stands twice"),
                        arguments("needs a where t is {u}", ProblemKind.UNKNOWN_VARIABLE, "does not name {u}"),
                        arguments("needs a where t is {}", ProblemKind.UNKNOWN_VARIABLE, "does not name {}"),
                        arguments("needs a where t has {is}", ProblemKind.UNKNOWN_VARIABLE, "did you mean `id`?"))
                .map(each -> rule(arguments("GET /a/{id}/* " + each.get()[0], each.get()[1], each.get()[2])))
                .toList();
        return Stream.concat(
                        wrong.stream(),
                        Stream.of(arguments(
                                "policy 1\nGET /a is open\nGET /b needs b\nGET /c needs c\neverything else is denied",
                                3,
                                ProblemKind.NO_ISSUER,
                                "add `issuer`")))
                .toList();
    }

    private static List<Arguments> severalRules() {
        return Stream.of(
                        arguments(
                                "GET /** is open\nGET / is denied\nGET /*/** is denied",
                                ProblemKind.DEAD_RULE,
                                "(`GET /` (line 5), `GET /*/**` (line 6)); remove it"),
                        arguments(
                                "GET POST /a is open\nGET /a is denied\nPOST /a is denied",
                                ProblemKind.DEAD_RULE,
                                "`GET POST /a` never decides"))
                .map(RefusalsTest::rule)
                .toList();
    }

    private static Arguments rule(Arguments rule) {
        return arguments(Policies.withRules((String) rule.get()[0]), 4, rule.get()[1], rule.get()[2]);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void theTextIsRefusedOnceAtItsLine(String text, int line, ProblemKind kind, String words) {
        assertThat(Policies.problemsOf(text)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.message()).contains(words).doesNotContain("\n");
        });
    }

    @Test
    void aPairOfAmbiguousRulesIsRefusedAtBothLinesWithAWitnessAndTheLineToAdd() {
        assertThat(Policies.problemsOf(Policies.withRules("GET /a/* is open", "GET /*/b is open")))
                .extracting(problem -> problem.text("api.policy"))
                .containsExactly(
                        "api.policy:4: `GET /a/*` and `GET /*/b` (line 5) both match GET /a/b, and neither is more"
                                + " specific; add the line `GET /a/b is denied`, or with what it shall need",
                        "api.policy:5: `GET /*/b` and `GET /a/*` (line 4) both match GET /a/b, and neither is more"
                                + " specific; add the line `GET /a/b is denied`, or with what it shall need");
        assertThat(Policies.problemsOf(Policies.withRules("GET POST /x is open", "POST PUT /x is open")))
                .extracting(PolicyProblem::line)
                .containsExactly(4, 5);
    }

    @Test
    void equalRulesAreRefusedAtBothLinesHoweverTheirVariablesAreCalled() {
        assertThat(Policies.problemsOf(
                        Policies.withRules("GET HEAD /{a} is open", "GET /b is open", "GET /{c} is open")))
                .extracting(problem -> problem.line() + " " + problem.id())
                .containsExactly("4 equal-rules", "6 equal-rules");
    }

    @Test
    void twoIssuersWithOneAliasAreRefusedAtBothLines() {
        String text = TWO_ISSUERS.formatted("grants a\n  alias two.example", "grants b");

        assertThat(Policies.problemsOf(text))
                .extracting(problem -> problem.line() + " " + problem.id())
                .containsExactly("2 alias-twice", "6 alias-twice");
    }

    @Test
    void twoIssuersOfOneHostNeedAnAlias() {
        String text = TWO_ISSUERS.formatted("grants a", "grants b").replace("two.example", "one.example");

        assertThat(Policies.problemsOf(text)).extracting(PolicyProblem::id).containsOnly("alias-twice");
        assertThat(Policies.parse(text.replace("grants b", "grants b\n  alias second"))
                        .issuers())
                .extracting(IssuerPolicy::alias)
                .containsExactly("one.example", "second");
    }

    @Test
    void anEmptyTextLacksItsFirstAndItsLastLine() {
        assertThat(Policies.problemsOf(""))
                .extracting(problem -> problem.line() + " " + problem.id())
                .containsExactly("1 missing-header", "1 missing-end");
    }

    @Test
    void theEnvironmentCannotBringInControlCharactersOrNothing() {
        String text = Policies.withSettings("requires ${CLAIM}");

        for (String value : List.of("", "a\nb", "a\u202Eb")) {
            assertThat(problems(text, Map.of("CLAIM", value)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.id()).isEqualTo("bad-value"));
        }
        assertThat(problems(text, Map.of("CLAIM", "${OTHER}", "OTHER", "x")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("`${`"));
    }

    private static List<PolicyProblem> problems(String text, Map<String, String> environment) {
        try {
            Policy.parse("api.policy", text, environment::get);
            return List.of();
        } catch (PolicyException e) {
            return e.problems();
        }
    }

    @Test
    void tenMistakesAreTenProblemsAtTenLines() {
        String text = """
                policy 1
                issuer https://login.example
                    audience    api
                    algorithms  HS256
                    leeway      10m
                    kyes        discovery
                GET   /a         is opne
                FETCH /b         is open
                GET   c          needs c
                GET   /d         needs d and e or f
                GET   /e/{id}    needs e where owner is {user}
                GET   /f         needs "f
                GET   /g         is open
                """;

        assertThat(Policies.problemsOf(text))
                .extracting(PolicyProblem::line)
                .containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(String.valueOf(assertThrows(PolicyException.class, () -> Policies.parse(text))
                                .getMessage())
                        .lines())
                .hasSize(10)
                .allMatch(line -> line.matches("api\\.policy:[0-9]+: .+"));
    }

    @Test
    void everyKindOfRefusalIsTested() {
        Set<ProblemKind> tested =
                EnumSet.of(ProblemKind.AMBIGUOUS_RULES, ProblemKind.EQUAL_RULES, ProblemKind.ALIAS_TWICE);
        refusals().forEach(each -> tested.add((ProblemKind) each.get()[2]));

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemKind.values())
                        .filter(kind -> kind.severity() == Severity.REFUSAL)
                        .toList());
    }

    @Test
    void aMessageNamesWhatCannotBeSeenInsteadOfHoldingIt() {
        List<PolicyProblem> problems =
                Policies.problemsOf("policy 1\nissue\u0019r x\nissu\u202Eer y\neverything else is denied\n");

        assertThat(problems).extracting(PolicyProblem::message).allMatch(Texts::isPlain);
        assertThat(problems)
                .extracting(PolicyProblem::message)
                .anySatisfy(message -> assertThat(message).startsWith("`issueU+0019r` is not a word"));
    }

    @Test
    void thatOnlyNeedsTakesAWhereIsSaidOnlyOfARuleThatHasOne() {
        assertThat(Policies.problemsOf(Policies.withRules("GET /a is shut")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).doesNotContain("`where`"));
    }
}
