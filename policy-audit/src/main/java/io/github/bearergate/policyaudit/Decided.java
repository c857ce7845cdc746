package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.ProblemKind;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.RequestSpace.Cell;
import io.github.bearergate.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rule decides each request of a space, by the answer of the engine itself. */
final class Decided {
    /**
     * The requests of one cell that one rule decides.
     *
     * @param cell the paths
     * @param methods the methods
     */
    record Part(Cell cell, MethodSet methods) {
        String example() {
            return methods.example() + " " + cell.example();
        }
    }

    private final Map<Rule, List<Part>> byRule = new HashMap<>();

    private Decided(Policy policy, RequestSpace space) {
        List<String> methods = RequestSpace.methods();
        for (Cell cell : space.cells()) {
            Map<Rule, Long> bits = new HashMap<>();
            for (int i = 0; i < methods.size(); i++) {
                long bit = 1L << i;
                policy.ruleFor(methods.get(i), cell.example())
                        .ifPresent(rule -> bits.merge(rule, bit, (a, b) -> a | b));
            }
            bits.forEach((rule, set) ->
                    byRule.computeIfAbsent(rule, each -> new ArrayList<>()).add(new Part(cell, new MethodSet(set))));
        }
    }

    static Decided by(Policy policy, RequestSpace space) {
        return new Decided(policy, space);
    }

    /** The requests that a rule decides, after more specific ones have taken theirs; never empty in a sound policy. */
    List<Part> parts(Rule rule) {
        return byRule.getOrDefault(rule, List.of());
    }

    /** A request that the rule decides, and that shows a problem of this kind. */
    Optional<String> example(Rule rule, ProblemKind kind) {
        MethodSet telling = switch (kind) {
            case OPEN_MUTATION, OPEN_ANY -> MethodSet.CHANGING;
            default -> MethodSet.ALL;
        };
        return parts(rule).stream()
                .filter(part -> part.methods().overlaps(telling))
                .findFirst()
                .map(part -> part.methods().and(telling).example() + " "
                        + part.cell().example());
    }
}
