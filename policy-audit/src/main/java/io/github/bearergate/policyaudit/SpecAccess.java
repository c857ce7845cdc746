package io.github.bearergate.policyaudit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who may call an operation, as its document says.
 *
 * @param open whether anyone may, without a token
 * @param alternatives the sets of scopes any one of which suffices in a token, none inside another; a set is empty where any valid
 *     token does; no set when no token suffices
 */
record SpecAccess(boolean open, List<Set<String>> alternatives) {
    static final SpecAccess OPEN = new SpecAccess(true, List.of());

    /** Keeps the smallest sets. */
    SpecAccess {
        List<Set<String>> all = alternatives.stream().distinct().toList();
        alternatives = all.stream()
                .filter(set -> all.stream().noneMatch(other -> !other.equals(set) && set.containsAll(other)))
                .toList();
    }

    /** Tells whether the document lets this caller in. */
    boolean admits(Caller caller) {
        return open
                || (caller.issuer().isPresent()
                        && alternatives.stream().anyMatch(set -> caller.scopes().containsAll(set)));
    }

    /** What is asked, in the words of a policy, with brackets where a policy has none. */
    String text() {
        if (open) {
            return "no token";
        } else if (alternatives.isEmpty()) {
            return "something else than a Bearer token";
        }
        return alternatives.stream()
                .map(set -> text(set, alternatives.size() > 1))
                .collect(Collectors.joining(" or "));
    }

    static String text(Set<String> scopes, boolean bracketed) {
        String all = scopes.isEmpty() ? "a valid token" : String.join(" and ", new TreeSet<>(scopes));
        return bracketed && scopes.size() > 1 ? "(" + all + ")" : all;
    }
}
