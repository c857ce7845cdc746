package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the lines of a policy together, from whatever they were read, and checks what concerns several of them. */
final class PolicyAssembler {
    private final List<IssuerDraft> issuers = new ArrayList<>();
    private final List<RuleDraft> rules = new ArrayList<>();
    private final Problems problems;

    PolicyAssembler(Problems problems) {
        this.problems = problems;
    }

    /** Makes the policy of lines written in Java. */
    static Policy assemble(List<PolicyLine> lines) {
        Problems problems = new Problems();
        PolicyAssembler assembler = new PolicyAssembler(problems);
        lines.forEach(line -> line.addTo(assembler, problems));
        return assembler.assemble("policy", Optional.empty());
    }

    void add(IssuerDraft issuer) {
        issuers.add(issuer);
    }

    void add(RuleDraft rule) {
        rules.add(rule);
    }

    /**
     * Makes the policy of a file.
     *
     * @param source the name of the file
     * @throws PolicyException with every problem, those of the reader included
     */
    Policy assemble(String source) {
        return assemble(source, Optional.of(source));
    }

    private Policy assemble(String messageName, Optional<String> source) {
        List<IssuerPolicy> soundIssuers = issuers.stream()
                .map(issuer -> new IssuerReader(issuer, problems).read())
                .flatMap(Optional::stream)
                .toList();
        checkIssuersTogether();
        List<Rule> known = rules.stream()
                .map(rule -> new RuleReader(rule, problems).read())
                .flatMap(Optional::stream)
                .toList();
        checkSomebodyIssues();
        Review review = new Review(known);
        review.addTo(problems);
        if (!problems.isEmpty()) {
            throw new PolicyException(messageName, problems.byLine());
        }
        return new Policy(source, soundIssuers, known, review.trie());
    }

    private void checkIssuersTogether() {
        Map<String, IssuerDraft> byUrl = new HashMap<>();
        List<IssuerDraft> distinct = new ArrayList<>();
        for (IssuerDraft issuer : issuers) {
            IssuerDraft first =
                    issuer.url().map(url -> byUrl.putIfAbsent(url, issuer)).orElse(null);
            if (first == null) {
                distinct.add(issuer);
            } else {
                problems.add(
                        issuer.place(),
                        ProblemKind.ISSUER_TWICE,
                        "this issuer stands twice" + at(first) + "; put all its settings below one");
            }
        }
        if (distinct.size() > 1) {
            distinct.forEach(this::checkGrants);
            distinct.forEach(issuer -> checkAlias(issuer, distinct));
        }
    }

    private void checkGrants(IssuerDraft issuer) {
        if (issuer.lacks(Setting.GRANTS)) {
            problems.add(
                    issuer.place(),
                    ProblemKind.MISSING_GRANTS,
                    "there is another issuer, and this one has no `grants`; list the scopes that it may give");
        }
    }

    private void checkAlias(IssuerDraft issuer, List<IssuerDraft> all) {
        Optional<String> alias = IssuerReader.alias(issuer);
        for (IssuerDraft other : all) {
            if (other != issuer && alias.isPresent() && alias.equals(IssuerReader.alias(other))) {
                problems.add(
                        issuer.place(),
                        ProblemKind.ALIAS_TWICE,
                        "`" + alias.get() + "` is the alias of another issuer" + at(other)
                                + " too; give each an `alias` of its own");
            }
        }
    }

    private void checkSomebodyIssues() {
        if (!issuers.isEmpty()) {
            return;
        }
        rules.stream()
                .filter(RuleDraft::needsToken)
                .findFirst()
                .ifPresent(
                        rule -> problems.add(
                                rule.place(),
                                ProblemKind.NO_ISSUER,
                                "the rule needs a token, and the policy has no issuer; add `issuer` with its URL and `audience`"));
    }

    private static String at(IssuerDraft issuer) {
        return issuer.place().line() > 0 ? " (line " + issuer.place().line() + ")" : "";
    }
}
