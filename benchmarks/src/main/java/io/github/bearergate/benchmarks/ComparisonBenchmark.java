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

/** What a good token costs: ours, other libraries with the same checks, and the floors under all of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ComparisonBenchmark {
    /** Who checks: a name of {@link Contender}. */
    @Param({
        "raw",
        "sha256",
        "bearergate",
        "bearergate-memo",
        "vertx",
        "auth0",
        "tink",
        "jjwt",
        "nimbus-prebuilt",
        "nimbus",
        "jose4j",
        "pac4j",
        "smallrye",
        "spring-key",
        "spring-jwks"
    })
    public String library;

    /** The algorithm of the token. */
    @Param("RS256")
    public Algorithm algorithm;

    /** Who verifies signatures: {@code jdk} or {@code native}. */
    @Param("jdk")
    public String provider;

    private Trial trial;

    /** Sets the library up, and checks that it accepts and refuses what it should. */
    @Setup
    public void prepare() {
        try (Mint mint = new Mint(algorithm)) {
            prepare(mint);
        }
    }

    /** The same with the keys of others. */
    void prepare(Mint mint) {
        trial = Trial.of(library, mint, provider, by -> by.token().sign(), true);
    }

    /** Checks that the token is still accepted, and ends what the library has started. */
    @TearDown
    public void end() {
        trial.end();
    }

    /** One good token, the same every time. */
    @Benchmark
    public boolean accept() {
        return trial.decide();
    }
}
