package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Requirement;
import io.github.bearergate.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the counters of services that enforce one policy tell of the need for its rules and scopes.
 *
 * @param rules the rules that could let a request through, in the order of their lines
 * @param scopes the scopes that rules ask for or issuers may grant
 * @param decisions how many decisions were counted
 */
record Usage(List<OfRule> rules, List<OfScope> scopes, long decisions) {
    private static final int DIGEST_DIGITS = 12;

    /**
     * How a rule was used.
     *
     * @param rule the rule
     * @param allowed how many requests it let through
     * @param refused how many it turned away
     */
    record OfRule(Rule rule, long allowed, long refused) {
        boolean isUnused() {
            return allowed == 0;
        }
    }

    /**
     * Whether a scope was needed.
     *
     * @param scope the scope
     * @param line where it stands first
     * @param askedBy the rules that ask for it
     * @param needed whether one of them let a request through
     */
    record OfScope(String scope, int line, List<String> askedBy, boolean needed) {}

    /**
     * Adds up what was counted.
     *
     * @throws CannotRunException when the counters are not those of this policy, or cannot tell
     */
    static Usage of(String file, Policy policy, List<Scrape> scrapes) {
        scrapes.forEach(scrape -> requireSamePolicy(file, policy, scrape));
        long decisions = Math.round(scrapes.stream().mapToDouble(Scrape::total).sum());
        if (decisions == 0) {
            throw new CannotRunException(
                    "no request has been counted yet, so nothing can be said; ask again when the service"
                            + " has been in use");
        }
        List<OfRule> rules = policy.rules().stream()
                .filter(rule -> !(rule.requirement() instanceof Requirement.Denied))
                .sorted((one, other) -> Integer.compare(one.line(), other.line()))
                .map(rule -> ofRule(rule, scrapes))
                .toList();
        return new Usage(rules, scopes(policy, rules), decisions);
    }

    private static void requireSamePolicy(String file, Policy policy, Scrape scrape) {
        String digest = policy.digest().substring(0, DIGEST_DIGITS);
        if (scrape.digests().isEmpty()) {
            throw new CannotRunException(
                    scrape.name() + ": has no bearergate_policy_info, so it is not known whose counters"
                            + " these are; scrape the service itself, with BearerGate's meters in its registry");
        }
        if (!scrape.digests().equals(Set.of(digest))) {
            throw new CannotRunException(scrape.name() + ": counts for the policy "
                    + String.join(" and ", new TreeSet<>(scrape.digests())) + ", and " + file + " is " + digest
                    + "; give the file that is deployed there, with --env for its $" + "{NAME}s");
        }
        for (Rule rule : policy.rules()) {
            if (!(rule.requirement() instanceof Requirement.Denied)
                    && scrape.count(rule.id(), true).isEmpty()) {
                throw new CannotRunException(
                        scrape.name() + ": has no bearergate_requests_total with rule=\"" + rule.id()
                                + "\" and outcome=\"allowed\", which a service has from its start; scrape it without leaving series"
                                + " out");
            }
        }
    }

    private static OfRule ofRule(Rule rule, List<Scrape> scrapes) {
        return new OfRule(rule, sum(rule, true, scrapes), sum(rule, false, scrapes));
    }

    private static long sum(Rule rule, boolean allowed, List<Scrape> scrapes) {
        return Math.round(scrapes.stream()
                .mapToDouble(scrape -> scrape.count(rule.id(), allowed).orElse(0))
                .sum());
    }

    private static List<OfScope> scopes(Policy policy, List<OfRule> rules) {
        Map<String, List<String>> askedBy = new TreeMap<>();
        Map<String, Integer> lines = new HashMap<>();
        Set<String> needed = new TreeSet<>();
        for (OfRule usage : rules) {
            for (String scope : usage.rule().requirement().scopes()) {
                askedBy.computeIfAbsent(scope, each -> new ArrayList<>())
                        .add(usage.rule().id());
                lines.putIfAbsent(scope, usage.rule().line());
                if (!usage.isUnused()) {
                    needed.add(scope);
                }
            }
        }
        for (IssuerPolicy issuer : policy.issuers()) {
            issuer.grants()
                    .ifPresent(granted -> granted.forEach(scope -> {
                        askedBy.putIfAbsent(scope, List.of());
                        lines.putIfAbsent(scope, issuer.line());
                    }));
        }
        return askedBy.entrySet().stream()
                .map(each -> new OfScope(
                        each.getKey(),
                        lines.getOrDefault(each.getKey(), 0),
                        List.copyOf(each.getValue()),
                        needed.contains(each.getKey())))
                .toList();
    }
}
