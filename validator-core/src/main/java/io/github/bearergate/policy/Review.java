package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the rules with which a policy would not be sound: equal ones, dead ones, and pairs that leave a request undecided.
 *
 * <p>Exact: a request is undecided if and only if two rules speak for it that nothing which speaks for it beats, so every such
 * pair is looked for; paths are compared slice by slice ({@link Slices}) and methods as sets.
 */
final class Review {
    /**
     * Two rules that speak for one request, with no third to beat both.
     *
     * @param first the rule that comes first in canonical order
     * @param second the other
     * @param method the method of such a request
     * @param path its path
     * @param remedy the methods and paths of a line that would decide between the two
     */
    record Conflict(Rule first, Rule second, String method, String path, Rule remedy) {
        private void addTo(Problems problems) {
            addTo(problems, first, second);
            addTo(problems, second, first);
        }

        private void addTo(Problems problems, Rule rule, Rule other) {
            problems.add(new PolicyProblem(
                    rule.line(),
                    ProblemKind.AMBIGUOUS_RULES,
                    name(rule) + " and " + name(other) + at(other) + " both match " + method + " " + path
                            + ", and neither is more specific; add the line `" + remedy
                            + "`, or with what it shall need",
                    Optional.of(method + " " + path)));
        }
    }

    /** A message names so many other rules at most. */
    private static final int MOST_NAMED = 5;

    private final List<Rule> rules;
    private final RuleTrie trie;
    private final List<List<Rule>> equal;
    private final String unnamed;

    Review(Collection<Rule> all) {
        Map<List<Object>, List<Rule>> bySet = all.stream()
                .collect(Collectors.groupingBy(
                        rule -> List.of(rule.methods(), rule.path().withoutNames()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        equal = bySet.values().stream().filter(group -> group.size() > 1).toList();
        rules = bySet.values().stream()
                .map(group -> group.get(0))
                .sorted(Rule.CANONICAL_ORDER)
                .toList();
        trie = new RuleTrie(rules);
        unnamed = Stream.iterate(0, i -> i + 1)
                .map(i -> i == 0 ? "x" : "x" + i)
                .filter(segment -> !trie.names(segment))
                .findFirst()
                .orElseThrow();
    }

    /** The rules by their paths; of equal ones the first. */
    RuleTrie trie() {
        return trie;
    }

    void addTo(Problems problems) {
        equal.forEach(group -> addEqual(problems, group));
        for (Rule rule : rules) {
            Set<Rule> victors = victorsOfDead(rule);
            if (!victors.isEmpty()) {
                problems.add(
                        rule.line(),
                        ProblemKind.DEAD_RULE,
                        name(rule) + " never decides: more specific lines match all its requests ("
                                + names(victors)
                                + "); remove it");
            }
        }
        conflicts().forEach(conflict -> conflict.addTo(problems));
    }

    private static void addEqual(Problems problems, List<Rule> group) {
        for (int i = 0; i < group.size(); i++) {
            List<Rule> others = new ArrayList<>(group);
            Rule rule = others.remove(i);
            problems.add(
                    rule.line(),
                    ProblemKind.EQUAL_RULES,
                    name(rule) + " matches exactly the requests of " + names(others) + "; keep one of them");
        }
    }

    /** The rules that together decide every request of a rule; empty when the rule decides one. */
    Set<Rule> victorsOfDead(Rule rule) {
        Set<Rule> victors = new TreeSet<>(Rule.CANONICAL_ORDER);
        for (PathPattern slice : Slices.of(rule.path(), trie.depth())) {
            long alive = rule.methods().bits();
            for (Rule other : trie.containing(slice)) {
                if ((alive & other.methods().bits()) != 0 && other.beats(rule)) {
                    alive &= ~other.methods().bits();
                    victors.add(other);
                }
            }
            if (alive != 0) {
                return Set.of();
            }
        }
        return victors;
    }

    /** Every pair of rules that leaves a request undecided. */
    List<Conflict> conflicts() {
        List<Conflict> found = new ArrayList<>();
        for (Rule rule : rules) {
            trie.overlapping(rule.path()).stream()
                    .filter(other -> Rule.CANONICAL_ORDER.compare(rule, other) < 0)
                    .filter(other -> !rule.beats(other) && !other.beats(rule))
                    .sorted(Rule.CANONICAL_ORDER)
                    .forEach(other -> conflict(rule, other).ifPresent(found::add));
        }
        return found;
    }

    private Optional<Conflict> conflict(Rule first, Rule second) {
        return first.methods()
                .intersection(second.methods())
                .flatMap(methods -> first.path()
                        .intersection(second.path())
                        .flatMap(paths -> conflict(first, second, methods, paths)));
    }

    private Optional<Conflict> conflict(Rule first, Rule second, Methods methods, PathPattern paths) {
        long open = 0;
        String method = "";
        String path = "";
        for (PathPattern slice : Slices.of(paths, trie.depth())) {
            long undecided = methods.bits();
            for (Rule other : trie.containing(slice)) {
                if (other.beats(first) || other.beats(second)) {
                    undecided &= ~other.methods().bits();
                }
            }
            if (undecided != 0 && open == 0) {
                method = HttpMethods.example(Long.numberOfTrailingZeros(undecided));
                path = Slices.example(slice, unnamed);
            }
            open |= undecided;
        }
        return open == 0
                ? Optional.empty()
                : Optional.of(new Conflict(
                        first,
                        second,
                        method,
                        path,
                        new Rule(Methods.closing(open), paths, new Requirement.Denied(), 0)));
    }

    private static String names(Collection<Rule> rules) {
        String first = rules.stream()
                .limit(MOST_NAMED)
                .map(rule -> name(rule) + at(rule))
                .collect(Collectors.joining(", "));
        return rules.size() > MOST_NAMED ? first + " and " + (rules.size() - MOST_NAMED) + " more" : first;
    }

    private static String name(Rule rule) {
        return "`" + rule.id() + "`";
    }

    private static String at(Rule rule) {
        return rule.line() > 0 ? " (line " + rule.line() + ")" : "";
    }
}
