package io.github.bearergate.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what works and is doubtful. */
final class Warnings {
    /** The methods that only read (the IANA registry calls them safe); all others may change something. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH");

    private static final Duration LONG_LEEWAY = Duration.ofMinutes(2);
    private static final Duration LONG_LIFETIME = Duration.ofHours(24);

    private final List<IssuerPolicy> issuers;
    private final List<Rule> rules;
    private final RuleTrie trie;
    private final Problems problems = new Problems();

    private Warnings(List<IssuerPolicy> issuers, List<Rule> rules, RuleTrie trie) {
        this.issuers = issuers;
        this.rules = rules;
        this.trie = trie;
    }

    static List<PolicyProblem> of(List<IssuerPolicy> issuers, List<Rule> rules, RuleTrie trie) {
        Warnings warnings = new Warnings(issuers, rules, trie);
        issuers.forEach(warnings::addDurations);
        rules.forEach(warnings::addOpen);
        rules.forEach(warnings::addWeakerWildcard);
        warnings.addScopes();
        return warnings.problems.byLine();
    }

    private void addDurations(IssuerPolicy issuer) {
        if (issuer.leeway().compareTo(LONG_LEEWAY) > 0) {
            problems.add(
                    new Place(issuer.lineOf(Setting.LEEWAY), issuer.toString()),
                    ProblemKind.LONG_LEEWAY,
                    "a leeway of " + Durations.text(issuer.leeway())
                            + " keeps expired tokens alive so long; set the clocks and use 2m or less");
        }
        if (issuer.lifetime().compareTo(LONG_LIFETIME) > 0) {
            problems.add(
                    new Place(issuer.lineOf(Setting.LIFETIME), issuer.toString()),
                    ProblemKind.LONG_LIFETIME,
                    "a lifetime of " + Durations.text(issuer.lifetime())
                            + " keeps a stolen token useful so long; let the issuer make them 24h or shorter");
        }
    }

    private void addOpen(Rule rule) {
        if (!rule.requirement().isOpen()) {
            return;
        }
        List<String> changing = rule.methods().words().stream()
                .filter(word -> !SAFE.contains(word))
                .toList();
        if (rule.methods().isAny()) {
            problems.add(
                    rule.line(),
                    ProblemKind.OPEN_ANY,
                    "`" + rule.id() + "` opens every method, unknown ones too; name the methods that it is meant for");
        } else if (!changing.isEmpty()) {
            problems.add(
                    rule.line(),
                    ProblemKind.OPEN_MUTATION,
                    "`" + rule.id() + "` lets anyone " + String.join(" ", changing)
                            + "; let it need a token, or open only methods that read");
        }
    }

    private void addWeakerWildcard(Rule rule) {
        List<Rule> stronger = trie.overlapping(rule.path()).stream()
                .filter(inner -> rule.path().strictlyContains(inner.path()))
                .filter(inner -> rule.methods().intersection(inner.methods()).isPresent())
                .filter(inner -> Strength.isWeaker(rule, inner))
                .sorted(Comparator.comparingInt(Rule::line).thenComparing(Rule.CANONICAL_ORDER))
                .toList();
        if (!stronger.isEmpty()) {
            Rule first = stronger.get(0);
            String line = first.line() > 0 ? " (line " + first.line() + ")" : "";
            String more = stronger.size() > 1 ? " and of " + (stronger.size() - 1) + " more" : "";
            problems.add(
                    rule.line(),
                    ProblemKind.WEAKER_WILDCARD,
                    "`" + rule.id() + "` asks less than `" + first.id() + "`" + line + " inside it, so requests just"
                            + " beside that" + more + " get in more easily; check that this is meant");
        }
    }

    private void addScopes() {
        Map<String, List<Rule>> users = new TreeMap<>();
        Map<String, Integer> firstLines = new TreeMap<>();
        for (Rule rule : rules) {
            for (String scope : rule.requirement().scopes()) {
                users.computeIfAbsent(scope, each -> new ArrayList<>()).add(rule);
                firstLines.merge(scope, rule.line(), Math::min);
            }
        }
        users.forEach((scope, all) -> {
            if (all.size() == 1) {
                problems.add(
                        all.get(0).line(),
                        ProblemKind.SCOPE_USED_ONCE,
                        "the scope `" + scope + "` stands only in `"
                                + all.get(0).id() + "`; check its spelling");
            }
        });
        for (IssuerPolicy issuer : issuers) {
            issuer.grants()
                    .ifPresent(scopes ->
                            scopes.forEach(scope -> firstLines.merge(scope, issuer.lineOf(Setting.GRANTS), Math::min)));
        }
        addSimilar(firstLines);
    }

    private void addSimilar(Map<String, Integer> firstLines) {
        SimilarScopes similar = new SimilarScopes(firstLines.keySet());
        firstLines.forEach((scope, line) -> similar.candidates(scope).stream()
                .filter(other -> Suggestions.areOneEditApart(scope, other))
                .forEach(other -> addSimilar(scope, line, other, firstLines.getOrDefault(other, 0))));
    }

    private void addSimilar(String scope, int line, String other, int otherLine) {
        problems.add(
                line,
                ProblemKind.SIMILAR_SCOPES,
                "the scope `" + scope + "` is one character away from `" + other + "`"
                        + (otherLine > 0 ? " (line " + otherLine + ")" : "") + "; check that both are meant");
    }
}
