package io.github.bearergate.jwks;

import static io.github.bearergate.jwks.ChaosEvent.EVERY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Each wrong design of the simulation behind a real filter of its own, in weather that it does not bear.
 *
 * <p>Twenty-two servers at once need a machine to themselves, so it is run by its own command (docs/decisions/0015).
 */
class ChaosMutantsRun {
    private static final System.Logger LOG = System.getLogger(ChaosMutantsRun.class.getName());
    private static final Duration R = Duration.ofSeconds(3);
    private static final Duration LATER_THAN_THE_END = Duration.ofSeconds(30);
    /** Most wrong designs are caught long before, when their run ends. */
    private static final Duration LENGTH = Duration.ofSeconds(15);

    private static final ChaosScale PROMPT =
            new ChaosScale(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMillis(600));

    @Test
    void eachWrongDesignIsCaughtInItsOwnRunAndTheRightOneBearsTheSameWeather() throws Exception {
        ExecutorService runs = Executors.newCachedThreadPool();
        try {
            List<Pair> pairs = Arrays.stream(SimMutant.values())
                    .map(mutant -> new Pair(
                            mutant, start(runs, mutant, Optional.of(mutant)), start(runs, mutant, Optional.empty())))
                    .toList();
            for (Pair pair : pairs) {
                pair.tell();
            }
            for (Pair pair : pairs) {
                pair.mustDiffer();
            }
        } finally {
            runs.shutdown();
        }
    }

    /** A wrong design and the right one in the same weather. */
    private record Pair(SimMutant mutant, Future<ChaosReport> wrong, Future<ChaosReport> right) {
        void tell() throws ExecutionException, InterruptedException {
            LOG.log(System.Logger.Level.INFO, "{0}: {1}", mutant, String.join("\n    ", wrong.get().violations));
        }

        void mustDiffer() throws ExecutionException, InterruptedException {
            ChaosReport caught = wrong.get();
            ChaosReport clean = right.get();
            assertThat(caught.violations).as("violations of " + mutant).isNotEmpty();
            assertThat(clean.violations)
                    .as(() -> "the right design in the weather of " + mutant + ": " + clean + "\n"
                            + String.join("\n", clean.violations))
                    .isEmpty();
        }
    }

    private static Future<ChaosReport> start(ExecutorService runs, SimMutant mutant, Optional<SimMutant> behind) {
        ChaosWorld world = new ChaosWorld(weatherFor(mutant), behind);
        return runs.submit(() -> world.run());
    }

    private static ChaosPlan weatherFor(SimMutant mutant) {
        return switch (mutant) {
            case NO_TTL ->
                plan(
                        ChaosScale.of(R, Duration.ofMinutes(2)),
                        0,
                        at(100, 1, w -> w.publish(1)),
                        at(1_500, 1, w -> w.remove(1)));
            case FAILURE_PROLONGS_EXPIRY, NO_MAX_STALE ->
                plan(ChaosScale.of(R, Duration.ofSeconds(5)), 0.02, fault(1_000, SimFault.BROKEN));
            case EMPTY_SET_ACCEPTED -> plan(ChaosScale.USUAL, 0.02, fault(500, SimFault.EMPTY));
            case NO_FENCE ->
                deaf(plan(
                        ChaosScale.USUAL,
                        0,
                        at(100, 1, w -> w.publish(1)),
                        fault(600, SimFault.LATE),
                        at(4_200, 1, w -> w.remove(1)),
                        end(4_250, SimFault.LATE)));
            case NO_BUCKET -> plan(ChaosScale.USUAL, 0, at(300, EVERY_KEY, w -> w.storm(true)));
            case NEGATIVE_CACHE_BLOCKS_LOOKUPS ->
                plan(
                        ChaosScale.USUAL,
                        0.05,
                        at(300, 1, w -> w.sign(1)),
                        at(4_300, 1, w -> w.publish(1)),
                        at(4_400, EVERY_KEY, ChaosWorld::refresh));
            case THIRTY_MINUTE_COOL_DOWN ->
                plan(ChaosScale.of(LATER_THAN_THE_END, Duration.ofSeconds(90)), 0.05, swap(1_500));
            case UNCAPPED_BACKOFF ->
                plan(
                        PROMPT,
                        0,
                        fault(300, SimFault.EMPTY),
                        at(400, EVERY_KEY, w -> w.awaitFaultyAnswers(11)),
                        end(401, SimFault.EMPTY),
                        at(402, EVERY_KEY, ChaosWorld::awaitSettled),
                        swap(403));
            case NO_TOTAL_DEADLINE ->
                plan(
                        PROMPT,
                        0,
                        fault(300, SimFault.HANG),
                        end(2_000, SimFault.HANG),
                        at(2_001, EVERY_KEY, ChaosWorld::awaitSettled),
                        swap(2_002));
            case CACHE_DROPPED_ON_FAILURE -> plan(ChaosScale.USUAL, 0.02, fault(300, SimFault.BROKEN));
        };
    }

    private static ChaosPlan plan(ChaosScale scale, double unknown, ChaosEvent... events) {
        return new ChaosPlan(
                1, LENGTH, scale, false, false, new ChaosPlan.Traffic(4, 60, unknown), Arrays.asList(events));
    }

    private static ChaosPlan deaf(ChaosPlan plan) {
        return new ChaosPlan(
                plan.seed(),
                plan.length(),
                plan.scale(),
                plan.discovers(),
                true,
                plan.traffic(),
                List.copyOf(plan.events()));
    }

    private static ChaosEvent at(long millis, int key, Consumer<ChaosWorld> effect) {
        return new ChaosEvent(Duration.ofMillis(millis).toNanos(), key, "", effect);
    }

    private static ChaosEvent fault(long millis, SimFault fault) {
        return at(millis, EVERY_KEY, world -> world.begin(fault));
    }

    private static ChaosEvent end(long millis, SimFault fault) {
        return at(millis, EVERY_KEY, world -> world.end(fault));
    }

    /** An emergency: key 1 takes the place of key 0. */
    private static ChaosEvent swap(long millis) {
        return at(millis, 1, world -> {
            world.publish(1);
            world.sign(1);
            world.remove(0);
        });
    }
}
