package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ProblemKind;
import io.github.bearergate.policy.ProblemKind.Severity;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The findings of a command that a team may accept; refusals are not among them, since the service would not start.
 *
 * @param ids their ids
 */
record FindingIds(Set<String> ids) {
    /** What {@code check} finds, and {@code matrix} shows. */
    static final FindingIds CHECK = new FindingIds(Stream.of(ProblemKind.values())
            .filter(kind -> kind.severity() == Severity.WARNING)
            .map(ProblemKind::id)
            .collect(Collectors.toSet()));

    /** What {@code openapi} finds. */
    static final FindingIds OPENAPI = new FindingIds(Set.of(
            "not-covered",
            "asks-less",
            "asks-more",
            "asks-otherwise",
            "rule-without-operation",
            "scheme-beyond-policies",
            "ambiguous-operations",
            "path-beyond-policies",
            "undefined-scheme"));

    /** What {@code unused} finds. */
    static final FindingIds UNUSED = new FindingIds(Set.of("unused-rule", "unneeded-scope"));

    /** Copies the set. */
    FindingIds {
        ids = Set.copyOf(ids);
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** Tells whether any command has such a finding. */
    static boolean isKnown(String id) {
        return Stream.of(CHECK, OPENAPI, UNUSED).anyMatch(each -> each.contains(id));
    }
}
