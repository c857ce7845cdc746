package io.github.bearergate.policyaudit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Path templates arranged by their segments, so that those of a path are found without asking all. */
final class SpecTemplates {
    private record Numbered(int number, SpecTemplate template) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Numbered> here = new ArrayList<>();
        private @Nullable Node any;

        Node child(String segment) {
            if (!segment.equals("*")) {
                return literals.computeIfAbsent(segment, text -> new Node());
            }
            Node child = any == null ? new Node() : any;
            any = child;
            return child;
        }
    }

    private final Node root = new Node();

    SpecTemplates(List<SpecTemplate> templates) {
        for (int i = 0; i < templates.size(); i++) {
            Node node = root;
            for (String segment : segments(templates.get(i).paths().text())) {
                node = node.child(segment);
            }
            node.here.add(new Numbered(i, templates.get(i)));
        }
    }

    /** The templates that may have a path, in their order: all that have it, and those which differ only in the form of a segment. */
    List<SpecTemplate> near(String path) {
        List<Numbered> found = new ArrayList<>();
        find(root, segments(path), 0, found);
        return found.stream()
                .sorted(Comparator.comparingInt(Numbered::number))
                .map(Numbered::template)
                .toList();
    }

    private static void find(Node node, List<String> segments, int at, List<Numbered> found) {
        if (at == segments.size()) {
            found.addAll(node.here);
            return;
        }
        Node literal = node.literals.get(segments.get(at));
        if (literal != null) {
            find(literal, segments, at + 1, found);
        }
        if (node.any != null) {
            find(node.any, segments, at + 1, found);
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
