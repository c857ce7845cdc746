package io.github.bearergate.policyaudit;

import io.github.bearergate.policyaudit.Finding.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of a policy that nobody needed, as findings at their lines. */
final class Unneeded {
    private Unneeded() {}

    static List<Finding> of(String file, Usage usage) {
        return Stream.concat(
                        usage.rules().stream().filter(Usage.OfRule::isUnused).map(rule -> of(file, rule)),
                        usage.scopes().stream().filter(scope -> !scope.needed()).map(scope -> of(file, scope)))
                .toList();
    }

    private static Finding of(String file, Usage.OfRule usage) {
        String rule = usage.rule().id();
        String refused = usage.refused() == 0 ? "" : " (and refused " + usage.refused() + ")";
        return finding(
                file,
                usage.rule().line(),
                "unused-rule",
                "`" + rule + "` let no request through" + refused
                        + "; take the line out, unless what it is for has not happened yet",
                rule);
    }

    private static Finding of(String file, Usage.OfScope usage) {
        String why = usage.askedBy().isEmpty()
                ? "no rule asks for it; take it out of `grants`"
                : "no rule that asks for it let a request through; callers need not be given it";
        return finding(
                file,
                usage.line(),
                "unneeded-scope",
                "the scope `" + usage.scope() + "` was never needed: " + why,
                usage.scope());
    }

    private static Finding finding(String file, int line, String id, String message, String subject) {
        return new Finding(
                file, line, id, Weight.WARNING, message, Optional.of(subject), Optional.empty(), Optional.empty());
    }
}
