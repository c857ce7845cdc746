package io.github.bearergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void turnsAreReadAsTheyAreWritten() {
        List<Turn> turns = List.of(
                Turn.of("ComparisonBenchmark.accept").with("library", "raw").with("provider", "native"),
                Turn.of("MemoBenchmark.hit"));

        assertThat(Turn.text(turns))
                .isEqualTo("ComparisonBenchmark.accept library=raw provider=native; MemoBenchmark.hit");
        assertThat(Turn.parse(Turn.text(turns))).isEqualTo(turns);
    }

    @Test
    void everyoneHasOneTurnInEachRound() {
        for (int round = 0; round < 50; round++) {
            int first = 7 * round;
            assertThat(IntStream.range(first, first + 7).map(iteration -> TurnOrder.at(iteration, 7)))
                    .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void nobodyAlwaysComesAfterTheSame() {
        Map<Integer, Integer> before = new HashMap<>();
        for (int iteration = 1; iteration < 700; iteration++) {
            if (TurnOrder.at(iteration, 7) == 3) {
                before.merge(TurnOrder.at(iteration - 1, 7), 1, Integer::sum);
            }
        }

        assertThat(before.values()).allSatisfy(times -> assertThat(times).isLessThan(40));
    }
}
