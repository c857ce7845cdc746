package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What {@code openapi} says, against all requests and callers of a small world. */
class OpenapiProperties {
    private static final Set<String> OF_THE_DOCUMENT =
            Set.of("ambiguous-operations", "scheme-beyond-policies", "path-beyond-policies");

    private record Piece(GeneratedSpec.Operation operation, Optional<Rule> rule) {}

    private static final class Seen {
        private boolean intruder;
        private boolean unserved;
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void aDifferenceIsFoundExactlyWhereARequestAndACallerShowIt(@ForAll long seed) {
        Policy policy = Generated.policy(seed);
        GeneratedSpec spec = GeneratedSpec.of(~seed, true);
        Map<Piece, Seen> seen = new HashMap<>();
        Set<Rule> used = new HashSet<>();
        boolean ambiguous = false;
        List<Caller> callers = GeneratedSpec.callers(policy);
        for (String path : GeneratedSpec.paths()) {
            for (String method : List.of("GET", "HEAD", "POST", "DELETE", "PUT")) {
                List<GeneratedSpec.Operation> answering = spec.answering(method, path);
                if (!answering.isEmpty()
                        || (method.equals("HEAD")
                                && !spec.answering("GET", path).isEmpty())) {
                    policy.ruleFor(method, path).ifPresent(used::add);
                }
                for (GeneratedSpec.Operation operation : answering) {
                    if (answering.stream().allMatch(operation::asksLike)) {
                        Seen piece = seen.computeIfAbsent(
                                new Piece(operation, policy.ruleFor(method, path)), each -> new Seen());
                        look(policy, callers, operation, path, piece);
                    } else {
                        ambiguous = true;
                    }
                }
            }
        }
        Set<String> expected = new TreeSet<>();
        seen.forEach((piece, found) -> {
            String kind = kind(piece, found);
            if (!kind.isEmpty()) {
                expected.add(kind + " " + piece.operation.id());
            }
        });
        policy.rules().stream()
                .filter(rule -> !used.contains(rule)
                        && !rule.requirement().alternatives().isEmpty())
                .forEach(rule -> expected.add("rule-without-operation " + rule.id()));

        List<Finding> findings = SpecComparison.findings("generated", policy, spec.api());

        Set<String> told = new TreeSet<>();
        findings.stream()
                .filter(finding -> !OF_THE_DOCUMENT.contains(finding.id()))
                .forEach(finding ->
                        told.add(finding.id() + " " + finding.subject().orElseThrow()));
        assertThat(told).as("%s\nbeside\n%s", policy.print(), spec.text()).isEqualTo(expected);
        assertThat(findings.stream().anyMatch(finding -> finding.id().equals("ambiguous-operations")))
                .as(spec.text())
                .isEqualTo(ambiguous);
    }

    @Example
    void templatesThatMeetOnlyOnPathsOfBothTheirFormsAreAmbiguous() {
        aDifferenceIsFoundExactlyWhereARequestAndACallerShowIt(41_100);
    }

    @Example
    void aCallerWhoseClaimHasTheVeryTextOfThePathIsServed() {
        aDifferenceIsFoundExactlyWhereARequestAndACallerShowIt(-862);
    }

    @Example
    void aTemplateWithoutOperationsHidesTheOneThatItIsCloserThan() {
        aDifferenceIsFoundExactlyWhereARequestAndACallerShowIt(1_760_219_896_367_535_506L);
    }

    private static void look(
            Policy policy, List<Caller> callers, GeneratedSpec.Operation operation, String path, Seen seen) {
        List<Caller> in = callers.stream()
                .filter(caller -> caller.mayCall(policy, operation.method(), path))
                .toList();
        seen.intruder |= in.stream().anyMatch(caller -> !operation.admits(caller));
        seen.unserved |= operation.open()
                ? !in.contains(Caller.ANYONE)
                : operation.alternatives().stream()
                        .anyMatch(scopes -> in.stream().noneMatch(caller -> scopes.containsAll(caller.scopes())));
    }

    private static String kind(Piece piece, Seen found) {
        return found.intruder
                ? found.unserved ? "asks-otherwise" : "asks-less"
                : piece.rule.isEmpty() ? "not-covered" : found.unserved ? "asks-more" : "";
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void theWitnessOfADifferenceIsARequestOfItsOperation(@ForAll long seed) {
        Policy policy = Generated.policy(seed);
        GeneratedSpec spec = GeneratedSpec.of(~seed, true);

        for (Finding finding : SpecComparison.findings("generated", policy, spec.api())) {
            List<String> request = List.of(finding.witness().orElse("").split(" ", -1));
            switch (finding.id()) {
                case "not-covered", "asks-less", "asks-more", "asks-otherwise" ->
                    assertThat(spec.answering(request.get(0), request.get(1)))
                            .as("%s of\n%s", finding, spec.text())
                            .extracting(GeneratedSpec.Operation::id)
                            .contains(finding.subject().orElseThrow());
                case "rule-without-operation" ->
                    assertThat(policy.ruleFor(request.get(0), request.get(1)).map(Rule::id))
                            .isEqualTo(finding.subject());
                default -> assertThat(OF_THE_DOCUMENT).contains(finding.id());
            }
        }
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void aWrittenPolicyIsSoundAndSaysWhatItsDocumentSays(@ForAll long seed) {
        GeneratedSpec spec = GeneratedSpec.of(seed, false);
        SpecPolicy written = SpecPolicy.of(spec.api(), Optional.empty());

        Policy policy = Policy.parse("written", written.text(), name -> "https://filled.example.com/");

        List<Finding> findings = SpecComparison.findings("written", policy, spec.api());
        assertThat(findings.stream().filter(finding -> !OF_THE_DOCUMENT.contains(finding.id())))
                .as("%s\nfrom\n%s", written.text(), spec.text())
                .allMatch(finding ->
                        finding.id().equals("asks-more") && !written.notes().isEmpty());
        if (written.notes().isEmpty()) {
            assertThat(findings).isEmpty();
        }
    }

    @Example
    void wherePathsMeetOnOneWithoutOperationsNobodyIsLetIn() {
        aWrittenPolicyIsSoundAndSaysWhatItsDocumentSays(33_351);
    }
}
