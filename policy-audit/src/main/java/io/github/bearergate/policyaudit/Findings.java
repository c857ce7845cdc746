package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.PolicyException;
import io.github.bearergate.policy.PolicyProblem;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the engine says of one policy file. */
final class Findings {
    private Findings() {}

    static List<Finding> of(PolicyFile file) {
        try {
            Policy policy = file.parse();
            return of(file.name(), policy);
        } catch (PolicyException e) {
            return e.problems().stream()
                    .map(problem -> Finding.of(file.name(), problem, Optional.empty(), problem.witness()))
                    .toList();
        }
    }

    /** The warnings of a sound policy. */
    static List<Finding> of(String file, Policy policy) {
        if (policy.warnings().isEmpty()) {
            return List.of();
        }
        Decided decided = Decided.by(policy, RequestSpace.of(List.of(policy), List.of()));
        Map<Integer, Rule> rules = new HashMap<>();
        policy.rules().forEach(rule -> rules.putIfAbsent(rule.line(), rule));
        return policy.warnings().stream()
                .map(problem ->
                        withContext(file, policy, Optional.ofNullable(rules.get(problem.line())), decided, problem))
                .toList();
    }

    private static Finding withContext(
            String file, Policy policy, Optional<Rule> rule, Decided decided, PolicyProblem problem) {
        Optional<String> issuer = policy.issuers().stream()
                .filter(each -> each.line() <= problem.line())
                .reduce((first, later) -> first.line() > later.line() ? first : later)
                .map(each -> each.issuer());
        Optional<String> witness = rule.flatMap(each -> decided.example(each, problem.kind()));
        return Finding.of(file, problem, rule.map(Rule::id).or(() -> issuer), witness);
    }
}
