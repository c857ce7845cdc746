package io.github.bearergate.policy;

import io.github.bearergate.policy.RuleDraft.Form;
import io.github.bearergate.policy.RuleDraft.RequirementDraft;
import io.github.bearergate.policy.RuleDraft.TestDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a rule asks: the words after its path. */
final class RequirementReader {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*}");
    private static final String FORMS = "`is open`, `is denied`, `needs a valid token` or `needs` and scopes";

    private final List<Word> words;
    private final int line;
    private final Problems problems;

    RequirementReader(List<Word> words, int line, Problems problems) {
        this.words = words;
        this.line = line;
        this.problems = problems;
    }

    /** Reads the requirement; empty when it cannot be read, which was reported. */
    Optional<RequirementDraft> read() {
        if (words.isEmpty()) {
            return refuse("the rule does not say what it asks; add " + FORMS);
        }
        if (words.get(0).is("needs")) {
            return readNeeds();
        }
        if (words.get(0).is("is") && words.size() == 2) {
            if (words.get(1).is("open")) {
                return Optional.of(new RequirementDraft(Form.OPEN, List.of(), List.of()));
            }
            if (words.get(1).is("denied")) {
                return Optional.of(new RequirementDraft(Form.DENIED, List.of(), List.of()));
            }
        }
        String text = String.join(" ", words.stream().map(Word::text).toList());
        boolean tested = words.stream().anyMatch(word -> word.is("where"));
        return refuse("`" + text + "` is not what a rule can ask; write " + FORMS
                + (tested ? "; only `needs` takes a `where`" : ""));
    }

    private Optional<RequirementDraft> readNeeds() {
        int where = indexOf("where", 1);
        Optional<RequirementDraft> need = readNeed(words.subList(1, where));
        Optional<List<TestDraft>> tests =
                where == words.size() ? Optional.of(List.of()) : readTests(words.subList(where + 1, words.size()));
        return need.flatMap(read -> tests.map(list -> new RequirementDraft(read.form(), read.scopes(), list)));
    }

    private Optional<RequirementDraft> readNeed(List<Word> need) {
        if (need.size() == 3
                && need.get(0).is("a")
                && need.get(1).is("valid")
                && need.get(2).is("token")) {
            return Optional.of(new RequirementDraft(Form.VALID_TOKEN, List.of(), List.of()));
        }
        if (need.isEmpty()) {
            return refuse("`needs` lacks what is needed; write `needs a valid token` or `needs` and scopes");
        }
        List<String> scopes = new ArrayList<>();
        boolean all = false;
        boolean any = false;
        for (int i = 0; i < need.size(); i++) {
            Word word = need.get(i);
            if (i % 2 == 0) {
                scopes.add(word.text());
            } else if (word.is("and")) {
                all = true;
            } else if (word.is("or")) {
                any = true;
            } else {
                return refuse(word.shown() + " stands where `and` or `or` must stand between two scopes"
                        + Suggestions.didYouMean(word.text(), List.of("and", "or", "where")));
            }
        }
        if (need.size() % 2 == 0 || scopes.stream().anyMatch(List.of("and", "or")::contains)) {
            return refuse("a scope is missing before or after `and` or `or`");
        }
        if (need.stream().anyMatch(Word::quoted)) {
            return refuse("a scope is written without quotes");
        }
        if (all && any) {
            problems.add(
                    line,
                    ProblemKind.MIXED_AND_OR,
                    "`and` and `or` are mixed; join all scopes of a rule with one of them");
            return Optional.empty();
        }
        return Optional.of(new RequirementDraft(any ? Form.ANY_SCOPE : Form.ALL_SCOPES, scopes, List.of()));
    }

    private Optional<List<TestDraft>> readTests(List<Word> tests) {
        List<TestDraft> read = new ArrayList<>();
        for (int from = 0; from <= tests.size(); from += 4) {
            boolean complete = tests.size() >= from + 3;
            boolean followed =
                    tests.size() == from + 3 || (complete && tests.get(from + 3).is("and"));
            if (!followed) {
                return refuse("after `where` stand tests such as `tenant is {t}` or `groups has staff`, with `and`"
                        + " between two; a value with blanks stands in quotes");
            }
            Optional<TestDraft> test = readTest(tests.get(from), tests.get(from + 1), tests.get(from + 2));
            if (test.isEmpty()) {
                return Optional.empty();
            }
            read.add(test.get());
        }
        return Optional.of(read);
    }

    private Optional<TestDraft> readTest(Word claim, Word relation, Word value) {
        if (!relation.is("is") && !relation.is("has")) {
            return refuse(relation.shown() + " stands where `is` or `has` must stand after the claim");
        }
        for (Word word : List.of(claim, value)) {
            if (!word.quoted() && Texts.RESERVED.contains(word.text())) {
                return refuse(word.shown() + " is a word of the language; as a claim or value it stands in quotes");
            }
        }
        boolean variable = !value.quoted() && VARIABLE.matcher(value.text()).matches();
        if (hasBareBrace(claim) || (hasBareBrace(value) && !variable)) {
            return refuse("a brace stands outside quotes; `{name}` is a value that the path names, and `${NAME}` is"
                    + " replaced in issuers only");
        }
        String text = variable ? value.text().substring(1, value.text().length() - 1) : value.text();
        ClaimTest.Relation read = relation.is("is") ? ClaimTest.Relation.IS : ClaimTest.Relation.HAS;
        return Optional.of(new TestDraft(claim.text(), read, text, variable));
    }

    private static boolean hasBareBrace(Word word) {
        return !word.quoted() && (word.text().contains("{") || word.text().contains("}"));
    }

    private int indexOf(String word, int from) {
        int index = from;
        while (index < words.size() && !words.get(index).is(word)) {
            index++;
        }
        return index;
    }

    private <T> Optional<T> refuse(String message) {
        problems.add(line, ProblemKind.BAD_REQUIREMENT, message);
        return Optional.empty();
    }
}
