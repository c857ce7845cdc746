package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An OpenAPI document of a small world, and what it says of each request, read without any of the code under test.
 *
 * @param text the document, as JSON
 * @param operations its operations
 * @param templates its path templates
 */
record GeneratedSpec(String text, List<Operation> operations, List<String> templates) {
    /**
     * An operation.
     *
     * @param method its method
     * @param template its path
     * @param open whether anyone may call it
     * @param alternatives the sets of scopes that suffice
     */
    record Operation(String method, String template, boolean open, List<Set<String>> alternatives) {
        String id() {
            return method + " " + template;
        }

        boolean admits(Caller caller) {
            return open
                    || (caller.issuer().isPresent() && alternatives.stream().anyMatch(caller.scopes()::containsAll));
        }

        boolean asksLike(Operation other) {
            return open == other.open && Set.copyOf(alternatives).equals(Set.copyOf(other.alternatives));
        }
    }

    private record Security(String json, boolean open, List<Set<String>> alternatives) {}

    private static final Set<String> READ = Set.of("s:read");
    private static final Set<String> WRITE = Set.of("s:write");
    private static final Set<String> BOTH = Set.of("s:read", "s:write");
    private static final List<Security> SECURITY = List.of(
            new Security("[]", true, List.of()),
            new Security("[{}, {\"o\": [\"s:read\"]}]", true, List.of()),
            new Security("[{\"b\": []}]", false, List.of(Set.of())),
            new Security("[{\"o\": [\"s:read\"]}]", false, List.of(READ)),
            new Security("[{\"o\": [\"s:write\"]}]", false, List.of(WRITE)),
            new Security("[{\"o\": [\"s:read\", \"s:write\"]}]", false, List.of(BOTH)),
            new Security("[{\"o\": [\"s:read\"]}, {\"o\": [\"s:write\"]}]", false, List.of(READ, WRITE)),
            new Security("[{\"o\": [\"s:read\", \"s:write\"]}, {\"o\": [\"s:write\"]}]", false, List.of(WRITE)),
            new Security("[{\"o\": [\"s:read\"], \"key\": []}]", false, List.of(READ)),
            new Security("[{\"key\": []}]", false, List.of()),
            new Security("[{\"key\": []}, {\"o\": [\"s:write\"]}]", false, List.of(WRITE)));
    private static final List<String> SEGMENTS = List.of("a", "b", "{p}", "{q}", "c{r}");
    private static final List<String> METHODS = List.of("get", "get", "post", "delete", "head", "put");

    /** A document from a seed, with security of its own or none, and without mixed segments when they are not wanted. */
    static GeneratedSpec of(long seed, boolean mixed) {
        Random random = new Random(seed);
        Map<String, Map<String, Security>> paths = new TreeMap<>();
        int wanted = 1 + random.nextInt(5);
        for (int i = 0; i < wanted; i++) {
            Map<String, Security> item = paths.computeIfAbsent(template(random, mixed), each -> new TreeMap<>());
            for (int j = random.nextInt(4); j > 0; j--) {
                item.put(METHODS.get(random.nextInt(METHODS.size())), SECURITY.get(random.nextInt(SECURITY.size())));
            }
        }
        List<Operation> operations = new ArrayList<>();
        List<String> items = new ArrayList<>();
        paths.forEach((template, item) -> {
            List<String> members = new ArrayList<>();
            item.forEach((method, security) -> {
                members.add("\"" + method + "\": {\"security\": " + security.json + "}");
                operations.add(
                        new Operation(method.toUpperCase(Locale.ROOT), template, security.open, security.alternatives));
            });
            items.add("\"" + template + "\": {" + String.join(", ", members) + "}");
        });
        String text = """
            {"openapi": "3.1.0", "info": {"title": "Generated", "version": "1"},
             "servers": [{"url": "https://api.example.com/"}],
             "paths": {%s},
             "components": {"securitySchemes": {
               "o": {"type": "openIdConnect",
                     "openIdConnectUrl": "https://one.example.com/.well-known/openid-configuration"},
               "b": {"type": "http", "scheme": "bearer"},
               "key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}}
            """.formatted(String.join(",\n", items));
        return new GeneratedSpec(text, operations, List.copyOf(paths.keySet()));
    }

    private static String template(Random random, boolean mixed) {
        StringBuilder path = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (int depth = random.nextInt(3); depth >= 0; depth--) {
            String segment = SEGMENTS.get(random.nextInt(mixed ? SEGMENTS.size() : SEGMENTS.size() - 1));
            path.append('/').append(names.contains(segment) && segment.length() > 1 ? "a" : segment);
            names.add(segment);
        }
        return path.append(random.nextInt(6) == 0 ? "/" : "").toString();
    }

    SpecApi api() {
        return SpecApi.of(SpecDocument.read("spec", text.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    /** Paths of up to three segments, of which one is named nowhere and one only by a mixed template. */
    static List<String> paths() {
        List<String> all = new ArrayList<>(List.of("/"));
        List<String> level = List.of("");
        for (int depth = 0; depth < 3; depth++) {
            level = level.stream()
                    .flatMap(path -> List.of("a", "b", "c", "ce").stream().map(segment -> path + "/" + segment))
                    .toList();
            level.forEach(path -> all.addAll(List.of(path, path + "/")));
        }
        return all;
    }

    /** The callers that matter on these paths. */
    static List<Caller> callers(Policy policy) {
        List<Caller> callers = new ArrayList<>();
        for (Caller caller : Generated.callers(policy)) {
            callers.add(caller);
            Object tenant = caller.claims().getOrDefault("tenant", "");
            Object renamed = tenant instanceof List<?> several
                    ? several.stream()
                            .map(each -> each.equals("c") ? "ce" : each)
                            .toList()
                    : tenant.equals("c") ? "ce" : tenant;
            if (!renamed.equals(tenant)) {
                Map<String, Object> claims = new TreeMap<>(caller.claims());
                claims.put("tenant", renamed);
                callers.add(new Caller(caller.issuer(), caller.scopes(), claims));
            }
        }
        return callers;
    }

    /** The operations that answer a request: those of the templates that no other matching one is inside of. */
    List<Operation> answering(String method, String path) {
        List<String> matching =
                templates.stream().filter(template -> matches(template, path)).toList();
        return operations.stream()
                .filter(operation -> operation.method.equals(method) && matching.contains(operation.template))
                .filter(operation -> matching.stream().noneMatch(other -> isInside(other, operation.template)))
                .toList();
    }

    private static boolean matches(String template, String path) {
        return Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]+"), path);
    }

    /** Tells whether one template has only paths of another, and not all: compared by all paths of the world. */
    private static boolean isInside(String inner, String outer) {
        return paths().stream().allMatch(path -> !matches(inner, path) || matches(outer, path))
                && paths().stream().anyMatch(path -> matches(outer, path) && !matches(inner, path));
    }
}
