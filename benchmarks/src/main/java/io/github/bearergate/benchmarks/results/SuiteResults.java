package io.github.bearergate.benchmarks.results;

import java.util.List;

/**
 * What the JMH suite found.
 *
 * @param environment where and how
 * @param measurements in the order in which they were taken
 */
public record SuiteResults(Environment environment, List<Measurement> measurements) implements Results {}
