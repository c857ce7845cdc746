package io.github.bearergate.policy;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a policy is refused, with every problem at once; the message is a compiler's listing, a line each. */
public final class PolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    PolicyException(String source, List<PolicyProblem> problems) {
        super(problems.stream().map(problem -> problem.text(source)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, sorted by line; never empty. */
    public List<PolicyProblem> problems() {
        return problems;
    }
}
