package io.github.bearergate.policy;

import io.github.bearergate.policy.PathPattern.Segment;
import io.github.bearergate.policy.PathPattern.Tail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All requests, cut into finitely many cells that the given policies cannot look inside: for any one method, all paths of a cell
 * are decided by the same rule, with the same outcome of its tests. A question about every request is so answered exactly by
 * asking {@link Policy#ruleFor} about one path of each cell. Immutable.
 */
public final class RequestSpace {
    /**
     * Paths that nothing in the space tells apart.
     *
     * @param closure the smallest pattern that contains them; it may contain paths of other cells too
     * @param examples paths of the cell, never empty: wildcards that are all alike, then, where there are several, all different
     */
    public record Cell(PathPattern closure, List<String> examples) {
        /** Copies the examples. */
        public Cell {
            examples = List.copyOf(examples);
        }

        /** The first example. */
        public String example() {
            return examples.get(0);
        }
    }

    private final List<Cell> cells = new ArrayList<>();
    private final Set<String> literals = new HashSet<>();
    private final String unnamed;

    private RequestSpace(Collection<PathPattern> patterns) {
        patterns.forEach(pattern ->
                pattern.segments().stream().filter(Segment::literal).forEach(segment -> literals.add(segment.text())));
        unnamed = Stream.iterate("x", name -> name + "x")
                .filter(name -> literals.stream().noneMatch(literal -> literal.startsWith(name)))
                .findFirst()
                .orElseThrow();
        cut(List.of(), List.copyOf(patterns));
    }

    /**
     * Cuts the space so that these policies and patterns cannot look inside a cell.
     *
     * @param policies the policies that will be asked
     * @param patterns further paths of interest
     */
    public static RequestSpace of(Collection<Policy> policies, Collection<PathPattern> patterns) {
        List<Rule> rules =
                policies.stream().flatMap(each -> each.rules().stream()).toList();
        Set<PathPattern> all = new LinkedHashSet<>();
        patterns.forEach(pattern -> all.add(pattern.withoutNames()));
        rules.forEach(rule -> all.add(rule.path().withoutNames()));
        ComparedSegments.addTo(all, rules);
        return new RequestSpace(all);
    }

    /** One method for each that a policy can tell apart: those it can name, and one that stands for all others. */
    public static List<String> methods() {
        return Stream.concat(HttpMethods.NAMES.stream(), Stream.of(HttpMethods.EXAMPLE_OF_OTHER))
                .toList();
    }

    /** The cells, which are disjoint and together hold every canonical path; in a stable order. */
    public List<Cell> cells() {
        return List.copyOf(cells);
    }

    /**
     * Cuts the paths that begin with a prefix.
     *
     * @param prefix its segments, {@code *} for all but the literals which stand beside it
     * @param alive the patterns that have a path with this prefix
     */
    private void cut(List<Segment> prefix, List<PathPattern> alive) {
        int depth = prefix.size();
        if (alive.stream()
                .allMatch(each -> each.tail() == Tail.REST && each.segments().size() <= depth)) {
            add(new PathPattern(prefix, Tail.REST));
            return;
        }
        if (depth > 0) {
            add(new PathPattern(prefix, Tail.END));
        }
        add(new PathPattern(prefix, Tail.SLASH));
        List<PathPattern> wild = new ArrayList<>();
        Map<String, List<PathPattern>> named = new LinkedHashMap<>();
        for (PathPattern pattern : alive) {
            if (pattern.segments().size() <= depth) {
                if (pattern.tail() == Tail.REST) {
                    wild.add(pattern);
                }
            } else if (pattern.segments().get(depth).literal()) {
                named.computeIfAbsent(pattern.segments().get(depth).text(), text -> new ArrayList<>())
                        .add(pattern);
            } else {
                wild.add(pattern);
            }
        }
        named.forEach((text, those) -> cut(
                plus(prefix, new Segment(true, text)),
                Stream.concat(those.stream(), wild.stream()).toList()));
        cut(plus(prefix, Segment.ANY), wild);
    }

    private static List<Segment> plus(List<Segment> prefix, Segment next) {
        List<Segment> longer = new ArrayList<>(prefix);
        longer.add(next);
        return longer;
    }

    private void add(PathPattern closure) {
        String alike = example(closure, false);
        String different = example(closure, true);
        cells.add(new Cell(closure, alike.equals(different) ? List.of(alike) : List.of(alike, different)));
    }

    /** A path with a segment that no pattern names at every wildcard. */
    private String example(PathPattern closure, boolean different) {
        StringBuilder path = new StringBuilder();
        int wildcards = 0;
        for (Segment segment : closure.segments()) {
            String number = segment.literal() || !different || wildcards++ == 0 ? "" : Integer.toString(wildcards);
            path.append('/').append(segment.literal() ? segment.text() : unnamed + number);
        }
        if (path.isEmpty() && closure.tail() == Tail.REST) {
            return "/" + unnamed;
        }
        return closure.tail() == Tail.SLASH ? path.append('/').toString() : path.toString();
    }
}
