package io.github.bearergate.policyaudit;

import io.github.bearergate.policyaudit.Finding.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations of an OpenAPI document, each with its paths and with who may call it. */
final class SpecApi {
    private static final List<String> METHODS =
            List.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    private final SpecDocument document;
    private final SpecSchemes schemes;
    private final Optional<String> givenBase;
    private final Set<SpecTemplate> templates = new LinkedHashSet<>();
    private final List<SpecOperation> operations = new ArrayList<>();
    private final Map<SpecTemplate, List<SpecOperation>> byTemplate = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private SpecApi(SpecDocument document, Optional<String> givenBase) {
        this.document = document;
        this.schemes = SpecSchemes.of(document);
        this.givenBase = givenBase;
        document.root().member("paths").ifPresent(paths -> paths.members().forEach(this::addPath));
    }

    /**
     * Reads the operations.
     *
     * @param base what stands before every path in the policy; empty when the document's servers tell
     */
    static SpecApi of(SpecDocument document, Optional<String> base) {
        return new SpecApi(document, base);
    }

    private void addPath(String text, SpecNode item) {
        if (text.startsWith("x-")) {
            return;
        }
        Map<String, SpecNode> members = document.resolved(item);
        String base = base(members, base(document.root().members(), ""));
        if (isSound(base, text, item)) {
            templates.add(SpecTemplate.of(base, text));
            for (String name : METHODS) {
                SpecNode operation = members.get(name);
                if (operation != null) {
                    Map<String, SpecNode> own = operation.members();
                    String ownBase = base(own, base);
                    if (ownBase.equals(base) || isSound(ownBase, text, operation)) {
                        add(name.toUpperCase(Locale.ROOT), SpecTemplate.of(ownBase, text), operation, own);
                    }
                }
            }
        }
    }

    /** Tells whether a policy can speak of a path; notes why when it cannot. */
    private boolean isSound(String base, String text, SpecNode item) {
        try {
            SpecTemplate.of(base, text);
            return true;
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(
                    document.name(),
                    item.line(),
                    "path-beyond-policies",
                    Weight.WARNING,
                    "no policy can speak of the path `" + text + "`, so its operations are not compared: "
                            + e.getMessage(),
                    Optional.of(text),
                    Optional.empty(),
                    Optional.empty()));
            return false;
        }
    }

    private void add(String method, SpecTemplate template, SpecNode operation, Map<String, SpecNode> own) {
        SpecNode security =
                own.getOrDefault("security", document.root().members().get("security"));
        SpecAccess access =
                security == null ? SpecAccess.OPEN : schemes.access(security, method + " " + template.text());
        SpecOperation added = new SpecOperation(method, template, operation.line(), access);
        operations.add(added);
        byTemplate.computeIfAbsent(template, each -> new ArrayList<>()).add(added);
    }

    /** What stands before paths: as given, else as these members' own servers say, else as inherited. */
    private String base(Map<String, SpecNode> members, String inherited) {
        return givenBase.orElseGet(() -> members.containsKey("servers") ? only(members) : inherited);
    }

    private static String only(Map<String, SpecNode> members) {
        Set<String> bases = new LinkedHashSet<>();
        SpecNode servers = members.get("servers");
        if (servers != null) {
            servers.items()
                    .forEach(server ->
                            bases.add(base(url(server).replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*", ""))));
        }
        if (servers != null && bases.size() > 1) {
            throw servers.fault("the servers have different base paths ("
                    + bases.stream().map(base -> base.isEmpty() ? "/" : base).collect(Collectors.joining(", "))
                    + "); say with --base-path what stands before the document's paths in the policy");
        }
        return bases.stream().findFirst().orElse("");
    }

    /** The URL of a server, its variables at their defaults. */
    private static String url(SpecNode server) {
        String url = server.textOf("url").orElse("/");
        Map<String, SpecNode> variables =
                server.member("variables").map(SpecNode::members).orElse(Map.of());
        for (Map.Entry<String, SpecNode> variable : variables.entrySet()) {
            url = url.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().textOf("default").orElse(""));
        }
        return url;
    }

    /** A path as it stands before others: empty, or with a slash before and none behind. */
    static String base(String path) {
        String bare =
                path.replaceFirst("[?#].*", "").replaceAll("^(\\.?/)*", "").replaceAll("/+$", "");
        return bare.isEmpty() || bare.equals(".") ? "" : "/" + bare;
    }

    SpecDocument document() {
        return document;
    }

    SpecSchemes schemes() {
        return schemes;
    }

    /** The path templates, also those without an operation, since they too take requests from less specific ones. */
    List<SpecTemplate> templates() {
        return Stream.concat(templates.stream(), operations.stream().map(SpecOperation::template))
                .distinct()
                .toList();
    }

    /** The operations, in the order of the document. */
    List<SpecOperation> operations() {
        return operations;
    }

    /** The operations of one template. */
    List<SpecOperation> operations(SpecTemplate template) {
        return byTemplate.getOrDefault(template, List.of());
    }

    /** The https URL of the first server that has one; empty when none has. */
    Optional<String> server() {
        return document.root().member("servers").stream()
                .flatMap(servers -> servers.items().stream())
                .map(SpecApi::url)
                .filter(url -> url.matches("https://[^\\s{}\"#]+"))
                .findFirst();
    }

    /** What could not be read, and what no policy can say. */
    List<Finding> findings() {
        return findings;
    }
}
