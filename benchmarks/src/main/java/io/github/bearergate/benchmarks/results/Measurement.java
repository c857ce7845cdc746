package io.github.bearergate.benchmarks.results;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark with one set of parameters.
 *
 * @param group the part of the suite: what took turns with each other
 * @param benchmark class and method, such as {@code ComparisonBenchmark.accept}
 * @param params what was varied
 * @param threads how many threads measured at once
 * @param unit the unit of score and error, such as {@code us/op}
 * @param score the mean of all iterations of all forks
 * @param error half the width of JMH's 99.9 % confidence interval
 * @param forks how many JVMs
 * @param iterations how many measured iterations in each
 * @param bytes allocated bytes for each operation, the median of all iterations; null when not measured
 * @param samples every iteration of every JVM: the n-th of each in one group ran next to each other; empty when the benchmarks
 *     of the group ran one after another
 */
public record Measurement(
        String group,
        String benchmark,
        SortedMap<String, String> params,
        int threads,
        String unit,
        double score,
        double error,
        int forks,
        int iterations,
        @Nullable Double bytes,
        List<List<Double>> samples) {
    /** Takes results that have no samples for such without any. */
    public Measurement {
        samples = samples == null ? List.of() : List.copyOf(samples);
    }

    /** The value of a parameter; empty text when it has no such parameter. */
    public String param(String name) {
        return params.getOrDefault(name, "");
    }
}
