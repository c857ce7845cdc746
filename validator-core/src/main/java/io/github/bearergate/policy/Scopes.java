package io.github.bearergate.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scope-token of RFC 6749 section 3.3, as far as a policy can write it. */
final class Scopes {
    /** Words that would be read as something else between scopes. */
    private static final Set<String> RESERVED = Set.of("and", "or", "where");

    private Scopes() {}

    /** Says what is wrong with a scope, as the end of a sentence that begins with it; empty when it is fine. */
    static Optional<String> fault(String scope) {
        if (scope.isEmpty()) {
            return Optional.of("is empty");
        }
        for (int i = 0; i < scope.length(); i++) {
            char c = scope.charAt(i);
            if (c < 0x21 || c > 0x7E || c == '"' || c == '\\') {
                return Optional.of("has " + Texts.name(scope.codePointAt(i))
                        + "; a scope has only printable ASCII characters, without blanks, \" and \\ (RFC 6749)");
            }
        }
        if (scope.charAt(0) == '#') {
            return Optional.of("would be read as a comment; no scope starts with #");
        }
        return RESERVED.contains(scope)
                ? Optional.of("would be read as the word `" + scope + "` of the language")
                : Optional.empty();
    }

    /** Copies the scopes of a requirement, or throws. */
    static List<String> requireValid(List<String> scopes, int atLeast) {
        if (scopes.size() < atLeast || new HashSet<>(scopes).size() < scopes.size()) {
            throw new IllegalArgumentException("too few scopes, or one of them twice");
        }
        for (String scope : scopes) {
            fault(scope).ifPresent(fault -> {
                throw new IllegalArgumentException("the scope `" + scope + "` " + fault);
            });
        }
        return List.copyOf(scopes);
    }
}
