package io.github.bearergate.benchmarks.suite;

import io.github.bearergate.benchmarks.Turn;
import io.github.bearergate.benchmarks.TurnOrder;
import io.github.bearergate.benchmarks.results.Measurement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** What was seen of one part of the suite on so many threads, JVM by JVM, given back to those whose turns they were. */
final class Samples {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double CONFIDENCE = 0.999;
    private static final double NANOS_IN_A_MICRO = 1_000;

    private final Group group;
    private final int threads;

    /** By turn, JVM and round. */
    private final List<List<List<Double>>> nanos = new ArrayList<>();

    /** By turn, all rounds of all JVMs. */
    private final List<List<Double>> bytes = new ArrayList<>();

    Samples(Group group, int threads) {
        this.group = group;
        this.threads = threads;
        group.turns().forEach(any -> {
            nanos.add(new ArrayList<>());
            bytes.add(new ArrayList<>());
        });
    }

    /** Takes what one JVM has measured. */
    void add(BenchmarkResult jvm) {
        BenchmarkParams params = jvm.getParams();
        int turns = group.turns().size();
        int before = params.getWarmup().getCount();
        Collection<IterationResult> iterations = jvm.getIterationResults();
        nanos.forEach(each -> each.add(new ArrayList<>()));
        int iteration = before;
        for (IterationResult result : iterations) {
            int turn = TurnOrder.at(iteration, turns);
            List<List<Double>> jvms = nanos.get(turn);
            jvms.get(jvms.size() - 1).add(rounded(result.getPrimaryResult().getScore()));
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            if (allocated != null) {
                bytes.get(turn).add(allocated.getScore());
            }
            iteration++;
        }
    }

    boolean isEmpty() {
        return nanos.get(0).isEmpty();
    }

    List<Measurement> measurements() {
        return IntStream.range(0, group.turns().size())
                .mapToObj(this::measurement)
                .toList();
    }

    private Measurement measurement(int index) {
        Turn turn = group.turns().get(index);
        boolean lookUp = turn.benchmark().startsWith("PolicyLookup");
        double unit = lookUp ? 1 : NANOS_IN_A_MICRO;
        List<List<Double>> samples = nanos.get(index).stream()
                .map(jvm -> jvm.stream().map(each -> rounded(each / unit)).toList())
                .toList();
        Statistics all = statistics(samples.stream().flatMap(List::stream).toList());
        return new Measurement(
                group.name(),
                turn.benchmark(),
                turn.params(),
                threads,
                lookUp ? "ns/op" : "us/op",
                rounded(all.getMean()),
                rounded(all.getMeanErrorAt(CONFIDENCE)),
                samples.size(),
                samples.get(0).size(),
                bytes.get(index).isEmpty()
                        ? null
                        : (double) Math.round(statistics(bytes.get(index)).getPercentile(50)),
                samples);
    }

    private static Statistics statistics(List<Double> values) {
        return new ListStatistics(values.stream().mapToDouble(each -> each).toArray());
    }

    /** Five digits, and 0 for an error that cannot be told from one sample. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? Double.parseDouble(String.format(Locale.ROOT, "%.4e", value)) : 0;
    }
}
