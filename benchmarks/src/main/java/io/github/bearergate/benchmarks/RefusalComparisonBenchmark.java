package io.github.bearergate.benchmarks;

import io.github.bearergate.spi.Algorithm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a bad token costs, by what is wrong with it: ours and other libraries, their exceptions included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RefusalComparisonBenchmark {
    /** Who checks: a name of {@link Contender}. */
    @Param({"bearergate", "auth0", "smallrye", "spring-jwks"})
    public String library;

    /** What is wrong with the token. */
    @Param({"MALFORMED_TOKEN", "ALGORITHM_NOT_ALLOWED", "UNKNOWN_ISSUER", "UNKNOWN_KEY", "BAD_SIGNATURE", "EXPIRED"})
    public Refusal refusal;

    /** The algorithm of the token, where it is not what is wrong. */
    @Param("RS256")
    public Algorithm algorithm;

    /** Who verifies signatures: {@code jdk} or {@code native}. */
    @Param("jdk")
    public String provider;

    /** How many keys the issuer publishes. */
    @Param("1")
    public int publishedKeys;

    private Trial trial;

    /** Sets the library up, and checks that it accepts and refuses what it should. */
    @Setup
    public void prepare() {
        try (Mint mint = new Mint(algorithm)) {
            mint.publishOthers(publishedKeys - 1);
            prepare(mint);
        }
    }

    /** The same with the keys of others. */
    void prepare(Mint mint) {
        trial = Trial.of(library, mint, provider, by -> refusal.prepare(by).token(), false);
    }

    /** Checks that the token is still refused, and ends what the library has started. */
    @TearDown
    public void end() {
        trial.end();
    }

    /** One bad token, the same every time. */
    @Benchmark
    public boolean refuse() {
        return trial.decide();
    }
}
