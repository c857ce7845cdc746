package io.github.bearergate.policyaudit;

import java.util.Map;

/**
 * One check, in the order in which the filter makes them.
 *
 * @param check what is checked
 * @param expected what passes
 * @param actual what the request has
 * @param outcome {@code passed}, {@code failed}, {@code not reached}, or another word where there is nothing to pass
 */
record Step(String check, String expected, String actual, String outcome) {
    /** Hides a token that stands where none belongs, such as in a path or in a claim. */
    Step {
        actual = Printable.withoutTokens(actual);
    }

    Map<String, Object> json() {
        return Json.object("check", check, "expected", expected, "actual", actual, "outcome", outcome);
    }
}
