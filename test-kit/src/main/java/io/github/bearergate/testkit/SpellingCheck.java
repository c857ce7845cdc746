package io.github.bearergate.testkit;

import io.github.bearergate.policy.Policy;
import io.github.bearergate.policy.RequestSpace;
import io.github.bearergate.policy.RequestSpace.Cell;
import io.github.bearergate.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the rule of a request with the rules of its other spellings, as the gate reads them. */
final class SpellingCheck {
    /** So many lines show what is wrong; more would hide it. */
    private static final int MOST_LINES = 10;

    /**
     * A spelling that asks less than the plain one.
     *
     * @param method the method
     * @param path the path that is meant
     * @param asked what the policy asks for it
     * @param spelling how else it can be written
     * @param given the rule that decides then
     */
    private record Weaker(String method, String path, Rule asked, Spelling spelling, Rule given) {
        /** Findings that one change of the policy mends. */
        List<Object> cause() {
            return List.of(asked, given, spelling.kind());
        }

        String text(Policy policy) {
            return "  " + method + " " + path + " is " + Wording.decidedBy(policy, Optional.of(asked)) + ",\n    but "
                    + method + " " + spelling + " is " + Wording.decidedBy(policy, Optional.of(given));
        }
    }

    private final Policy policy;
    private final Set<SpellingKind> ignored;
    private final List<Weaker> weaker = new ArrayList<>();

    SpellingCheck(Policy policy, Set<SpellingKind> ignored) {
        this.policy = policy;
        this.ignored = Set.copyOf(ignored);
    }

    /**
     * Tries every request that the policy can tell apart.
     *
     * @throws AssertionError when a spelling asks less
     */
    void ofEveryRule() {
        for (Cell cell : RequestSpace.of(List.of(policy), List.of()).cells()) {
            cell.examples().forEach(path -> compare(path, RequestSpace.methods()));
        }
        report();
    }

    /**
     * Tries the spellings of one path.
     *
     * @throws AssertionError when a spelling asks less
     */
    void of(List<String> methods, String path) {
        compare(path, methods);
        report();
    }

    private void compare(String path, List<String> methods) {
        Map<String, Rule> asked = new LinkedHashMap<>();
        methods.forEach(method -> policy.ruleFor(method, path)
                .filter(rule -> !rule.requirement().isOpen())
                .ifPresent(rule -> asked.put(method, rule)));
        if (asked.isEmpty()) {
            return;
        }
        for (Spelling spelling : Spellings.of(path)) {
            Optional<String> read = ignored.contains(spelling.kind()) ? Optional.empty() : spelling.path();
            read.filter(other -> !other.equals(path))
                    .ifPresent(other -> asked.forEach((method, rule) -> policy.ruleFor(method, other)
                            .filter(given -> !given.asksAtLeast(rule))
                            .ifPresent(given -> weaker.add(new Weaker(method, path, rule, spelling, given)))));
        }
    }

    private void report() {
        if (weaker.isEmpty()) {
            return;
        }
        Map<List<Object>, Weaker> causes = new LinkedHashMap<>();
        weaker.forEach(each -> causes.putIfAbsent(each.cause(), each));
        String lines = causes.values().stream()
                .limit(MOST_LINES)
                .map(each -> each.text(policy))
                .collect(Collectors.joining("\n"));
        String more = causes.size() > MOST_LINES ? "\n  and " + (causes.size() - MOST_LINES) + " more" : "";
        String kinds = causes.values().stream()
                .map(each -> each.spelling().kind().name())
                .distinct()
                .collect(Collectors.joining(", "));
        throw new AssertionError(
                "another spelling gets a weaker answer, wherever the service takes it for the same path:\n"
                        + lines + more
                        + "\nLet the wider line ask as much, or cover the spelling by a line of its own; only where the"
                        + " service never takes the one for the other, ignore " + kinds);
    }
}
