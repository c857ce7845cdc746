package io.github.bearergate.policy;

import io.github.bearergate.policy.PathPattern.Tail;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a sound policy, compiled for the path of a request. Immutable.
 *
 * <p>A literal is tried before a wildcard, and a deeper segment before {@code **}: the first rule found so that has the method
 * is the most specific one. For where the most specific rule has a wildcard, every rule that matches has one there, as its
 * paths contain those of the most specific one.
 */
final class RuleLookup {
    /** For each bit of {@link HttpMethods}, the rule that decides; the optionals are made once. */
    private static final class Slot {
        private static final Slot EMPTY = new Slot(List.of());

        private final List<Optional<Rule>> byMethod;

        Slot(List<Rule> rules) {
            Rule[] chosen = new Rule[HttpMethods.COUNT];
            for (Rule rule : rules) {
                for (int bit = 0; bit < chosen.length; bit++) {
                    if ((rule.methods().bits() & 1L << bit) != 0 && (chosen[bit] == null || rule.beats(chosen[bit]))) {
                        chosen[bit] = rule;
                    }
                }
            }
            byMethod = Arrays.stream(chosen).map(Optional::ofNullable).toList();
        }
    }

    private static final class Node {
        private final SegmentTable<Node> literals;
        private final @Nullable Node any;
        private final Slot end;
        private final Slot slash;
        private final Slot rest;

        Node(RuleTrie.Node source) {
            Map<String, Node> children = new HashMap<>();
            source.literals().forEach((text, child) -> children.put(text, new Node(child)));
            literals = new SegmentTable<>(children);
            RuleTrie.Node wild = source.any();
            any = wild == null ? null : new Node(wild);
            end = slot(source.rules(Tail.END));
            slash = slot(source.rules(Tail.SLASH));
            rest = slot(source.rules(Tail.REST));
        }

        private static Slot slot(List<Rule> rules) {
            return rules.isEmpty() ? Slot.EMPTY : new Slot(rules);
        }
    }

    private final Node root;

    RuleLookup(RuleTrie rules) {
        root = new Node(rules.root());
    }

    Optional<Rule> find(String method, String path) {
        int bit = HttpMethods.bit(method);
        return bit < 0 || !CanonicalPath.isCanonical(path) ? Optional.empty() : find(root, path, 0, bit);
    }

    /**
     * Finds the rule below a node.
     *
     * @param at the index of the slash before the next segment; the path's length when there is none
     */
    private static Optional<Rule> find(Node node, String path, int at, int bit) {
        Optional<Rule> found = Optional.empty();
        if (at == path.length()) {
            found = node.end.byMethod.get(bit);
        } else if (at == path.length() - 1) {
            found = node.slash.byMethod.get(bit);
        } else {
            int slash = path.indexOf('/', at + 1);
            int next = slash < 0 ? path.length() : slash;
            Node literal = node.literals.get(path, at + 1, next);
            if (literal != null) {
                found = find(literal, path, next, bit);
            }
            if (found.isEmpty() && node.any != null) {
                found = find(node.any, path, next, bit);
            }
        }
        return found.isPresent() ? found : node.rest.byMethod.get(bit);
    }
}
