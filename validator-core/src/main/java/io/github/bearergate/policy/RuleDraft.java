package io.github.bearergate.policy;

import java.util.List;
import java.util.Optional;

/**
 * A rule as it is written: words that nobody has checked. The file and the Java DSL both make it, so that one reader checks both.
 *
 * @param line the line it stands at; 0 when the policy is made in Java
 * @param methods the words before the path
 * @param path the path
 * @param requirement what it asks; empty when that could not be read, which was reported
 */
record RuleDraft(int line, List<String> methods, String path, Optional<RequirementDraft> requirement) {
    /** The five forms of a requirement. */
    enum Form {
        OPEN,
        DENIED,
        VALID_TOKEN,
        ALL_SCOPES,
        ANY_SCOPE
    }

    /**
     * What a rule asks, as it is written.
     *
     * @param form its form
     * @param scopes its scopes; empty in the first three forms
     * @param tests the tests of its {@code where}
     */
    record RequirementDraft(Form form, List<String> scopes, List<TestDraft> tests) {}

    /**
     * One test, as it is written.
     *
     * @param claim the claim's name or path
     * @param relation how it is compared
     * @param value the text, or the name of a variable of the path
     * @param variable whether the value is such a name
     */
    record TestDraft(String claim, ClaimTest.Relation relation, String value, boolean variable) {}

    /** Tells whether the rule asks for a token, as far as it could be read. */
    boolean needsToken() {
        return requirement
                .filter(words -> words.form() != Form.OPEN && words.form() != Form.DENIED)
                .isPresent();
    }

    Place place() {
        return new Place(line, (String.join(" ", methods) + " " + path).strip());
    }
}
