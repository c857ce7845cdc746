package io.github.bearergate.policyaudit;

import io.github.bearergate.Decision;
import io.github.bearergate.Reason;
import io.github.bearergate.policy.ClaimTest;
import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The checks of one request as the guard made them, told from its decision. */
final class Explanation {
    private final Policy policy;
    private final String method;
    private final String path;
    private final Decision decision;
    private final Optional<TokenFacts> facts;
    private final List<Step> steps = new ArrayList<>();
    private boolean over;

    private Explanation(Policy policy, String method, String path, Decision decision, Optional<TokenFacts> facts) {
        this.policy = policy;
        this.method = method;
        this.path = path;
        this.decision = decision;
        this.facts = facts;
    }

    /**
     * Tells how a decision came about.
     *
     * @param facts what the presented token says; empty when none was presented
     */
    static List<Step> of(Policy policy, String method, String path, Decision decision, Optional<TokenFacts> facts) {
        Explanation explanation = new Explanation(policy, method, path, decision, facts);
        explanation.addAll();
        return explanation.steps;
    }

    private void addAll() {
        add("canonical path", "one spelling only", path, EnumSet.of(Reason.AMBIGUOUS_PATH));
        if (over) {
            return;
        }
        Optional<Rule> rule = policy.ruleFor(method, path);
        String decides =
                rule.map(each -> "`" + each + "`" + at(each)).orElse("no rule matches: everything else is denied");
        steps.add(new Step("rule", "the most specific one that matches", decides, "found"));
        overridden(rule)
                .forEach(each -> steps.add(
                        new Step("overridden", "less specific than that rule", "`" + each + "`" + at(each), "no say")));
        if (rule.isPresent() && rule.get().requirement().isOpen()) {
            steps.add(new Step("open", "no credentials are looked at", "open", "passed"));
            return;
        }
        addToken();
        addRule(rule);
    }

    private void addToken() {
        add(
                "Authorization header",
                "exactly one, Bearer and a token",
                facts.isEmpty() ? "none" : "Bearer (token not shown)",
                EnumSet.of(
                        Reason.MISSING_TOKEN,
                        Reason.OTHER_SCHEME,
                        Reason.MALFORMED_HEADER,
                        Reason.MULTIPLE_TOKENS,
                        Reason.TOKEN_TOO_LARGE));
        add(
                "form of the token",
                "a strict compact JWS, no forbidden header",
                told("alg", TokenFacts::algorithm),
                EnumSet.of(Reason.MALFORMED_TOKEN, Reason.FORBIDDEN_HEADER));
        add(
                "issuer",
                policy.issuers().stream().map(IssuerPolicy::issuer).collect(Collectors.joining(" or ")),
                claims("iss"),
                EnumSet.of(Reason.UNKNOWN_ISSUER));
        add(
                "algorithm",
                ofIssuer(each -> each.algorithms().toString()),
                told("alg", TokenFacts::algorithm),
                EnumSet.of(Reason.ALGORITHM_NOT_ALLOWED));
        add(
                "type",
                ofIssuer(each -> "profile " + each.profile().word()),
                told("typ", TokenFacts::type),
                EnumSet.of(Reason.WRONG_TYPE));
        add("key", "a live key of the issuer", told("kid", TokenFacts::keyId), EnumSet.of(Reason.UNKNOWN_KEY));
        add("signature", "made with that key", "(not shown)", EnumSet.of(Reason.BAD_SIGNATURE));
        add("claims of the token", ofIssuer(Explanation::claimsExpected), claims("exp", "iat", "nbf", "aud"), CLAIMS);
    }

    private static final Set<Reason> CLAIMS = EnumSet.of(
            Reason.EXPIRED,
            Reason.NOT_YET_VALID,
            Reason.ISSUED_IN_FUTURE,
            Reason.LIVES_TOO_LONG,
            Reason.CONTRADICTORY_TIMES,
            Reason.MISSING_CLAIM,
            Reason.MISTYPED_CLAIM,
            Reason.WRONG_AUDIENCE,
            Reason.UNSUPPORTED_CONFIRMATION,
            Reason.REVOKED);

    private static String claimsExpected(IssuerPolicy issuer) {
        return "fresh (leeway " + Durations.text(issuer.leeway()) + ", lifetime "
                + Durations.text(issuer.lifetime()) + "), aud " + String.join(" or ", issuer.audience())
                + (issuer.requires().isEmpty() ? "" : ", with " + issuer.requires());
    }

    private void addRule(Optional<Rule> rule) {
        String scopes = rule.map(each -> each.requirement().alternatives().stream()
                        .map(set -> String.join(" and ", set.stream().sorted().toList()))
                        .collect(Collectors.joining(" or ")))
                .orElse("");
        boolean denied =
                rule.isEmpty() || rule.get().requirement().alternatives().isEmpty();
        if (denied) {
            add("demand of the rule", "nothing suffices", "denied", EnumSet.of(Reason.DENIED_BY_POLICY));
            return;
        }
        add("scopes", scopes.isEmpty() ? "none needed" : scopes, scopesHeld(), EnumSet.of(Reason.INSUFFICIENT_SCOPE));
        List<ClaimTest> tests = rule.get().requirement().tests();
        if (!tests.isEmpty()) {
            add(
                    "where",
                    tests.stream().map(ClaimTest::text).collect(Collectors.joining(" and ")),
                    facts.map(each -> each.claims(tests.stream()
                                    .map(test -> test.claim().text())
                                    .toList()))
                            .orElse(""),
                    EnumSet.of(Reason.CLAIM_MISMATCH));
        }
    }

    private String scopesHeld() {
        if (decision instanceof Decision.Allow allow) {
            return allow.token().map(token -> String.join(" ", token.scopes())).orElse("");
        }
        return claims("scope", "scp")
                + ofIssuer(issuer -> issuer.grants()
                        .map(grants -> "; the issuer may give "
                                + String.join(" ", grants.stream().sorted().toList()))
                        .orElse(""));
    }

    private List<Rule> overridden(Optional<Rule> rule) {
        return rule.stream()
                .flatMap(decider ->
                        policy.rules().stream().filter(other -> !other.equals(decider) && other.matches(method, path)))
                .toList();
    }

    private void add(String check, String expected, String actual, Set<Reason> failures) {
        boolean fails = decision instanceof Decision.Deny deny && failures.contains(deny.reason());
        boolean unavailable = decision instanceof Decision.Unavailable && check.equals("key");
        String outcome = over
                ? "not reached"
                : fails ? "failed: " + ((Decision.Deny) decision).reason() : unavailable ? "failed: no keys" : "passed";
        steps.add(new Step(check, expected, over ? "" : actual, outcome));
        over |= fails || unavailable;
    }

    private String claims(String... names) {
        return facts.map(each -> each.claims(List.of(names))).orElse("");
    }

    private String told(String name, Function<TokenFacts, Optional<String>> part) {
        return name + " " + facts.flatMap(part).orElse("absent");
    }

    private String ofIssuer(Function<IssuerPolicy, String> part) {
        Object issuer = facts.map(each -> each.claims().get("iss")).orElse(null);
        return policy.issuers().stream()
                .filter(each -> each.issuer().equals(issuer))
                .map(part)
                .findFirst()
                .orElse("");
    }

    private static String at(Rule rule) {
        return rule.line() > 0 ? " (line " + rule.line() + ")" : "";
    }
}
