package io.github.bearergate.policy;

import io.github.bearergate.policy.PathPattern.Segment;
import io.github.bearergate.policy.PathPattern.Tail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rules arranged by the segments of their paths, so that those which concern some paths are found without asking all. */
final class RuleTrie {
    /** The rules whose paths begin with the same segments. */
    static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Tail, List<Rule>> rules = new EnumMap<>(Tail.class);
        private @Nullable Node any;

        Map<String, Node> literals() {
            return literals;
        }

        /** The node behind a wildcard segment; null when no rule has one here. */
        @Nullable
        Node any() {
            return any;
        }

        /** The rules whose segments end here, and go on so. */
        List<Rule> rules(Tail tail) {
            return rules.getOrDefault(tail, List.of());
        }

        /** The node behind a literal, alone or not there. */
        private List<Node> children(String literal) {
            Node child = literals.get(literal);
            return child == null ? List.of() : List.of(child);
        }

        private Node child(Segment segment) {
            if (segment.literal()) {
                return literals.computeIfAbsent(segment.text(), text -> new Node());
            }
            Node child = any == null ? new Node() : any;
            any = child;
            return child;
        }

        private void addAllTo(Consumer<Rule> found) {
            rules.values().forEach(list -> list.forEach(found));
            literals.values().forEach(child -> child.addAllTo(found));
            if (any != null) {
                any.addAllTo(found);
            }
        }
    }

    private final Node root = new Node();
    private int depth;

    RuleTrie(Iterable<Rule> rules) {
        rules.forEach(this::add);
    }

    private void add(Rule rule) {
        Node node = root;
        for (Segment segment : rule.path().segments()) {
            node = node.child(segment);
        }
        node.rules
                .computeIfAbsent(rule.path().tail(), tail -> new ArrayList<>())
                .add(rule);
        depth = Math.max(depth, rule.path().segments().size());
    }

    Node root() {
        return root;
    }

    /** The largest number of segments before the end of a rule's path. */
    int depth() {
        return depth;
    }

    /** Finds the rules that share a path with the pattern. */
    List<Rule> overlapping(PathPattern pattern) {
        List<Rule> found = new ArrayList<>();
        overlapping(root, pattern, 0, found::add);
        return found;
    }

    private static void overlapping(Node node, PathPattern pattern, int at, Consumer<Rule> found) {
        List<Segment> segments = pattern.segments();
        if (at == segments.size() && pattern.tail() == Tail.REST) {
            node.addAllTo(found);
            return;
        }
        node.rules(Tail.REST).forEach(found);
        if (at == segments.size()) {
            node.rules(pattern.tail()).forEach(found);
            return;
        }
        Segment segment = segments.get(at);
        Collection<Node> children = segment.literal() ? node.children(segment.text()) : node.literals.values();
        children.forEach(child -> overlapping(child, pattern, at + 1, found));
        if (node.any != null) {
            overlapping(node.any, pattern, at + 1, found);
        }
    }

    /** Finds the rules whose paths contain every path of a pattern that does not end in {@code **}. */
    List<Rule> containing(PathPattern slice) {
        List<Rule> found = new ArrayList<>();
        containing(root, slice, 0, found::add);
        return found;
    }

    private static void containing(Node node, PathPattern slice, int at, Consumer<Rule> found) {
        node.rules(Tail.REST).forEach(found);
        if (at == slice.segments().size()) {
            node.rules(slice.tail()).forEach(found);
            return;
        }
        Segment segment = slice.segments().get(at);
        if (segment.literal()) {
            node.children(segment.text()).forEach(child -> containing(child, slice, at + 1, found));
        }
        if (node.any != null) {
            containing(node.any, slice, at + 1, found);
        }
    }

    /** Tells whether a rule's path has this literal, at any place. */
    boolean names(String literal) {
        return names(root, literal);
    }

    private static boolean names(Node node, String literal) {
        return node.literals.containsKey(literal)
                || node.literals.values().stream().anyMatch(child -> names(child, literal))
                || (node.any != null && names(node.any, literal));
    }
}
