package io.github.bearergate.benchmarks.results;

import java.util.List;

/**
 * What starting the example costs, from the start of its JVM until it can check tokens.
 *
 * @param environment where and how
 * @param starts every start as the README has it
 * @param startsWithArchive every start with an archive of the classes that an earlier start has loaded
 */
public record StartResults(Environment environment, List<Start> starts, List<Start> startsWithArchive)
        implements Results {
    /**
     * One start.
     *
     * @param cpuSeconds time on a processor, of all threads, compilers and collectors included
     * @param seconds time of the clock
     */
    public record Start(double cpuSeconds, double seconds) {}
}
