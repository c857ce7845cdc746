package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policyaudit.Finding.Weight;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who gets in at the requests of one operation that one rule decides, and who should as the document says. */
final class Difference {
    private final Policy policy;
    private final SpecOperation operation;
    private final Optional<Rule> rule;
    private final Set<Set<String>> unserved;
    private String request = "";
    private String shutOut = "";
    private Optional<Witness> intruder = Optional.empty();

    Difference(Policy policy, SpecOperation operation, Optional<Rule> rule) {
        this.policy = policy;
        this.operation = operation;
        this.rule = rule;
        this.unserved = new LinkedHashSet<>();
    }

    /** Adds requests that nothing tells apart but the values of their parameters. */
    void add(List<String> paths) {
        request = request.isEmpty() ? operation.method() + " " + paths.get(0) : request;
        List<Caller> least = paths.stream()
                .flatMap(path -> rule.stream().flatMap(each -> Callers.least(policy, each, path).stream()))
                .toList();
        for (Set<String> scopes : operation.access().alternatives()) {
            if (least.stream().noneMatch(caller -> scopes.containsAll(caller.scopes()))) {
                unserved.add(scopes);
                shutOut = shutOut.isEmpty() ? operation.method() + " " + paths.get(0) : shutOut;
            }
        }
        if (intruder.isEmpty()) {
            intruder = paths.stream()
                    .flatMap(path -> rule.stream()
                            .flatMap(each -> Callers.least(policy, each, path).stream())
                            .filter(caller -> !operation.access().admits(caller))
                            .map(caller -> new Witness(operation.method(), path, caller)))
                    .findFirst();
        }
    }

    /** What is to be said of it; empty when the policy and the document agree. */
    Optional<Finding> finding(String file) {
        boolean closed = operation.access().open()
                && rule.filter(each -> each.requirement().isOpen()).isEmpty();
        boolean more = closed || !unserved.isEmpty();
        if (intruder.isPresent()) {
            String id = more ? "asks-otherwise" : "asks-less";
            return Optional.of(
                    finding(file, id, Weight.ERROR, said(), intruder.get().text()));
        }
        if (rule.isEmpty()) {
            return Optional.of(finding(file, "not-covered", Weight.WARNING, uncovered(), request));
        }
        if (!more) {
            return Optional.empty();
        }
        String by = closed
                ? " by no token"
                : " by a token with " + SpecAccess.text(unserved.iterator().next(), false);
        return Optional.of(
                finding(file, "asks-more", Weight.WARNING, said(), (shutOut.isEmpty() ? request : shutOut) + by));
    }

    private String uncovered() {
        return "no rule covers `" + operation.id() + "`, so everybody is denied, and the document asks "
                + operation.access().text()
                + (operation.method().equals("TRACE") ? "; no line can allow TRACE" : "; add a line for it");
    }

    private String said() {
        return "for `" + operation.id() + "` the document asks "
                + operation.access().text() + ", and the policy says `"
                + rule.map(Rule::toString).orElse("everything else is denied") + "`"
                + rule.filter(each -> each.line() > 0)
                        .map(each -> " (line " + each.line() + ")")
                        .orElse("")
                + "; mend one of them";
    }

    private Finding finding(String file, String id, Weight weight, String message, String witness) {
        return new Finding(
                file,
                operation.line(),
                id,
                weight,
                message,
                Optional.of(operation.id()),
                Optional.of(witness),
                Optional.empty());
    }
}
