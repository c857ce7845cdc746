package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PathPattern;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rules of a policy, sorted by their paths, so that those inside one path are found without asking all. */
final class RulesByPath {
    private final List<Rule> rules;
    private final NavigableMap<String, List<Integer>> sorted = new TreeMap<>();

    RulesByPath(Policy policy) {
        rules = policy.rules();
        for (int i = 0; i < rules.size(); i++) {
            sorted.computeIfAbsent(rules.get(i).path().text(), path -> new ArrayList<>())
                    .add(i);
        }
    }

    /**
     * The rules that begin with the same literals as a path: whatever is inside it does.
     *
     * @return them all, and perhaps others, in the order of the policy
     */
    Stream<Rule> near(PathPattern path) {
        String literals = literals(path.text());
        return sorted.subMap(literals, true, literals + Character.MAX_VALUE, true).values().stream()
                .flatMap(List::stream)
                .sorted()
                .map(rules::get);
    }

    /** All rules, in the order of the policy. */
    Stream<Rule> all() {
        return rules.stream();
    }

    /** A path up to its first wildcard, without the slash before it. */
    private static String literals(String path) {
        int end = 0;
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.startsWith("*") || segment.startsWith("{")) {
                break;
            }
            end += 1 + segment.length();
        }
        return path.substring(0, end);
    }
}
