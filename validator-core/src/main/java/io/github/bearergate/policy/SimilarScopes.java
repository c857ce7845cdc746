package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds scopes that are one edit apart without comparing each with each: two such texts are the same once at most one character is
 * left out of each of them.
 */
final class SimilarScopes {
    private final Map<String, List<String>> byShortened = new HashMap<>();

    SimilarScopes(Collection<String> scopes) {
        scopes.forEach(scope -> shortened(scope)
                .forEach(text -> byShortened
                        .computeIfAbsent(text, each -> new ArrayList<>())
                        .add(scope)));
    }

    /** The only scopes that can be one edit away from a scope, in alphabetical order. */
    SortedSet<String> candidates(String scope) {
        SortedSet<String> candidates = new TreeSet<>();
        shortened(scope).forEach(text -> candidates.addAll(byShortened.getOrDefault(text, List.of())));
        candidates.remove(scope);
        return candidates;
    }

    private static Set<String> shortened(String scope) {
        Set<String> texts = new HashSet<>(List.of(scope));
        for (int i = 0; i < scope.length(); i++) {
            texts.add(scope.substring(0, i) + scope.substring(i + 1));
        }
        return texts;
    }
}
