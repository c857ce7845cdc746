package io.github.bearergate.policy;

import io.github.bearergate.policy.RuleDraft.Form;
import io.github.bearergate.policy.RuleDraft.RequirementDraft;
import io.github.bearergate.policy.RuleDraft.TestDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks the words of one rule. */
final class RuleReader {
    private final RuleDraft draft;
    private final Place place;
    private final Problems problems;

    RuleReader(RuleDraft draft, Problems problems) {
        this.draft = draft;
        this.place = draft.place();
        this.problems = problems;
    }

    /**
     * Reads the rule.
     *
     * @return the rule; empty when its methods or path are wrong. If only what it asks is wrong, a rule that asks something
     *     else, so that its requests are reviewed all the same: the policy is refused in any case
     */
    Optional<Rule> read() {
        Optional<Methods> methods = readMethods();
        Optional<PathPattern> path =
                PathReader.read(draft.path(), fault -> problems.add(place, ProblemKind.BAD_PATH, fault));
        Optional<Requirement> requirement = draft.requirement().flatMap(words -> readRequirement(words, path));
        return methods.flatMap(known -> path.map(
                paths -> new Rule(known, paths, requirement.orElseGet(Requirement.Denied::new), draft.line())));
    }

    private Optional<Methods> readMethods() {
        List<String> words = draft.methods();
        if (words.isEmpty()) {
            return refuseMethod(ProblemKind.UNKNOWN_METHOD, "a rule begins with its methods, such as `GET` or `ANY`");
        }
        if (words.contains("ANY")) {
            return words.size() == 1
                    ? Optional.of(Methods.ANY)
                    : refuseMethod(ProblemKind.METHOD_TWICE, "`ANY` is every method; it stands alone");
        }
        boolean sound = true;
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            sound &= isKnown(word);
            if (!seen.add(word)) {
                refuseMethod(ProblemKind.METHOD_TWICE, "the method `" + word + "` stands twice; remove one");
                sound = false;
            }
        }
        return sound ? Optional.of(Methods.of(words)) : Optional.empty();
    }

    private boolean isKnown(String word) {
        if (Methods.known().contains(word)) {
            return true;
        }
        if (HttpMethods.bit(word) == HttpMethods.NEVER) {
            refuseMethod(ProblemKind.FORBIDDEN_METHOD, word + " is always denied, and no rule names it; remove it");
        } else {
            List<String> words = new ArrayList<>(Methods.known());
            words.add("ANY");
            refuseMethod(
                    ProblemKind.UNKNOWN_METHOD,
                    "`" + word + "` is not a method that a rule can name" + Suggestions.didYouMean(word, words)
                            + (Methods.known().contains(word.toUpperCase(Locale.ROOT))
                                    ? " (methods are upper case)"
                                    : ""));
        }
        return false;
    }

    private Optional<Methods> refuseMethod(ProblemKind kind, String message) {
        problems.add(place, kind, message);
        return Optional.empty();
    }

    private Optional<Requirement> readRequirement(RequirementDraft words, Optional<PathPattern> path) {
        boolean sound = checkScopes(words);
        List<ClaimTest> tests = new ArrayList<>();
        for (TestDraft test : words.tests()) {
            Optional<ClaimTest> read = readTest(test, path);
            if (read.filter(tests::contains).isPresent()) {
                problems.add(
                        place,
                        ProblemKind.VALUE_TWICE,
                        "the test `" + read.get().text() + "` stands twice; remove one");
                sound = false;
            }
            read.ifPresent(tests::add);
        }
        return sound && tests.size() == words.tests().size()
                ? Optional.of(requirement(words.form(), words.scopes(), tests))
                : Optional.empty();
    }

    private boolean checkScopes(RequirementDraft words) {
        boolean sound = true;
        if (words.scopes().isEmpty() && (words.form() == Form.ALL_SCOPES || words.form() == Form.ANY_SCOPE)) {
            problems.add(
                    place, ProblemKind.BAD_REQUIREMENT, "no scope is given; ask for a valid token, or for a scope");
            sound = false;
        }
        Set<String> seen = new HashSet<>();
        for (String scope : words.scopes()) {
            Optional<String> fault = Scopes.fault(scope);
            if (fault.isPresent()) {
                problems.add(place, ProblemKind.BAD_SCOPE, "the scope `" + scope + "` " + fault.get());
                sound = false;
            }
            if (!seen.add(scope)) {
                problems.add(place, ProblemKind.VALUE_TWICE, "the scope `" + scope + "` stands twice; remove one");
                sound = false;
            }
        }
        return sound;
    }

    private Optional<ClaimTest> readTest(TestDraft test, Optional<PathPattern> path) {
        if (test.claim().isEmpty() || !Texts.isPlain(test.claim())) {
            problems.add(place, ProblemKind.BAD_VALUE, "a claim's name is empty, or has a control character");
            return Optional.empty();
        }
        if (test.claim().contains(Environment.BEGIN) || (!test.variable() && !isPlainValue(test.value()))) {
            problems.add(
                    place,
                    ProblemKind.BAD_VALUE,
                    "a test has a control character or `${`; the environment's values are put into issuers only");
            return Optional.empty();
        }
        ClaimPath claim = new ClaimPath(test.claim());
        if (!test.variable()) {
            return Optional.of(new ClaimTest(claim, test.relation(), new ClaimTest.Value.Literal(test.value())));
        }
        return path.flatMap(pattern -> readVariable(claim, test, pattern));
    }

    private static boolean isPlainValue(String value) {
        return Texts.isPlain(value) && !value.contains(Environment.BEGIN);
    }

    private Optional<ClaimTest> readVariable(ClaimPath claim, TestDraft test, PathPattern path) {
        int segment = path.segmentOf(test.value());
        if (segment < 0) {
            problems.add(
                    place,
                    ProblemKind.UNKNOWN_VARIABLE,
                    "the path does not name {" + test.value() + "}; put {" + test.value()
                            + "} in the place of a segment, or the value in quotes"
                            + Suggestions.didYouMean(test.value(), path.variables()));
            return Optional.empty();
        }
        return Optional.of(
                new ClaimTest(claim, test.relation(), new ClaimTest.Value.PathVariable(test.value(), segment)));
    }

    private static Requirement requirement(Form form, List<String> scopes, List<ClaimTest> tests) {
        return switch (form) {
            case OPEN -> new Requirement.Open();
            case DENIED -> new Requirement.Denied();
            case VALID_TOKEN -> new Requirement.ValidToken(tests);
            case ALL_SCOPES -> new Requirement.AllScopes(scopes, tests);
            case ANY_SCOPE ->
                scopes.size() == 1 ? new Requirement.AllScopes(scopes, tests) : new Requirement.AnyScope(scopes, tests);
        };
    }
}
