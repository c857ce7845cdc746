package io.github.bearergate.benchmarks;

import io.github.bearergate.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy of any number of rules, with requests that each of them decides and as many that none decides.
 *
 * @param policy the policy
 * @param hits for each rule a path that it decides for {@code GET}, in the order of {@code rules}
 * @param rules the rule that decides each hit, as {@code Rule.id} says it
 * @param misses paths that part from those of the rules in the last segment only
 */
record RuleSet(Policy policy, List<String> hits, List<String> rules, List<String> misses) {
    private static final int RULES_PER_RESOURCE = 5;

    /** Makes a policy of that many rules, a multiple of five: five each for the collections of an API. */
    static RuleSet of(int size) {
        StringBuilder text =
                new StringBuilder("policy 1\n\nissuer https://login.example.com/\n    audience orders\n\n");
        List<String> hits = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (int i = 0; i < size / RULES_PER_RESOURCE; i++) {
            for (Line line : lines(i)) {
                text.append(line.rule()).append(" needs api:read\n");
                rules.add(line.rule());
                hits.add(line.hit());
                misses.add(line.miss());
            }
        }
        text.append("everything else is denied\n");
        return new RuleSet(Policy.parse("rules.policy", text.toString()), hits, rules, misses);
    }

    private record Line(String rule, String hit, String miss) {}

    private static List<Line> lines(int number) {
        String root = "/api/v1/resource" + number;
        String reports = "/api/v1/reports" + number;
        return List.of(
                new Line("GET " + root, root, root + "s"),
                new Line("GET " + root + "/{id}", root + "/4711", root + "/4711/"),
                new Line("GET " + root + "/{id}/history", root + "/4711/history", root + "/4711/histories"),
                new Line("GET " + root + "/search/by-name", root + "/search/by-name", root + "/search/by-color"),
                new Line("GET " + reports + "/**", reports + "/2026/11", reports + "x/2026/11"));
    }
}
