package io.github.bearergate.testkit;

import io.github.bearergate.policy.CanonicalPath;
import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Assertions about what a policy asks of requests, for the tests of an API; every failure is an {@link AssertionError} that names
 * the rule which decides. Immutable.
 */
public final class PolicyAssert {
    private final Policy policy;

    private PolicyAssert(Policy policy) {
        this.policy = policy;
    }

    /** Begins assertions about a policy. */
    public static PolicyAssert assertThat(Policy policy) {
        return new PolicyAssert(policy);
    }

    /** Begins assertions about a GET request with this decoded path. */
    public RequestAssert get(String path) {
        return request("GET", path);
    }

    /** Begins assertions about a POST request with this decoded path. */
    public RequestAssert post(String path) {
        return request("POST", path);
    }

    /** Begins assertions about a PUT request with this decoded path. */
    public RequestAssert put(String path) {
        return request("PUT", path);
    }

    /** Begins assertions about a DELETE request with this decoded path. */
    public RequestAssert delete(String path) {
        return request("DELETE", path);
    }

    /** Begins assertions about a request with this method and decoded path. */
    public RequestAssert request(String method, String path) {
        return new RequestAssert(this, method, path);
    }

    /** What is asserted of one request. */
    public static final class RequestAssert {
        private final PolicyAssert policy;
        private final String method;
        private final String path;

        private RequestAssert(PolicyAssert policy, String method, String path) {
            this.policy = policy;
            this.method = method;
            this.path = path;
        }

        /** Anyone gets in, also without a token. */
        public PolicyAssert isOpen() {
            return expect(
                    "is open",
                    rule().filter(rule -> rule.requirement().isOpen()).isPresent());
        }

        /** Nobody gets in. */
        public PolicyAssert isDenied() {
            return expect("is denied", alternatives().isEmpty());
        }

        /** A valid token suffices, and is needed; claims may be tested. */
        public PolicyAssert needsValidToken() {
            boolean open = rule().filter(rule -> rule.requirement().isOpen()).isPresent();
            return expect("needs a valid token", !open && alternatives().equals(List.of(Set.of())));
        }

        /** These scopes together are needed, and suffice; claims may be tested. */
        public PolicyAssert needs(String... scopes) {
            return expect(
                    "needs " + String.join(" and ", scopes), alternatives().equals(List.of(Set.of(scopes))));
        }

        /** One of these scopes is needed, and each suffices; claims may be tested. */
        public PolicyAssert needsAnyOf(String... scopes) {
            Set<Set<String>> wanted =
                    Set.copyOf(List.of(scopes).stream().map(Set::of).toList());
            return expect(
                    "needs " + String.join(" or ", scopes),
                    Set.copyOf(alternatives()).equals(wanted));
        }

        /**
         * No other spelling of the path, which a server behind the filter might take for it, gets a weaker answer: an empty, a
         * dot or a parameter segment, a slash at the end, encodings, another case.
         */
        public PolicyAssert hasNoWeakerSpelling() {
            for (String spelling : spellings(path)) {
                Optional<Rule> other = policy.policy.ruleFor(method, spelling);
                if (CanonicalPath.isCanonical(spelling) && isWeaker(other)) {
                    throw new AssertionError(method + " " + path + " is " + text(rule()) + ", but " + method + " "
                            + spelling + " is " + text(other));
                }
            }
            return policy;
        }

        private boolean isWeaker(Optional<Rule> other) {
            boolean open = rule().filter(rule -> rule.requirement().isOpen()).isPresent();
            boolean otherOpen =
                    other.filter(rule -> rule.requirement().isOpen()).isPresent();
            if (open || other.equals(rule())) {
                return false;
            }
            return otherOpen
                    || other.stream()
                            .flatMap(rule -> rule.requirement().alternatives().stream())
                            .anyMatch(held -> alternatives().stream().noneMatch(held::containsAll));
        }

        private PolicyAssert expect(String what, boolean holds) {
            if (!holds) {
                throw new AssertionError(
                        method + " " + path + " was expected to be one that " + what + ", but it is " + text(rule()));
            }
            return policy;
        }

        private Optional<Rule> rule() {
            return policy.policy.ruleFor(method, path);
        }

        private List<Set<String>> alternatives() {
            return rule().map(rule -> rule.requirement().alternatives()).orElse(List.of());
        }

        private static String text(Optional<Rule> rule) {
            return rule.map(each -> "decided by `" + each + "`").orElse("denied, since no rule matches");
        }
    }

    private static List<String> spellings(String path) {
        String bare = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        return List.of(
                bare,
                bare + "/",
                bare + "//",
                "/" + path,
                "/." + path,
                "/x/.." + path,
                bare + "/.",
                path + ";x=1",
                path + "%2F",
                path + "%00",
                path + ".json",
                path.replace('/', '\\'),
                path.toUpperCase(Locale.ROOT),
                path.toLowerCase(Locale.ROOT));
    }
}
