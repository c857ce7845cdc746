package io.github.bearergate.testkit;

import io.github.bearergate.policy.Policy;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Assertions about what a policy asks of requests, for the tests of an API. Every failure is an {@link AssertionError} that says what
 * the policy asks instead, by which rule at which line. Immutable.
 */
public sealed class PolicyAssert permits NeedAssert {
    private final Policy policy;
    private final Set<SpellingKind> ignored;

    PolicyAssert(Policy policy, Set<SpellingKind> ignored) {
        this.policy = policy;
        this.ignored = Set.copyOf(ignored);
    }

    /** Begins assertions about a policy. */
    public static PolicyAssert assertThat(Policy policy) {
        return new PolicyAssert(policy, Set.of());
    }

    Policy policy() {
        return policy;
    }

    Set<SpellingKind> ignored() {
        return ignored;
    }

    /** Begins assertions about a GET request with this decoded path. */
    public RequestAssert get(String path) {
        return request("GET", path);
    }

    /** Begins assertions about a HEAD request with this decoded path. */
    public RequestAssert head(String path) {
        return request("HEAD", path);
    }

    /** Begins assertions about a POST request with this decoded path. */
    public RequestAssert post(String path) {
        return request("POST", path);
    }

    /** Begins assertions about a PUT request with this decoded path. */
    public RequestAssert put(String path) {
        return request("PUT", path);
    }

    /** Begins assertions about a PATCH request with this decoded path. */
    public RequestAssert patch(String path) {
        return request("PATCH", path);
    }

    /** Begins assertions about a DELETE request with this decoded path. */
    public RequestAssert delete(String path) {
        return request("DELETE", path);
    }

    /** Begins assertions about an OPTIONS request with this decoded path. */
    public RequestAssert options(String path) {
        return request("OPTIONS", path);
    }

    /** Begins assertions that must hold for every method but TRACE and CONNECT, unknown ones included. */
    public RequestAssert any(String path) {
        return RequestAssert.ofAny(this, path);
    }

    /**
     * Begins assertions about a request.
     *
     * @param method the method, exactly as it is sent
     * @param path the path inside the service's context, decoded
     * @throws IllegalArgumentException when the path is not canonical: such a request is refused whatever the policy says
     */
    public RequestAssert request(String method, String path) {
        return new RequestAssert(this, List.of(method), path);
    }

    /**
     * No spelling of any rule's paths gets a weaker answer than the rule gives.
     *
     * <p>For every request that the policy can tell apart and that a rule decides, the path is written in all ways of {@link Spellings},
     * and each is read as the filter reads it. It must be refused as ambiguous, be read as the same path, or be another path for which
     * the policy asks at least as much; so the service is safe also where it takes that path for the first.
     */
    public PolicyAssert noSpellingIsWeaker() {
        new SpellingCheck(policy, ignored).ofEveryRule();
        return this;
    }

    /**
     * Leaves kinds of spellings out of the assertions that follow, because the service never takes them for the plain one: say
     * {@link SpellingKind#CASE} where it compares paths exactly.
     */
    public PolicyAssert ignoring(SpellingKind first, SpellingKind... more) {
        Set<SpellingKind> all = EnumSet.of(first, more);
        all.addAll(ignored);
        return new PolicyAssert(policy, all);
    }

    /**
     * Begins assertions about a running service that is to enforce this policy.
     *
     * @param base where its context begins, such as {@code http://127.0.0.1:8080/app}; plain http only
     * @throws IllegalArgumentException when it is no such URI
     */
    public ServiceAssert enforcedAt(URI base) {
        return new ServiceAssert(this, base);
    }
}
