package io.github.bearergate.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who may issue tokens, and what each request needs. Immutable, and safe for many threads.
 *
 * <p>A policy that exists is sound: for every request at most one rule decides, and every rule decides some request.
 */
public final class Policy {
    private Policy() {}

    /**
     * Reads a policy; {@code ${NAME}} is looked up in the environment of the process.
     *
     * @param source the name of the file, for messages
     * @param text the policy
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, String text) {
        return parse(source, text, System::getenv);
    }

    /**
     * Reads a policy.
     *
     * @param source the name of the file, for messages
     * @param text the policy
     * @param environment answers {@code ${NAME}}, with null for a name that is not set
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, String text, UnaryOperator<@Nullable String> environment) {
        return new Policy();
    }

    /**
     * Reads the bytes of a policy file, which must be UTF-8 without a byte order mark.
     *
     * @param source the name of the file, for messages
     * @param utf8 the file's bytes
     * @param environment answers {@code ${NAME}}, with null for a name that is not set
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, byte[] utf8, UnaryOperator<@Nullable String> environment) {
        return new Policy();
    }

    /**
     * Makes a policy of lines written in Java, in any order; everything else is denied.
     *
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy of(PolicyLine... lines) {
        return new Policy();
    }

    /** The issuers, in canonical order. */
    public List<IssuerPolicy> issuers() {
        return List.of();
    }

    /** The rules, in canonical order. */
    public List<Rule> rules() {
        return List.of();
    }

    /**
     * Finds the rule that decides a request: the most specific one that matches. Allocates nothing, and its cost does not grow
     * with the number of rules in the usual case.
     *
     * @param method the method, compared exactly; TRACE and CONNECT match no rule
     * @param path the decoded path inside the context; one that is not canonical matches no rule
     * @return the rule; empty when none matches, which denies the request
     */
    public Optional<Rule> ruleFor(String method, String path) {
        return Optional.empty();
    }

    /** The canonical text: equal for policies that say the same, whatever the order of their lines. */
    public String print() {
        return "";
    }

    /** The SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits. */
    public String digest() {
        return "";
    }

    /** What works and is doubtful, by line; empty when nothing is. */
    public List<PolicyProblem> warnings() {
        return List.of();
    }
}
