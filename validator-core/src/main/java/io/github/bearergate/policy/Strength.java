package io.github.bearergate.policy;

import java.util.Set;
import java.util.stream.Collectors;

/** Compares what rules ask: a requirement is weaker when whoever meets the other meets it too, and not the reverse. */
final class Strength {
    private Strength() {}

    /** Tells whether the first rule asks less than the second. */
    static boolean isWeaker(Rule first, Rule second) {
        return follows(second, first) && !follows(first, second);
    }

    /** Tells whether whoever meets the first rule meets the second. */
    static boolean follows(Rule first, Rule second) {
        Requirement given = first.requirement();
        Requirement asked = second.requirement();
        if (asked.isOpen() || given.alternatives().isEmpty()) {
            return true;
        }
        return !given.isOpen()
                && given.alternatives().stream()
                        .allMatch(held -> asked.alternatives().stream().anyMatch(held::containsAll))
                && tests(first).containsAll(tests(second));
    }

    /** The tests as texts in which a variable is its place in the path, so that its name does not matter. */
    private static Set<String> tests(Rule rule) {
        return rule.requirement().tests().stream()
                .map(test -> test.value() instanceof ClaimTest.Value.PathVariable variable
                        ? test.claim() + " " + test.relation() + " {" + variable.segment() + "}"
                        : test.text())
                .collect(Collectors.toSet());
    }
}
