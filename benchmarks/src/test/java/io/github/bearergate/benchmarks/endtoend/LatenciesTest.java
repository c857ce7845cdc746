package io.github.bearergate.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreRightToTwoPercent() {
        Latencies latencies = new Latencies();
        for (int micros = 1; micros <= 10_000; micros++) {
            latencies.record(micros);
        }

        assertThat(latencies.count()).isEqualTo(10_000);
        assertThat(latencies.percentile(50)).isCloseTo(5_000, withinPercentage(2));
        assertThat(latencies.percentile(99)).isCloseTo(9_900, withinPercentage(2));
    }

    @Test
    void thoseOfSeveralConnectionsAddUp() {
        Latencies some = new Latencies();
        Latencies others = new Latencies();
        some.record(10);
        others.record(1_000);
        others.record(1_000);

        some.add(others);

        assertThat(some.count()).isEqualTo(3);
        assertThat(some.percentile(50)).isCloseTo(1_000, withinPercentage(2));
    }
}
