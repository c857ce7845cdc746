package io.github.bearergate.benchmarks.results;

import java.util.List;

/**
 * How long requests took while new key sets were published, beside times of quiet.
 *
 * @param environment where and how
 * @param connections how many connections were kept busy
 * @param windowSeconds how long each window was
 * @param pairs every pair of windows
 */
public record PublicationResults(Environment environment, int connections, double windowSeconds, List<Pair> pairs)
        implements Results {
    /**
     * Two windows next to each other, now the one and now the other first.
     *
     * @param quiet without a publication
     * @param publishing with one key set fetched, read and published in its midst
     */
    public record Pair(Window quiet, Window publishing) {}

    /**
     * What was seen from outside.
     *
     * @param requests how many were answered
     * @param p99Micros what 99 of 100 answers took at most
     * @param p999Micros what 999 of 1,000 answers took at most
     */
    public record Window(long requests, double p99Micros, double p999Micros) {}
}
