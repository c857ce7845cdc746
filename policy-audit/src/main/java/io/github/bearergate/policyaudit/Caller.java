package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.IssuerPolicy;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import io.github.bearergate.policy.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who calls: nobody in particular, or the holder of a valid token.
 *
 * @param issuer who issued the token; empty without one
 * @param scopes the scopes in the token
 * @param claims its other claims; what is not here is absent
 */
record Caller(Optional<String> issuer, Set<String> scopes, Map<String, Object> claims) {
    /** Sorts and copies. */
    Caller {
        scopes = new TreeSet<>(scopes);
        claims = new LinkedHashMap<>(claims);
    }

    /** A caller without a token. */
    static final Caller ANYONE = new Caller(Optional.empty(), Set.of(), Map.of());

    /** Tells whether the engine lets this caller's request in. */
    boolean mayCall(Policy policy, String method, String path) {
        return policy.ruleFor(method, path)
                .filter(rule -> rule.requirement().isOpen() || isAccepted(policy, rule, path))
                .isPresent();
    }

    private boolean isAccepted(Policy policy, Rule rule, String path) {
        return issuer.flatMap(name -> policy.issuers().stream()
                        .filter(each -> each.issuer().equals(name))
                        .findFirst())
                .filter(trusted -> rule.judge(given(trusted), claims, path) == Verdict.SATISFIED)
                .isPresent();
    }

    /** The scopes that count: those which the issuer may give. */
    private Set<String> given(IssuerPolicy trusted) {
        Set<String> given = new TreeSet<>(scopes);
        trusted.grants().ifPresent(given::retainAll);
        return given;
    }

    /** The caller in words, such as {@code a token of https://login.example.com/ with orders:read}. */
    String text() {
        if (issuer.isEmpty()) {
            return "no token";
        }
        Map<String, Object> told = new LinkedHashMap<>(claims);
        told.remove("iss");
        return "a token of " + issuer.get()
                + (scopes.isEmpty() ? " without any scope" : " with " + String.join(" ", scopes))
                + (told.isEmpty() ? "" : ", claims " + told);
    }
}
