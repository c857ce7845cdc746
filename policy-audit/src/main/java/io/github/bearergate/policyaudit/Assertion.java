package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PathPattern;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.RequestSpace.Cell;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A sentence about every request of a set.
 *
 * @param text the sentence as written
 * @param methods the methods it speaks of
 * @param paths the paths it speaks of
 * @param demand what it says of them
 */
record Assertion(String text, MethodSet methods, PathPattern paths, Demand demand) {
    /**
     * Why an assertion does not hold.
     *
     * @param witness the request and the caller
     * @param rule the rule that decides it; empty when none matches
     */
    record Counterexample(Witness witness, Optional<Rule> rule) {
        String text() {
            return witness.text() + ", decided by "
                    + rule.map(each -> "`" + each + "`" + (each.line() > 0 ? " (line " + each.line() + ")" : ""))
                            .orElse("the last line: everything else is denied");
        }
    }

    /** Decides the sentence: exactly, since every request and caller is like one of those that are asked about. */
    Optional<Counterexample> counterexample(Policy policy) {
        List<String> names = methods.names();
        for (Cell cell : RequestSpace.of(List.of(policy), List.of(paths)).cells()) {
            if (!paths.matches(cell.example())) {
                continue;
            }
            for (String path : cell.examples()) {
                for (String method : names) {
                    Optional<Rule> rule = policy.ruleFor(method, path);
                    Optional<Caller> caller = demand.breach(policy, rule, path);
                    if (caller.isPresent()) {
                        return Optional.of(new Counterexample(new Witness(method, path, caller.get()), rule));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
