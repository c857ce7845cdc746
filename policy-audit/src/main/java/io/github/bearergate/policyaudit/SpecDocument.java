package io.github.bearergate.policyaudit;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * An OpenAPI document of version 3.0 or 3.1, in YAML 1.2 or in JSON, which is YAML too.
 *
 * <p>Only references inside the document are followed; nothing is ever fetched.
 */
final class SpecDocument {
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final String name;
    private final SpecNode root;

    private SpecDocument(String name, SpecNode root) {
        this.name = name;
        this.root = root;
    }

    /**
     * Reads a document.
     *
     * @throws CannotRunException when it is none of these
     */
    static SpecDocument read(String name, byte[] bytes) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            SpecNode root = new Compose(settings)
                    .composeInputStream(new ByteArrayInputStream(bytes))
                    .map(node -> SpecNode.of(name, node))
                    .filter(SpecNode::isObject)
                    .orElseThrow(() -> new CannotRunException(name + ": is no OpenAPI document"));
            return new SpecDocument(name, root).ofKnownVersion();
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new CannotRunException(name + line + ": is neither YAML nor JSON: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new CannotRunException(name + ": is neither YAML nor JSON: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new CannotRunException(name + ": is nested too deeply");
        }
    }

    private SpecDocument ofKnownVersion() {
        String version = root.textOf("openapi").orElse("");
        if (!version.matches("3\\.[01]\\.[0-9]+(-.+)?")) {
            String found = root.textOf("swagger").map(v -> "Swagger " + v).orElse("openapi: " + version);
            throw new CannotRunException(name + ": OpenAPI 3.0 or 3.1 is expected, not `" + found
                    + "`; convert the document to one of them");
        }
        return this;
    }

    String name() {
        return name;
    }

    SpecNode root() {
        return root;
    }

    /** The title and version that the document gives its API. */
    String title() {
        return root.member("info")
                .map(info -> info.textOf("title").orElse("?") + " "
                        + info.textOf("version").orElse("?"))
                .orElse("?");
    }

    /** The members of an object, and of the one that its {@code $ref} names where it has none of its own. */
    Map<String, SpecNode> resolved(SpecNode object) {
        Map<String, SpecNode> members = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        Optional<SpecNode> next = Optional.of(object);
        while (next.isPresent()) {
            next.get().members().forEach(members::putIfAbsent);
            Optional<SpecNode> reference = next.get().member("$ref");
            if (reference.isPresent() && !seen.add(reference.get().text())) {
                throw reference.get().fault("the reference leads back to itself");
            }
            next = reference.map(this::target);
        }
        return members;
    }

    private SpecNode target(SpecNode reference) {
        String pointer = reference.text();
        if (!pointer.startsWith("#/")) {
            throw reference.fault("`" + pointer + "` is another document, and none is opened or fetched; bundle the"
                    + " document into one file first");
        }
        SpecNode target = root;
        for (String token : pointer.substring(2).split("/", -1)) {
            String member = Percent.decoded(token).replace("~1", "/").replace("~0", "~");
            target = target.member(member).orElseThrow(() -> reference.fault("`" + pointer + "` is not there"));
        }
        return target;
    }
}
