package io.github.bearergate.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule asks of a request. Immutable. */
public sealed interface Requirement {
    /** Nothing is asked: the request passes, and its Authorization header is not looked at. */
    record Open() implements Requirement {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public List<String> scopes() {
            return List.of();
        }

        @Override
        public List<ClaimTest> tests() {
            return List.of();
        }

        @Override
        public List<Set<String>> alternatives() {
            return List.of(Set.of());
        }

        @Override
        public List<String> challengeScopes() {
            return List.of();
        }

        @Override
        public Verdict judge(Set<String> scopes, Map<String, ? extends @Nullable Object> claims, String path) {
            return Verdict.SATISFIED;
        }

        @Override
        public String text() {
            return "is open";
        }
    }

    /** No request passes, whatever its token. */
    record Denied() implements Requirement {
        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public List<String> scopes() {
            return List.of();
        }

        @Override
        public List<ClaimTest> tests() {
            return List.of();
        }

        @Override
        public List<Set<String>> alternatives() {
            return List.of();
        }

        @Override
        public List<String> challengeScopes() {
            return List.of();
        }

        @Override
        public Verdict judge(Set<String> scopes, Map<String, ? extends @Nullable Object> claims, String path) {
            return Verdict.DENIED;
        }

        @Override
        public String text() {
            return "is denied";
        }
    }

    /**
     * Any valid token passes whose claims pass the tests.
     *
     * @param tests the tests of {@code where}, all of which must pass; may be empty
     */
    record ValidToken(List<ClaimTest> tests) implements Requirement {
        /** Copies the tests. */
        public ValidToken {
            tests = ClaimTest.inOrder(tests);
        }

        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public List<String> scopes() {
            return List.of();
        }

        @Override
        public List<Set<String>> alternatives() {
            return List.of(Set.of());
        }

        @Override
        public List<String> challengeScopes() {
            return List.of();
        }

        @Override
        public Verdict judge(Set<String> scopes, Map<String, ? extends @Nullable Object> claims, String path) {
            return ClaimTest.judge(tests, claims, path);
        }

        @Override
        public String text() {
            return "needs a valid token" + ClaimTest.where(tests);
        }
    }

    /**
     * A valid token with every one of the scopes passes, if its claims pass the tests.
     *
     * @param scopes the scopes, as written; at least one, none twice
     * @param tests the tests of {@code where}, all of which must pass; may be empty
     */
    record AllScopes(List<String> scopes, List<ClaimTest> tests) implements Requirement {
        /** Checks and copies the lists. */
        public AllScopes {
            scopes = Scopes.requireValid(scopes, 1);
            tests = ClaimTest.inOrder(tests);
        }

        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public List<Set<String>> alternatives() {
            return List.of(Set.copyOf(scopes));
        }

        @Override
        public List<String> challengeScopes() {
            return scopes;
        }

        @Override
        public Verdict judge(Set<String> held, Map<String, ? extends @Nullable Object> claims, String path) {
            for (int i = 0; i < scopes.size(); i++) {
                if (!held.contains(scopes.get(i))) {
                    return Verdict.INSUFFICIENT_SCOPE;
                }
            }
            return ClaimTest.judge(tests, claims, path);
        }

        @Override
        public String text() {
            return "needs " + String.join(" and ", scopes) + ClaimTest.where(tests);
        }
    }

    /**
     * A valid token with at least one of the scopes passes, if its claims pass the tests.
     *
     * @param scopes the scopes, as written; at least two, none twice
     * @param tests the tests of {@code where}, all of which must pass; may be empty
     */
    record AnyScope(List<String> scopes, List<ClaimTest> tests) implements Requirement {
        /** Checks and copies the lists. */
        public AnyScope {
            scopes = Scopes.requireValid(scopes, 2);
            tests = ClaimTest.inOrder(tests);
        }

        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public List<Set<String>> alternatives() {
            return scopes.stream().map(Set::of).toList();
        }

        @Override
        public List<String> challengeScopes() {
            return scopes.subList(0, 1);
        }

        @Override
        public Verdict judge(Set<String> held, Map<String, ? extends @Nullable Object> claims, String path) {
            for (int i = 0; i < scopes.size(); i++) {
                if (held.contains(scopes.get(i))) {
                    return ClaimTest.judge(tests, claims, path);
                }
            }
            return Verdict.INSUFFICIENT_SCOPE;
        }

        @Override
        public String text() {
            return "needs " + String.join(" or ", scopes) + ClaimTest.where(tests);
        }
    }

    /** Tells whether requests pass without any token. */
    boolean isOpen();

    /** The scopes that are named, as written; empty when there are none. */
    List<String> scopes();

    /** The tests of {@code where}, in canonical order; empty when there are none. */
    List<ClaimTest> tests();

    /**
     * The sets of scopes, any one of which suffices: one empty set where no scope is needed, no set where nothing suffices.
     */
    List<Set<String>> alternatives();

    /**
     * The scopes to tell a caller who lacks them (RFC 6750 section 3): all of them for {@code and}, the first alternative for
     * {@code or}, empty otherwise.
     */
    List<String> challengeScopes();

    /**
     * Judges a request: scopes first, then the tests.
     *
     * @param scopes the scopes of the caller's valid token
     * @param claims its verified claims
     * @param path the request's path, which the rule's path matches
     */
    Verdict judge(Set<String> scopes, Map<String, ? extends @Nullable Object> claims, String path);

    /** The requirement as a policy writes it, such as {@code needs orders:read where tenant is {t}}. */
    String text();
}
