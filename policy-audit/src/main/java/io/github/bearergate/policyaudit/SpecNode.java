package io.github.bearergate.policyaudit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of an OpenAPI document, and where it stands. */
final class SpecNode {
    private final String file;
    private final Node node;
    private final int line;

    private SpecNode(String file, Node node, int line) {
        this.file = file;
        this.node = node;
        this.line = line;
    }

    static SpecNode of(String file, Node node) {
        return new SpecNode(file, node, line(node));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The line, counted from 1: of a member the line of its name. */
    int line() {
        return line;
    }

    boolean isObject() {
        return node instanceof MappingNode;
    }

    /** The members of an object, in their order. */
    Map<String, SpecNode> members() {
        if (!(node instanceof MappingNode object)) {
            throw fault("an object is expected here");
        }
        Map<String, SpecNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : object.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw of(file, tuple.getKeyNode()).fault("a name is expected here");
            }
            SpecNode value = new SpecNode(file, tuple.getValueNode(), line(name));
            if (name.getValue().equals("<<")) {
                throw value.fault("merge keys (`<<`) are not of OpenAPI; write the members out");
            }
            if (members.put(name.getValue(), value) != null) {
                throw value.fault("`" + name.getValue() + "` stands twice in one object; keep one of them");
            }
        }
        return members;
    }

    /** A member of an object; empty when it is not there. */
    Optional<SpecNode> member(String name) {
        return Optional.ofNullable(members().get(name));
    }

    /** The items of an array. */
    List<SpecNode> items() {
        if (!(node instanceof SequenceNode array)) {
            throw fault("an array is expected here");
        }
        return array.getValue().stream().map(item -> of(file, item)).toList();
    }

    /** The text of a scalar. */
    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw fault("a text is expected here");
        }
        return scalar.getValue();
    }

    /** The text of a member; empty when it is not there. */
    Optional<String> textOf(String name) {
        return member(name).map(SpecNode::text);
    }

    CannotRunException fault(String message) {
        return new CannotRunException(file + (line > 0 ? ":" + line : "") + ": " + message);
    }
}
