package io.github.bearergate.jwks;

import static io.github.bearergate.jwks.ChaosEvent.EVERY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each wrong design of the simulation behind a real filter of its own, in weather that it does not bear; the right one beside it
 * in the same weather, until the wrong one was caught.
 *
 * <p>What happens next waits for what has to have happened before, never for a moment at which that is likely: so a slow
 * machine makes a run longer and not luckier.
 */
class ChaosMutantsTest {
    private static final System.Logger LOG = System.getLogger(ChaosMutantsTest.class.getName());

    /**
     * Wrong designs are caught after some seconds; most need some seconds in which this machine does not stand still, and a busy
     * one may be long in coming to them.
     */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** More servers at once would be a test of the machine. */
    private static final int RUNS_AT_ONCE = Math.min(8, 2 * Runtime.getRuntime().availableProcessors());

    /** Even the earliest moment at which a scheduled fetch may start is. */
    private static final Duration LATER_THAN_THE_END = LONGEST.multipliedBy(2);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMillis(600);
    private static final ChaosScale PROMPT = scale(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final ChaosScale SOON_STALE = scale(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final ChaosScale NEVER_BY_SCHEDULE = scale(LATER_THAN_THE_END, LATER_THAN_THE_END.multipliedBy(2));

    @Test
    void eachWrongDesignIsCaughtInItsOwnRunAndTheRightOneBearsTheSameWeather() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(RUNS_AT_ONCE);
        try {
            List<Pair> pairs = Arrays.stream(SimMutant.values())
                    .map(mutant -> Pair.start(runs, mutant))
                    .toList();
            for (Pair pair : pairs) {
                pair.tell();
            }
            assertThat(pairs).allSatisfy(Pair::mustDiffer);
        } finally {
            runs.shutdown();
        }
    }

    /** A wrong design and the right one in the same weather. */
    private record Pair(SimMutant mutant, Future<ChaosReport> wrong, Future<ChaosReport> right) {
        static Pair start(ExecutorService runs, SimMutant mutant) {
            ChaosPlan weather = weatherFor(mutant);
            ChaosRun run = new ChaosRun(weather);
            Future<ChaosReport> wrong = runs.submit(() -> run.untilViolated(mutant));
            return new Pair(mutant, wrong, runs.submit(run::asFarAsTheWrongOneCame));
        }

        void tell() throws ExecutionException, InterruptedException {
            ChaosReport caught = wrong.get();
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0}, {1} ms after the first keys, {2} requests decided beside it: {3}",
                    mutant,
                    Duration.ofNanos(caught.lasted).toMillis(),
                    right.get().decided,
                    String.join("\n    ", caught.violations));
        }

