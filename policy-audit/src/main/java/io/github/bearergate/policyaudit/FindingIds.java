package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ProblemKind;
import io.github.bearergate.policy.ProblemKind.Severity;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The findings of each command that a team may accept; refusals are not among them, since the service would not start. */
enum FindingIds {
    /** What {@code check} finds, and {@code matrix} shows. */
    CHECK(Stream.of(ProblemKind.values())
            .filter(kind -> kind.severity() == Severity.WARNING)
            .map(ProblemKind::id)
            .collect(Collectors.toUnmodifiableSet())),
    /** What {@code openapi} finds. */
    OPENAPI(Set.of(
            "not-covered",
            "asks-less",
            "asks-more",
            "asks-otherwise",
            "rule-without-operation",
            "scheme-beyond-policies",
            "ambiguous-operations",
            "path-beyond-policies",
            "undefined-scheme")),
    /** What {@code unused} finds. */
    UNUSED(Set.of("unused-rule", "unneeded-scope"));

    private final Set<String> ids;

    FindingIds(Set<String> ids) {
        this.ids = ids;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** Tells whether any command has such a finding. */
    static boolean isKnown(String id) {
        return Stream.of(values()).anyMatch(each -> each.contains(id));
    }
}
