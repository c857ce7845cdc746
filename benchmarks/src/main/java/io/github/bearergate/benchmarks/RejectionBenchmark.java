package io.github.bearergate.benchmarks;

import io.github.bearergate.Decision;
import io.github.bearergate.RequestGuard;
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

/** What refusing a request costs, by the reason for it: what an attacker makes us spend. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RejectionBenchmark {
    /** What is wrong with the request; everything there is, unless chosen with {@code -p}. */
    @Param
    public Refusal refusal;

    /** The algorithm of the tokens. */
    @Param("RS256")
    public Algorithm algorithm;

    /** How many verified tokens the guard remembers; 0 for none. */
    @Param("" + Gates.USUAL_MEMO)
    public int memoSize;

    private Call call;
    private RequestGuard guard;

    /** Makes the request and the guard. */
    @Setup
    public void prepare() {
        try (Mint mint = new Mint(algorithm)) {
            prepare(mint);
        }
    }

    /** The same with the keys of others. */
    void prepare(Mint mint) {
        guard = Gates.guard(algorithm, new HeldKeys(mint.key()), memoSize).build();
        Expect.allowed(guard.decide(Call.with(mint.token().sign()).request()));
        call = refusal.prepare(mint);
        check();
    }

    /** Checks that the request is refused for exactly its reason, before and after. */
    @TearDown
    public void check() {
        Expect.refused(refusal.reason(), refuse());
    }

    /** One request that is refused. */
    @Benchmark
    public Decision refuse() {
        return guard.decide(call.request());
    }
}
