package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policyaudit.Decided.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What opens what: every rule with the requests that are left to it. */
final class Matrix {
    private final String file;
    private final Policy policy;
    private final List<Finding> findings;
    private final List<MatrixRow> rows;

    private Matrix(String file, Policy policy, List<Finding> findings, List<MatrixRow> rows) {
        this.file = file;
        this.policy = policy;
        this.findings = findings;
        this.rows = rows;
    }

    static Matrix of(String file, Policy policy, Baseline accepted) {
        Decided decided = Decided.by(policy, RequestSpace.of(List.of(policy), List.of()));
        RulesByPath byPath = new RulesByPath(policy);
        List<MatrixRow> rows = policy.rules().stream()
                .map(rule -> row(policy, decided, takers(byPath, rule), rule))
                .toList();
        return new Matrix(file, policy, accepted.mark(Findings.of(file, policy)), rows);
    }

    private static MatrixRow row(Policy policy, Decided decided, List<Rule> takers, Rule rule) {
        List<Part> parts = decided.parts(rule);
        String example = parts.stream()
                .filter(part -> rule.requirement().isOpen()
                        || !Callers.least(policy, rule, part.cell().example()).isEmpty())
                .findFirst()
                .orElse(parts.get(0))
                .example();
        return new MatrixRow(rule, takers, issuers(policy, rule, parts), example);
    }

    /** The rules that take requests from a rule, without those which take them from one that already did. */
    private static List<Rule> takers(RulesByPath byPath, Rule rule) {
        List<Rule> beating = byPath.near(rule.path())
                .filter(other -> other.beats(rule))
                .filter(other -> other.methods().intersection(rule.methods()).isPresent())
                .toList();
        Set<String> broad = new TreeSet<>();
        List<Rule> takers = new ArrayList<>();
        for (Rule taker : beating) {
            MethodSet own = MethodSet.of(taker.methods()).and(MethodSet.of(rule.methods()));
            for (Rule between : beating.size() > LARGE ? List.<Rule>of() : beating) {
                own = taker.beats(between) ? own.minus(MethodSet.of(between.methods())) : own;
            }
            if (!own.isEmpty() && broad.add(taker.id())) {
                takers.add(taker);
            }
        }
        return takers;
    }

    /** Above so many, all takers are listed, also those inside others: the list says the same, only longer. */
    private static final int LARGE = 2_000;

    private static List<String> issuers(Policy policy, Rule rule, List<Part> parts) {
        return rule.requirement().isOpen()
                ? List.of()
                : policy.issuers().stream()
                        .filter(issuer -> parts.stream()
                                .flatMap(part -> part.cell().examples().stream())
                                .anyMatch(path ->
                                        !Callers.least(issuer, rule, path).isEmpty()))
                        .map(IssuerPolicy::alias)
                        .toList();
    }

    String file() {
        return file;
    }

    Policy policy() {
        return policy;
    }

    /** The warnings, those which are accepted with their reasons. */
    List<Finding> findings() {
        return findings;
    }

    /** A row for each rule, in canonical order. */
    List<MatrixRow> rows() {
        return rows;
    }

    /** Every scope that a rule names, in alphabetical order. */
    List<String> scopes() {
        return rows.stream()
                .flatMap(row -> row.rule().requirement().scopes().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The rules that a scope helps to meet. */
    List<MatrixRow> rowsOf(String scope) {
        return rows.stream()
                .filter(row -> row.rule().requirement().scopes().contains(scope))
                .toList();
    }

    /** The rules that anyone's token meets, whatever its scopes, and those which need none. */
    List<MatrixRow> rowsWithoutScope() {
        return rows.stream()
                .filter(row -> row.access().equals("open") || row.access().equals("token"))
                .toList();
    }

    /** The rules that tokens of an issuer can meet. */
    List<MatrixRow> rowsOf(IssuerPolicy issuer) {
        return rows.stream()
                .filter(row -> row.issuers().contains(issuer.alias()))
                .toList();
    }
}
