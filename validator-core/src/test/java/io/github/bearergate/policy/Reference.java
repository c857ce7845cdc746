package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meaning of rules by its definition: it lists every request over a small alphabet, and asks every rule about each.
 *
 * <p>It shares nothing with the engine. Two segments that no rule names, and paths one segment longer than any rule, stand for
 * all others.
 */
final class Reference {
    /** The methods of the universe; the last stands for all that no rule can name. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "BREW");

    private static final List<String> SEGMENTS = List.of("a", "b", "p", "q");
    private static final int LONGEST = 4;

    /** Every path of up to four segments, each with and without a slash at its end. */
    static final List<String> PATHS = paths();

    /**
     * A rule of the universe.
     *
     * @param methods the words before the path
     * @param path the path, with {@code *} for every wildcard
     */
    record Line(List<String> methods, String path) {
        String text() {
            return String.join(" ", methods) + " " + path;
        }

        boolean matchesMethod(String method) {
            return methods.contains("ANY")
                    || methods.contains(method)
                    || (method.equals("HEAD") && methods.contains("GET"));
        }

        boolean matchesPath(String requested) {
            List<String> pattern = List.of(path.substring(1).split("/", -1));
            List<String> segments = List.of(requested.substring(1).split("/", -1));
            int last = pattern.size() - 1;
            if (pattern.get(last).equals("**")) {
                return segments.size() >= last && matches(pattern.subList(0, last), segments.subList(0, last));
            }
            return segments.size() == pattern.size() && matches(pattern, segments);
        }

        private static boolean matches(List<String> pattern, List<String> segments) {
            for (int i = 0; i < pattern.size(); i++) {
                boolean wild = pattern.get(i).equals("*");
                if (wild ? segments.get(i).isEmpty() : !pattern.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The paths of the universe that a path of a line matches; there are few such, so each is worked out once. */
    private static final Map<String, BitSet> MATCHING = new ConcurrentHashMap<>();

    private final List<Line> lines;
    private final List<BitSet> paths = new ArrayList<>();
    private final List<BitSet> methods = new ArrayList<>();

    /** At each line, the lines that beat it. */
    private final List<BitSet> beating = new ArrayList<>();

    Reference(List<Line> lines) {
        this.lines = lines;
        for (Line line : lines) {
            paths.add(MATCHING.computeIfAbsent(line.path(), path -> matching(line)));
            BitSet spoken = new BitSet();
            for (int i = 0; i < METHODS.size(); i++) {
                spoken.set(i, line.matchesMethod(METHODS.get(i)));
            }
            methods.add(spoken);
        }
        for (int line = 0; line < lines.size(); line++) {
            BitSet rivals = new BitSet();
            for (int rival = 0; rival < lines.size(); rival++) {
                rivals.set(rival, beats(rival, line));
            }
            beating.add(rivals);
        }
    }

    private static BitSet matching(Line line) {
        BitSet matching = new BitSet();
        for (int i = 0; i < PATHS.size(); i++) {
            matching.set(i, line.matchesPath(PATHS.get(i)));
        }
        return matching;
    }

    private static List<String> paths() {
        List<String> all = new ArrayList<>(List.of("/"));
        List<String> longest = List.of("");
        for (int length = 1; length <= LONGEST; length++) {
            List<String> longer = new ArrayList<>();
            for (String path : longest) {
                SEGMENTS.forEach(segment -> longer.add(path + "/" + segment));
            }
            longer.forEach(path -> all.addAll(List.of(path, path + "/")));
            longest = longer;
        }
        return all;
    }

    /** The line that decides a request, if one does: it matches, and beats all others that do. */
    List<Line> deciding(int method, int path) {
        List<Integer> best = undefeated(method, path);
        return best.size() == 1 ? List.of(lines.get(best.get(0))) : List.of();
    }

    /** The lines that are equal to an earlier one. */
    Set<Integer> repeated() {
        Set<Integer> repeated = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (paths.get(i).equals(paths.get(j)) && methods.get(i).equals(methods.get(j))) {
                    repeated.add(i);
                }
            }
        }
        return repeated;
    }

    /** The lines that another line beats at every request. */
    Set<Integer> dead() {
        Set<Integer> dead = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            dead.add(i);
        }
        everyUndefeated().forEach(dead::removeAll);
        return dead;
    }

    /** The pairs of lines that some request leaves undecided, the lower number first. */
    Set<List<Integer>> ambiguous() {
        Set<List<Integer>> pairs = new HashSet<>();
        for (List<Integer> undefeated : everyUndefeated()) {
            for (int first : undefeated) {
                for (int second : undefeated) {
                    if (first < second) {
                        pairs.add(List.of(first, second));
                    }
                }
            }
        }
        return pairs;
    }

    private Set<List<Integer>> everyUndefeated() {
        Set<List<Integer>> all = new HashSet<>();
        for (int path = 0; path < PATHS.size(); path++) {
            for (int method = 0; method < METHODS.size(); method++) {
                all.add(undefeated(method, path));
            }
        }
        return all;
    }

    /** The lines that match a request and that no other line that does beats. */
    List<Integer> undefeated(int method, int path) {
        BitSet matching = new BitSet();
        for (int i = 0; i < lines.size(); i++) {
            matching.set(i, methods.get(i).get(method) && paths.get(i).get(path));
        }
        return matching.stream()
                .filter(line -> !beating.get(line).intersects(matching))
                .boxed()
                .toList();
    }

    private boolean beats(int rival, int line) {
        return isStrictlyInside(paths.get(rival), paths.get(line))
                || (paths.get(rival).equals(paths.get(line))
                        && isStrictlyInside(methods.get(rival), methods.get(line)));
    }

    private static boolean isStrictlyInside(BitSet one, BitSet other) {
        BitSet outside = (BitSet) one.clone();
        outside.andNot(other);
        return outside.isEmpty() && !one.equals(other);
    }
}
