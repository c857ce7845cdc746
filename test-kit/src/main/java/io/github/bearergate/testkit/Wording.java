package io.github.bearergate.testkit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.Optional;

/** How failed assertions speak of rules. */
final class Wording {
    private Wording() {}

    /** The rule as the policy writes it, and where; or that there is none. */
    static String decidedBy(Policy policy, Optional<Rule> rule) {
        return rule.map(each -> "decided by `" + each + "`" + place(policy, each))
                .orElse("denied, since no rule matches");
    }

    private static String place(Policy policy, Rule rule) {
        return policy.source()
                .filter(source -> rule.line() > 0)
                .map(source -> " (" + source + ":" + rule.line() + ")")
                .orElse("");
    }
}
