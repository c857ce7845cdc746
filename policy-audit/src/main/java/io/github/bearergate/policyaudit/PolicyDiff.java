package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PathPattern;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.RequestSpace.Cell;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policyaudit.Decided.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What changed between two policies, exactly: every request is in one cell of a space that neither policy looks inside, and every
 * caller who gets in has what one of the least callers has, so that the finitely many comparisons made are all there are.
 */
final class PolicyDiff {
    /** Which rule decided, and which decides; empty for the last line. */
    private record Pair(Optional<Rule> before, Optional<Rule> after) {}

    private final Policy before;
    private final Policy after;
    private final RulesByPath beforeByPath;
    private final RulesByPath afterByPath;
    private final Map<Pair, List<Part>> pairs = new LinkedHashMap<>();

    private PolicyDiff(Policy before, Policy after) {
        this.before = before;
        this.after = after;
        this.beforeByPath = new RulesByPath(before);
        this.afterByPath = new RulesByPath(after);
        for (Cell cell : RequestSpace.of(List.of(before, after), List.of()).cells()) {
            split(cell);
        }
    }

    private void split(Cell cell) {
        List<String> methods = RequestSpace.methods();
        Map<Pair, Long> bits = new HashMap<>();
        for (int i = 0; i < methods.size(); i++) {
            Pair pair = new Pair(
                    before.ruleFor(methods.get(i), cell.example()), after.ruleFor(methods.get(i), cell.example()));
            if (pair.before.isPresent() || pair.after.isPresent()) {
                bits.merge(pair, 1L << i, (a, b) -> a | b);
            }
        }
        bits.forEach((pair, set) ->
                pairs.computeIfAbsent(pair, each -> new ArrayList<>()).add(new Part(cell, new MethodSet(set))));
    }

    /** The changes of rules, then those of issuers; the opening ones first. */
    static List<Change> between(Policy before, Policy after) {
        PolicyDiff diff = new PolicyDiff(before, after);
        return Stream.concat(diff.ruleChanges(), IssuerChanges.between(before, after).stream())
                .sorted(Comparator.comparing(Change::direction))
                .toList();
    }

    private Stream<Change> ruleChanges() {
        return pairs.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .filter(change -> change.direction() != Direction.SAME)
                .sorted(Comparator.comparing(Change::where).thenComparing(Change::before));
    }

    private Change change(Pair pair, List<Part> parts) {
        Optional<Witness> opened = pair.after.flatMap(rule -> witness(after, rule, before, parts));
        Optional<Witness> closed = pair.before.flatMap(rule -> witness(before, rule, after, parts));
        String same = pair.before.equals(pair.after) ? " (the rule is the same; its issuers changed)" : "";
        return new Change(
                pair.after.map(Rule::line).orElse(0),
                Direction.of(opened.isPresent(), closed.isPresent()),
                where(pair, parts),
                except(pair, parts),
                text(pair.before),
                text(pair.after) + same,
                opened,
                closed);
    }

    /** A request whose caller gets in by a rule of one policy, and not with the other policy. */
    private static Optional<Witness> witness(Policy policy, Rule rule, Policy other, List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.cell().examples().stream()
                        .flatMap(path -> Callers.least(policy, rule, path).stream()
                                .map(caller -> new Witness(part.methods().example(), path, caller))))
                .filter(witness -> !witness.caller().mayCall(other, witness.method(), witness.path()))
                .findFirst();
    }

    /** The methods and paths that both rules match; of a single path exactly the methods concerned. */
    private static String where(Pair pair, List<Part> parts) {
        if (parts.size() == 1 && !paths(pair).isWildcard()) {
            return parts.get(0).methods().text() + " " + paths(pair).text();
        }
        MethodSet methods = pair.before
                .map(rule -> MethodSet.of(rule.methods()))
                .orElse(MethodSet.ALL)
                .and(pair.after.map(rule -> MethodSet.of(rule.methods())).orElse(MethodSet.ALL));
        return methods.text() + " " + paths(pair).text();
    }

    private static PathPattern paths(Pair pair) {
        Rule one = pair.before.or(() -> pair.after).orElseThrow();
        Rule other = pair.after.or(() -> pair.before).orElseThrow();
        return one.path().equals(other.path())
                ? one.path()
                : one.path().intersection(other.path()).orElseThrow();
    }

    /** What is decided by other rules among the requests that both rules of a pair match; the broadest only. */
    private List<String> except(Pair pair, List<Part> parts) {
        PathPattern paths = paths(pair);
        if (parts.size() == 1 && !paths.isWildcard()) {
            return List.of();
        }
        List<Rule> takers = Stream.concat(
                        takers(beforeByPath, pair.before, paths, pair.after),
                        takers(afterByPath, pair.after, paths, pair.before))
                .distinct()
                .toList();
        return takers.stream()
                .filter(rule -> takers.stream().noneMatch(other -> covers(other, rule)))
                .map(Rule::id)
                .distinct()
                .toList();
    }

    private static Stream<Rule> takers(
            RulesByPath policy, Optional<Rule> rule, PathPattern paths, Optional<Rule> partner) {
        return rule.map(each -> policy.near(each.path()))
                .orElseGet(policy::all)
                .filter(other -> rule.map(other::beats).orElse(true))
                .filter(other -> rule.or(() -> partner)
                        .filter(each ->
                                each.methods().intersection(other.methods()).isPresent())
                        .isPresent())
                .filter(other -> other.path().intersection(paths).isPresent());
    }

    private static boolean covers(Rule broad, Rule narrow) {
        return broad.path().contains(narrow.path())
                && broad.methods().contains(narrow.methods())
                && !(narrow.path().contains(broad.path()) && narrow.methods().contains(broad.methods()));
    }

    private static String text(Optional<Rule> rule) {
        return rule.map(each -> each + (each.line() > 0 ? " (line " + each.line() + ")" : ""))
                .orElse("no rule: denied");
    }
}
