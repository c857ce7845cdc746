package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final System.Logger LOG = System.getLogger(SimulationTest.class.getName());

    /** More may be simulated at leisure: {@code -Dbearergate.simulation.seeds=10000}. */
    private static final long SEEDS = Long.getLong("bearergate.simulation.seeds", 300);

    private static final Map<String, Event> READ = new HashMap<>();

    @Test
    void inNoWeatherIsAValidTokenRefusedOrARemovedKeyTrusted() {
        List<SimReport> reports = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> run(seed, Optional.empty()))
                .toList();

        reports.stream()
                .filter(report -> !report.violations.isEmpty())
                .findFirst()
                .ifPresent(report -> {
                    throw new AssertionError(
                            SimShrinker.minimalTimeline(SimSchedule.of(report.seed), Optional.empty(), READ));
                });
        long decided = reports.stream().mapToLong(report -> report.decided).sum();
        long either = reports.stream().mapToLong(report -> report.either).sum();
        Duration newKey = reports.stream()
                .map(SimReport::newKeyLag)
                .max(Duration::compareTo)
                .orElseThrow();
        Duration removal = Duration.ofNanos(reports.stream()
                .mapToLong(report -> report.longestRemovalLag)
                .max()
                .orElseThrow());
        LOG.log(
                System.Logger.Level.INFO,
                "simulated {0} days: {1} requests decided, {2} either, {3} fetches, longest new-key lag {4}, longest"
                        + " removal lag the refresh interval and {5}",
                SEEDS,
                decided,
                either,
                reports.stream().mapToLong(report -> report.fetches).sum(),
                newKey,
                removal);
        assertThat(either).isLessThan((decided + either) * 3 / 10);
        assertThat(decided).isGreaterThan(SEEDS * 10_000);
        assertThat(newKey).isLessThanOrEqualTo(Duration.ofSeconds(35));
        assertThat(removal).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void everyWrongDesignIsCaught(SimMutant mutant) {
        long caughtBy = LongStream.rangeClosed(1, 300)
                .filter(seed -> !run(seed, Optional.of(mutant)).violations.isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(mutant + " was not caught by any of 300 seeds"));

        LOG.log(System.Logger.Level.INFO, "{0} is caught by seed {1}", mutant, caughtBy);
        assertThat(run(caughtBy, Optional.empty()).violations).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameDay() {
        SimReport one = run(5, Optional.of(SimMutant.NO_FENCE));
        SimReport two = run(5, Optional.of(SimMutant.NO_FENCE));

        assertThat(one.decided).isEqualTo(two.decided);
        assertThat(one.fetches).isEqualTo(two.fetches);
        assertThat(one.violations).isEqualTo(two.violations);
    }

    @Test
    void aFailingSeedTellsTheFewHappeningsThatItTakes() {
        SimSchedule schedule = SimSchedule.of(1);

        String timeline = SimShrinker.minimalTimeline(schedule, Optional.of(SimMutant.CACHE_DROPPED_ON_FAILURE), READ);

        assertThat(timeline).startsWith("seed 1").contains("begins").contains("VIOLATION");
        assertThat(timeline.lines().count()).isLessThan(6);
    }

    private static SimReport run(long seed, Optional<SimMutant> mutant) {
        return SimWorld.run(SimSchedule.of(seed), mutant, READ);
    }
}
