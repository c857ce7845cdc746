package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong with one policy, so that its author sees it at once. */
final class Problems {
    private final List<PolicyProblem> found = new ArrayList<>();

    void add(PolicyProblem problem) {
        found.add(problem);
    }

    void add(int line, ProblemKind kind, String message) {
        add(new PolicyProblem(line, kind, message));
    }

    /** Adds a problem; where there is no line to show, the message begins with the subject. */
    void add(Place place, ProblemKind kind, String message) {
        add(place.line(), kind, place.line() > 0 ? message : place.subject() + ": " + message);
    }

    /** The problems by line; those of one line in the order in which they were found. */
    List<PolicyProblem> byLine() {
        return found.stream()
                .sorted(Comparator.comparingInt(PolicyProblem::line))
                .toList();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }
}
