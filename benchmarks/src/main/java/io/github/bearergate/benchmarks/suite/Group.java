package io.github.bearergate.benchmarks.suite;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of the suite: benchmarks that are to be compared with each other.
 *
 * @param name what results call it
 * @param benchmark class and method, such as {@code ComparisonBenchmark.accept}
 * @param params every value of every parameter; all combinations are run
 * @param threads how many threads measure at once
 * @param scaling whether something is compared with itself
 * @param fullOnly whether the quick mode leaves it out
 */
record Group(
        String name,
        String benchmark,
        Map<String, List<String>> params,
        int threads,
        boolean scaling,
        boolean fullOnly) {

    static Group of(String name, String benchmark) {
        return new Group(name, benchmark, Map.of(), 1, false, false);
    }

    Group with(String param, String... values) {
        Map<String, List<String>> more = new TreeMap<>(params);
        more.put(param, List.of(values));
        return new Group(name, benchmark, more, threads, scaling, fullOnly);
    }

    Group onThreads(int count) {
        return new Group(name, benchmark, params, count, scaling, fullOnly);
    }

    Group asScaling() {
        return new Group(name, benchmark, params, threads, true, fullOnly);
    }

    Group inFullOnly() {
        return new Group(name, benchmark, params, threads, scaling, true);
    }

    int combinations() {
        return params.values().stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
    }
}
