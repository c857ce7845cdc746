package io.github.bearergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.Reason;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs what cannot be seen to rot otherwise; no time is looked at. */
class BenchmarksTest {
    private static final Options ONCE_AND_IN_THIS_JVM = new OptionsBuilder()
            .include("io\\.github\\.bearergate\\.benchmarks\\.")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            // What takes long to set up and shows nothing here
            .param("tokens", "1", "100")
            .param("keys", "1", "3")
            .param("provider", Cryptography.nativeWorks() ? Cryptography.NATIVE : Cryptography.JDK)
            .build();

    @Test
    void everyBenchmarkRunsAndFindsWhatItExpects() throws RunnerException {
        Collection<RunResult> results = new Runner(ONCE_AND_IN_THIS_JVM).run();

        Set<String> run = results.stream()
                .map(result -> result.getParams().getBenchmark())
                .collect(Collectors.toSet());
        assertThat(run)
                .isEqualTo(Stream.of(
                                ValidationBenchmark.class,
                                RejectionBenchmark.class,
                                ComparisonBenchmark.class,
                                RefusalComparisonBenchmark.class,
                                KeySetBenchmark.class,
                                MemoBenchmark.class,
                                IssuersBenchmark.class,
                                PolicyLookupBenchmark.class,
                                FilterBenchmark.class,
                                TurnsBenchmark.class)
                        .flatMap(BenchmarksTest::benchmarks)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyReasonForARefusalIsMeasured() {
        assertThat(Refusal.values()).extracting(Refusal::reason).contains(Reason.values());
    }

    private static Stream<String> benchmarks(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .map(name -> type.getName() + "." + name);
    }
}
