package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ClaimTest;
import io.github.bearergate.policy.ClaimTest.Relation;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The callers with just enough for a rule. Requirements only grow: whoever has more than one of these gets in, and whoever gets
 * in has at least one of these, so that a question about all callers is a question about these.
 */
final class Callers {
    /** Claims that a valid token cannot have as a text or a list of texts; {@code cnf} it cannot have at all. */
    private static final Set<String> NEVER_TEXT = Set.of("exp", "nbf", "iat", "cnf");

    /** Claims that are texts in every valid token that has them. */
    private static final Set<String> NEVER_LIST = Set.of("iss", "sub", "client_id", "azp", "jti");

    private Callers() {}

    /** The least callers that a rule lets in at a path that it decides; empty when it lets nobody in. */
    static List<Caller> least(Policy policy, Rule rule, String path) {
        if (rule.requirement().isOpen()) {
            return List.of(Caller.ANYONE);
        }
        List<Caller> callers = new ArrayList<>();
        for (IssuerPolicy issuer : policy.issuers()) {
            callers.addAll(least(issuer, rule, path));
        }
        return callers;
    }

    /** The least holders of an issuer's tokens that a rule lets in; the rule is not open. */
    static List<Caller> least(IssuerPolicy issuer, Rule rule, String path) {
        List<Caller> callers = new ArrayList<>();
        for (Set<String> scopes : rule.requirement().alternatives()) {
            boolean granted =
                    issuer.grants().map(grants -> grants.containsAll(scopes)).orElse(true);
            Optional<Map<String, Object>> claims = granted ? claims(issuer, rule, path) : Optional.empty();
            claims.filter(facts -> rule.judge(scopes, facts, path) == Verdict.SATISFIED)
                    .ifPresent(facts -> callers.add(new Caller(Optional.of(issuer.issuer()), scopes, facts)));
        }
        return callers;
    }

    /** The fewest claims that pass the rule's tests; empty when no valid token can have them. */
    private static Optional<Map<String, Object>> claims(IssuerPolicy issuer, Rule rule, String path) {
        Map<String, Object> texts = new LinkedHashMap<>();
        Map<String, Set<String>> lists = new LinkedHashMap<>();
        texts.put("iss", issuer.issuer());
        for (ClaimTest test : rule.requirement().tests()) {
            String name = test.claim().text();
            String value = value(test, path);
            if (test.relation() == Relation.HAS) {
                lists.computeIfAbsent(name, each -> new LinkedHashSet<>()).add(value);
            } else if (!value.equals(texts.computeIfAbsent(name, each -> value))) {
                return Optional.empty();
            }
        }
        boolean possible = lists.keySet().stream()
                        .noneMatch(name ->
                                texts.containsKey(name) || NEVER_TEXT.contains(name) || NEVER_LIST.contains(name))
                && texts.keySet().stream().noneMatch(NEVER_TEXT::contains)
                && (!texts.containsKey("aud") || issuer.audience().contains(texts.get("aud")));
        if (!possible) {
            return Optional.empty();
        }
        lists.forEach((name, values) -> texts.put(name, List.copyOf(values)));
        return Optional.of(texts);
    }

    private static String value(ClaimTest test, String path) {
        if (test.value() instanceof ClaimTest.Value.PathVariable variable) {
            return List.of(path.split("/", -1)).get(variable.segment() + 1);
        }
        return test.value() instanceof ClaimTest.Value.Literal literal ? literal.text() : "";
    }
}
