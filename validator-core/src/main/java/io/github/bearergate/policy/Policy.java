package io.github.bearergate.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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
    private final Optional<String> source;
    private final List<IssuerPolicy> issuers;
    private final List<Rule> rules;
    private final RuleLookup lookup;
    private final String text;
    private final String digest;
    private final List<PolicyProblem> warnings;

    /**
     * Makes a policy of sound parts.
     *
     * @param source the name of its file, if it has one
     * @param trie the same rules by their paths
     */
    Policy(Optional<String> source, List<IssuerPolicy> issuers, List<Rule> rules, RuleTrie trie) {
        this.source = source;
        this.issuers = issuers.stream()
                .sorted(Comparator.comparing(IssuerPolicy::issuer))
                .toList();
        this.rules = rules.stream().sorted(Rule.CANONICAL_ORDER).toList();
        this.lookup = new RuleLookup(trie);
        this.text = Printer.print(this.issuers, this.rules);
        this.digest = sha256(text);
        this.warnings = Warnings.of(this.issuers, this.rules, trie);
    }

    /**
     * Reads a policy; {@code ${NAME}} is looked up in the environment of the process.
     *
     * @param source the name of the file, for messages and the log
     * @param text the policy
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, String text) {
        return parse(source, text, System::getenv);
    }

    /**
     * Reads a policy.
     *
     * @param source the name of the file, for messages and the log
     * @param text the policy
     * @param environment answers {@code ${NAME}}, with null for a name that is not set
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, String text, UnaryOperator<@Nullable String> environment) {
        return PolicyReader.read(source, text, environment, new Problems());
    }

    /**
     * Reads the bytes of a policy file, which must be UTF-8 without a byte order mark; {@code ${NAME}} is looked up in the
     * environment of the process.
     *
     * @param source the name of the file, for messages and the log
     * @param utf8 the file's bytes
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, byte[] utf8) {
        return parse(source, utf8, System::getenv);
    }

    /**
     * Reads the bytes of a policy file, which must be UTF-8 without a byte order mark.
     *
     * @param source the name of the file, for messages and the log
     * @param utf8 the file's bytes
     * @param environment answers {@code ${NAME}}, with null for a name that is not set
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy parse(String source, byte[] utf8, UnaryOperator<@Nullable String> environment) {
        Problems problems = new Problems();
        return PolicyReader.read(source, SourceText.decode(utf8, problems), environment, problems);
    }

    /**
     * Makes a policy of lines written in Java, in any order; everything else is denied.
     *
     * @throws PolicyException with every problem, when there is one
     */
    public static Policy of(PolicyLine... lines) {
        return PolicyAssembler.assemble(List.of(lines));
    }

    /** The name of the file that it was parsed under; empty when it was made in Java. Not part of equality. */
    public Optional<String> source() {
        return source;
    }

    /** The issuers, in canonical order. */
    public List<IssuerPolicy> issuers() {
        return issuers;
    }

    /** The rules, in canonical order. */
    public List<Rule> rules() {
        return rules;
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
        return lookup.find(method, path);
    }

    /** The canonical text: equal for policies that say the same, whatever the order of their lines. */
    public String print() {
        return text;
    }

    /** The SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** What works and is doubtful, by line; empty when nothing is. */
    public List<PolicyProblem> warnings() {
        return warnings;
    }

    /** Tells whether both policies say the same, whatever the order of their lines. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Policy that && issuers.equals(that.issuers) && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "policy of " + rules.size() + " rules, SHA-256 " + digest;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