        void mustDiffer() throws ExecutionException, InterruptedException {
            ChaosReport clean = right.get();
            assertThat(wrong.get().violations).as("violations of " + mutant).isNotEmpty();
            assertThat(clean.violations)
                    .as(() -> "the right design in the weather of " + mutant + ": " + clean + "\n"
                            + String.join("\n", clean.violations))
                    .isEmpty();
            assertThat(clean.decided).as("decided beside " + mutant).isPositive();
        }
    }

    private static ChaosPlan weatherFor(SimMutant mutant) {
        return switch (mutant) {
            case NO_TTL -> plan(PROMPT, 0, publish(1), now(w -> w.refreshUntilHandedOut(1)), remove(1));
            case FAILURE_PROLONGS_EXPIRY, NO_MAX_STALE -> plan(SOON_STALE, 0.02, begin(SimFault.BROKEN));
            case EMPTY_SET_ACCEPTED -> plan(PROMPT, 0.02, begin(SimFault.EMPTY));
            case NO_FENCE ->
                deaf(plan(
                        NEVER_BY_SCHEDULE,
                        0,
                        publish(1),
                        now(w -> w.refreshUntilHandedOut(1)),
                        now(w -> w.holdLateAnswers(true)),
                        begin(SimFault.LATE),
                        now(ChaosWorld::refresh),
                        now(w -> w.awaitFaultyAnswers(1)),
                        remove(1),
                        end(SimFault.LATE),
                        now(w -> w.awaitHandedOutWithout(1)),
                        now(w -> w.holdLateAnswers(false))));
            case NO_BUCKET -> plan(PROMPT, 0, now(w -> w.storm(true)));
            case NEGATIVE_CACHE_BLOCKS_LOOKUPS ->
                plan(
                        NEVER_BY_SCHEDULE,
                        0.05,
                        at(1, w -> w.sign(1)),
                        now(w -> w.awaitRefused(1)),
                        publish(1),
                        now(w -> w.refreshUntilHandedOut(1)));
            case THIRTY_MINUTE_COOL_DOWN ->
                thenSwapAgainAndAgain(plan(NEVER_BY_SCHEDULE, 0.05, now(w -> w.stormUntilFetches(1))));
            case UNCAPPED_BACKOFF ->
                // After so many failures it waits until the end.
                thenSwapAgainAndAgain(plan(
                        PROMPT, 0, begin(SimFault.EMPTY), now(w -> w.refreshUntilFailures(17)), end(SimFault.EMPTY)));
            case NO_TOTAL_DEADLINE ->
                thenSwapAgainAndAgain(plan(
                        PROMPT,
                        0,
                        begin(SimFault.HANG),
                        now(ChaosWorld::refresh),
                        now(w -> w.awaitFaultyAnswers(1)),
                        end(SimFault.HANG)));
            case CACHE_DROPPED_ON_FAILURE -> plan(PROMPT, 0.02, begin(SimFault.BROKEN));
        };
    }

    private static ChaosScale scale(Duration interval, Duration maxStale) {
        return new ChaosScale(interval, maxStale, LONGEST_RETRY_AFTER);
    }

    private static ChaosPlan plan(ChaosScale scale, double unknown, ChaosEvent... events) {
        return new ChaosPlan(
                1, LONGEST, scale, false, false, new ChaosPlan.Traffic(4, 60, unknown), Arrays.asList(events));
    }

    private static ChaosPlan deaf(ChaosPlan plan) {
        return new ChaosPlan(
                plan.seed(), plan.length(), plan.scale(), plan.discovers(), true, plan.traffic(), plan.events());
    }

    /**
     * Emergencies: each key takes the place of the one before. When this machine stands still at that moment, nothing can be
     * demanded of the source, and the next one has to show it.
     */
    private static ChaosPlan thenSwapAgainAndAgain(ChaosPlan plan) {
        Stream<ChaosEvent> swaps = IntStream.rangeClosed(1, 40)
                .boxed()
                .flatMap(key -> Stream.of(
                        now(ChaosWorld::awaitSettled),
                        at(key, world -> {
                            world.publish(key);
                            world.sign(key);
                            world.remove(key - 1);
                        }),
                        now(world -> world.linger(Duration.ofSeconds(2)))));
        return new ChaosPlan(
                plan.seed(),
                plan.length(),
                plan.scale(),
                plan.discovers(),
                plan.deaf(),
                plan.traffic(),
                Stream.concat(plan.events().stream(), swaps).toList());
    }

    private static ChaosEvent publish(int key) {
        return at(key, world -> world.publish(key));
    }

    private static ChaosEvent remove(int key) {
        return at(key, world -> world.remove(key));
    }

    private static ChaosEvent begin(SimFault fault) {
        return now(world -> world.begin(fault));
    }

    private static ChaosEvent end(SimFault fault) {
        return now(world -> world.end(fault));
    }

    private static ChaosEvent now(Consumer<ChaosWorld> effect) {
        return at(EVERY_KEY, effect);
    }

    /** As soon as what stands before it is over. */
    private static ChaosEvent at(int key, Consumer<ChaosWorld> effect) {
        return new ChaosEvent(0, key, "", effect);
    }
}
