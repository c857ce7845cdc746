package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PathPattern;
import io.github.bearergate.policy.Requirement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The lines that say what operations ask, with those that a sound policy needs where two paths overlap. */
final class SpecLines {
    /** What is asked, what cannot be said of it, and where it stands in the document. */
    private record Ask(Requirement requirement, List<String> remarks, int line) {
        static Ask denied(List<String> remarks, int line) {
            return new Ask(new Requirement.Denied(), remarks, line);
        }
    }

    /** The lines of one path. */
    private static final class Shape {
        private final String path;
        private final PathPattern paths;
        private final boolean documented;
        private final Map<String, Ask> asks = new LinkedHashMap<>();

        Shape(String path, PathPattern paths, boolean documented) {
            this.path = path;
            this.paths = paths;
            this.documented = documented;
        }

        /** What the path's lines ask of a method: a line for GET speaks for HEAD too. */
        Optional<Ask> of(String method) {
            Ask own = asks.get(method);
            return Optional.ofNullable(own == null && method.equals("HEAD") ? asks.get("GET") : own);
        }
    }

    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    /** Begins with the document's paths, those without an operation too: what less specific ones ask is not asked there. */
    SpecLines(List<SpecTemplate> templates) {
        for (SpecTemplate template : templates) {
            template.line()
                    .ifPresent(path -> shapes.computeIfAbsent(
                            template.paths().text(), each -> new Shape(path, template.paths(), true)));
        }
    }

    /** Adds an operation, whose path a policy can write. */
    void add(SpecOperation operation) {
        Shape shape =
                Objects.requireNonNull(shapes.get(operation.template().paths().text()));
        Ask ask = ask(operation);
        Ask other = shape.asks.get(operation.method());
        boolean same = other == null || other.requirement.equals(ask.requirement);
        shape.asks.put(
                operation.method(),
                same
                        ? ask
                        : Ask.denied(
                                List.of("The document has the operation " + operation.id()
                                        + " twice, and asks different" + " things; say which."),
                                operation.line()));
    }

    private static Ask ask(SpecOperation operation) {
        SpecAccess access = operation.access();
        if (access.open()) {
            return new Ask(new Requirement.Open(), List.of(), operation.line());
        }
        List<Set<String>> sayable = access.alternatives().stream()
                .filter(scopes -> scopes.stream().allMatch(SpecLines::isScope))
                .toList();
        List<String> remarks = new ArrayList<>();
        if (sayable.size() < access.alternatives().size()) {
            remarks.add("The document asks " + access.text() + ", where a name is no scope of RFC 6749.");
        }
        if (sayable.isEmpty()) {
            if (remarks.isEmpty()) {
                remarks.add("The document asks " + access.text() + " for " + operation.id() + ".");
            }
            return Ask.denied(remarks, operation.line());
        }
        Set<String> first = new TreeSet<>(sayable.get(0));
        if (first.isEmpty()) {
            return new Ask(new Requirement.ValidToken(List.of()), remarks, operation.line());
        }
        if (sayable.size() > 1 && sayable.stream().allMatch(scopes -> scopes.size() == 1)) {
            List<String> any = sayable.stream().flatMap(Set::stream).toList();
            return new Ask(new Requirement.AnyScope(any, List.of()), remarks, operation.line());
        }
        if (sayable.size() > 1) {
            remarks.add("The document asks " + access.text() + "; one line cannot say both, and this says the first.");
        }
        return new Ask(new Requirement.AllScopes(List.copyOf(first), List.of()), remarks, operation.line());
    }

    /** Tells whether a policy can write a scope. */
    static boolean isScope(String text) {
        try {
            return !new Requirement.AllScopes(List.of(text), List.of()).scopes().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** All lines, in the order of the document, those that decide between others at the end. */
    List<SpecLine> all() {
        close();
        return shapes.values().stream().flatMap(shape -> lines(shape).stream()).toList();
    }

    private static List<SpecLine> lines(Shape shape) {
        Map<Requirement, Map<String, Ask>> groups = new LinkedHashMap<>();
        List<SpecLine> lines = new ArrayList<>();
        Ask get = shape.asks.get("GET");
        shape.asks.forEach((method, ask) -> {
            if (!method.equals("HEAD")) {
                groups.computeIfAbsent(ask.requirement, each -> new LinkedHashMap<>())
                        .put(method, ask);
            } else if (get == null || !get.requirement.equals(ask.requirement)) {
                lines.add(new SpecLine(method, shape.path, ask.requirement, ask.remarks, ask.line));
            }
        });
        groups.forEach((requirement, asks) -> lines.add(new SpecLine(
                String.join(" ", asks.keySet()),
                shape.path,
                requirement,
                asks.values().stream()
                        .flatMap(ask -> ask.remarks.stream())
                        .distinct()
                        .toList(),
                asks.values().stream().mapToInt(Ask::line).min().orElse(0))));
        return lines;
    }

    /** Adds a line wherever two paths overlap and neither is inside the other: what both ask, or a denial. */
    private void close() {
        Deque<Shape> open = new ArrayDeque<>(shapes.values());
        List<Shape> done = new ArrayList<>();
        while (!open.isEmpty()) {
            Shape one = open.remove();
            for (Shape other : List.copyOf(done)) {
                one.paths
                        .intersection(other.paths)
                        .filter(common -> !one.paths.contains(other.paths) && !other.paths.contains(one.paths))
                        .ifPresent(common -> close(one, other, common, open));
            }
            done.add(one);
        }
    }

    private void close(Shape one, Shape other, PathPattern common, Deque<Shape> open) {
        Set<String> methods = new LinkedHashSet<>(one.asks.keySet());
        methods.addAll(other.asks.keySet());
        Shape known = shapes.get(common.text());
        Shape shape = known == null ? new Shape(common.text(), common, false) : known;
        for (String method : methods) {
            Optional<Ask> first = one.of(method);
            Optional<Ask> second = other.of(method);
            if (first.isPresent() && second.isPresent()) {
                if (!shape.documented) {
                    shape.asks.merge(
                            method, between(one, other, method), (told, ask) -> agreed(shape, method, told, ask));
                } else if (shape.of(method).isEmpty()) {
                    shape.asks.put(method, Ask.denied(List.of(), 0));
                }
            }
        }
        if (!shape.asks.isEmpty() && shapes.putIfAbsent(common.text(), shape) == null) {
            open.add(shape);
        }
    }

    private static Ask between(Shape one, Shape other, String method) {
        Ask first = one.of(method).orElseThrow();
        Ask second = other.of(method).orElseThrow();
        boolean firstOwn = one.asks.containsKey(method);
        if (firstOwn != other.asks.containsKey(method)) {
            return new Ask((firstOwn ? first : second).requirement, List.of(), 0);
        }
        return agreed(one, method, first, second);
    }

    /** What two paths ask where both match; a denial when they differ, since the document does not say which of them answers. */
    private static Ask agreed(Shape shape, String method, Ask first, Ask second) {
        return first.requirement.equals(second.requirement)
                ? new Ask(first.requirement, List.of(), 0)
                : Ask.denied(
                        List.of("The document has several paths for these requests, among them " + method + " "
                                + shape.path + ", and does not say which one answers."),
                        Math.max(first.line, second.line));
    }
}
