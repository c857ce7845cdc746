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

/**
 * What the size of an issuer's key set costs a good token.
 *
 * <p>EC keys, because a thousand RSA keys are more than our guard reads from an issuer, and the native provider, because the
 * JDK's own ES256 on 17 is so slow that nothing can be seen beside it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class KeySetBenchmark {
    /** Who checks: a name of {@link Contender}. */
    @Param({"bearergate", "nimbus", "jose4j", "spring-jwks"})
    public String library;

    /** How many keys the issuer publishes; one signs. */
    @Param({"1", "10", "100", "1000"})
    public int keys;

    /** The algorithm of the token and of all keys. */
    @Param("ES256")
    public Algorithm algorithm;

    /** Who verifies signatures: {@code jdk} or {@code native}. */
    @Param("native")
    public String provider;

    private Trial trial;

    /** Publishes the keys and sets the library up. */
    @Setup
    public void prepare() {
        try (Mint mint = new Mint(algorithm)) {
            mint.publishOthers(keys - 1);
            trial = Trial.of(library, mint, provider, by -> by.token().sign(), true);
        }
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
