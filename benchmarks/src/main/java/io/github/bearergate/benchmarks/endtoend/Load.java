package io.github.bearergate.benchmarks.endtoend;

import java.io.IOException;

/** Something that sends requests with one token as fast as they are answered, over some connections, for some time. */
interface Load {
    /** Its name and version, for the results. */
    String name();

    /**
     * Sends to a port of loopback.
     *
     * @throws IOException when it fails, or an answer is not 200
     */
    Outcome send(int port, String path, String token, int connections, int seconds) throws IOException;

    /**
     * What was seen from outside.
     *
     * @param requests how many were answered
     * @param seconds the time for that
     * @param p50Micros the median time to the answer
     * @param p99Micros what 99 of 100 answers took at most
     * @param p999Micros what 999 of 1,000 answers took at most; 0 when the generator does not tell
     */
    record Outcome(long requests, double seconds, double p50Micros, double p99Micros, double p999Micros) {}
}
