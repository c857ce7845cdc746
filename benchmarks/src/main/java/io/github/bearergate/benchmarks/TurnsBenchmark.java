package io.github.bearergate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Several benchmarks in turn, an iteration each, so that whatever the machine does meanwhile meets all of them: two that are
 * compared are compared within a round of some hundred milliseconds.
 *
 * <p>JMH's own mean over the iterations says nothing here; the suite takes them apart by {@link TurnOrder}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 40, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class TurnsBenchmark {
    /** Who takes turns, as {@link Turn#text} writes it. */
    @Param("ComparisonBenchmark.accept library=raw; ComparisonBenchmark.accept library=bearergate")
    public String turns;

    private List<Operation> operations;
    private Operation.Body current;
    private int iteration;

    /** Sets all of them up. */
    @Setup
    public void prepare() throws Exception {
        operations = new ArrayList<>();
        try (Operations opener = new Operations()) {
            for (Turn turn : Turn.parse(turns)) {
                operations.add(opener.of(turn));
            }
        }
    }

    /** Passes the turn on. */
    @Setup(Level.Iteration)
    public void passOn() {
        current = operations.get(TurnOrder.at(iteration, operations.size())).body();
        iteration++;
    }

    /** Ends all of them, the last first: the first may have installed what the others use. */
    @TearDown
    public void end() throws Exception {
        for (int i = operations.size() - 1; i >= 0; i--) {
            operations.get(i).end().run();
        }
    }

    /** One operation of the one whose turn it is. */
    @Benchmark
    public Object run() throws Exception {
        return current.run();
    }
}
