package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares two benchmarks that took turns: within each round, so that what the machine did meanwhile cancels out.
 *
 * <p>Of each JVM the median over its rounds counts, and the error is that of the mean over the JVMs, so that what differs between
 * two starts of a JVM is in it. With fewer than three JVMs it is that of the mean over all rounds instead.
 */
final class Ratio {
    private static final int FEWEST_JVMS = 3;

    private Ratio() {}

    /** Whether the two took turns. */
    static boolean isPaired(Measurement above, Measurement below) {
        return above.group().equals(below.group())
                && above.threads() == below.threads()
                && !above.samples().isEmpty()
                && !below.samples().isEmpty();
    }

    /** The one against the other: within rounds if they took turns, else as if they had nothing to do with each other. */
    static Estimate of(Measurement above, Measurement below) {
        if (!isPaired(above, below)) {
            return Estimate.of(above).dividedBy(Estimate.of(below));
        }
        List<List<Double>> jvms = new ArrayList<>();
        for (int jvm = 0; jvm < Math.min(above.samples().size(), below.samples().size()); jvm++) {
            jvms.add(quotients(above.samples().get(jvm), below.samples().get(jvm)));
        }
        return jvms.size() < FEWEST_JVMS
                ? Estimate.ofRounds(jvms.stream().flatMap(List::stream).toList())
                : Estimate.ofRounds(jvms.stream().map(Ratio::median).toList());
    }

    /** The one against the other, where the JVMs of the two ran in turn. */
    static Estimate ofJvmsInTurn(Measurement above, Measurement below) {
        return Estimate.ofRounds(quotients(
                above.samples().stream().map(Ratio::median).toList(),
                below.samples().stream().map(Ratio::median).toList()));
    }

    private static List<Double> quotients(List<Double> above, List<Double> below) {
        return IntStream.range(0, Math.min(above.size(), below.size()))
                .mapToObj(i -> above.get(i) / below.get(i))
                .toList();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
