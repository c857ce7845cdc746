package io.github.bearergate.benchmarks.results;

import java.util.List;

/**
 * What servers did under load.
 *
 * @param environment where and how
 * @param algorithm what the token is signed with
 * @param generator what sent the requests
 * @param connections how many connections it kept busy
 * @param warmUpSeconds how long each server was warmed
 * @param springWarmUpSeconds how long Spring's was
 * @param roundSeconds how long each was measured in each round
 * @param servers what each did, in the order of the first round
 */
public record EndToEndResults(
        Environment environment,
        String algorithm,
        String generator,
        int connections,
        int warmUpSeconds,
        int springWarmUpSeconds,
        int roundSeconds,
        List<Server> servers)
        implements Results {
    /** Takes results of before ES256 was measured, and of before Spring was warmed longer, for what they were. */
    public EndToEndResults {
        algorithm = algorithm == null ? "RS256" : algorithm;
        springWarmUpSeconds = Math.max(springWarmUpSeconds, warmUpSeconds);
    }

    /**
     * One server.
     *
     * @param name which
     * @param rounds what it did in each round; the n-th rounds of all servers ran next to each other
     */
    public record Server(String name, List<Round> rounds) {}

    /**
     * One server in one round.
     *
     * @param requestsPerSecond answered requests
     * @param p50Micros the median time to the answer
     * @param p99Micros what 99 of 100 answers took at most
     * @param cpuMicrosPerRequest time on the processor of the server's process, for each request
     */
    public record Round(double requestsPerSecond, double p50Micros, double p99Micros, double cpuMicrosPerRequest) {}
}
