package io.github.bearergate.policy;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of a policy: what it asks of the requests that its methods and path match. Immutable. */
public final class Rule {
    /** The order in which rules are printed. */
    static final Comparator<Rule> CANONICAL_ORDER =
            Comparator.comparing((Rule rule) -> rule.path.text()).thenComparing(rule -> rule.methods.bits());

    private final Methods methods;
    private final PathPattern path;
    private final Requirement requirement;
    private final int line;
    private final String id;

    Rule(Methods methods, PathPattern path, Requirement requirement, int line) {
        this.methods = methods;
        this.path = path;
        this.requirement = requirement;
        this.line = line;
        this.id = methods.text() + " " + path.text();
    }

    /**
     * The rule's name: its methods and path as printed, such as {@code GET /orders/**}. It is unique in its policy and never
     * contains anything of a request, so it is safe as a metric's tag.
     */
    public String id() {
        return id;
    }

    /** The methods that the rule speaks for. */
    public Methods methods() {
        return methods;
    }

    /** The paths that the rule speaks for. */
    public PathPattern path() {
        return path;
    }

    /** What the rule asks. */
    public Requirement requirement() {
        return requirement;
    }

    /** The line that the rule stands at, counted from 1; 0 when the policy was made in Java. Not part of equality. */
    public int line() {
        return line;
    }

    /** Tells whether the rule speaks for a request; it decides only if no other rule that does beats it. */
    public boolean matches(String method, String requestPath) {
        return methods.includes(method) && path.matches(requestPath);
    }

    /**
     * Tells whether this rule decides where both speak: its paths are strictly inside the other's, or equal and its methods
     * strictly inside the other's.
     */
    public boolean beats(Rule other) {
        return other.path.contains(path)
                && (!path.contains(other.path)
                        || (other.methods.contains(methods) && !methods.contains(other.methods)));
    }

    /**
     * Tells whether this rule asks at least what the other asks: whoever gets in by this one has what gets in by the other. Tests
     * of claims count as equal when they compare with the same text, or with the segment at the same place of the path.
     */
    public boolean asksAtLeast(Rule other) {
        return Strength.follows(this, other);
    }

    /**
     * Judges a request that the rule decides: scopes first, then the claims of {@code where}.
     *
     * @param scopes the scopes of the caller's valid token; empty without one, which only an open rule may be asked about
     * @param claims its verified claims
     * @param requestPath the request's canonical path
     */
    public Verdict judge(Set<String> scopes, Map<String, ? extends @Nullable Object> claims, String requestPath) {
        return requirement.judge(scopes, claims, requestPath);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule that
                && methods.equals(that.methods)
                && path.equals(that.path)
                && requirement.equals(that.requirement);
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + requirement.hashCode();
    }

    /** The rule as a policy writes it. */
    @Override
    public String toString() {
        return id + " " + requirement.text();
    }
}
