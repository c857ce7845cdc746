package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faults that take hours, or thousands of instances: in virtual time. */
class VirtualFaultsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void ofTenThousandAnswersExactlyThoseBeyondTheDeadlineAreLost() {
        Random random = new Random(8);
        Rig rig = Rig.serving(1);
        int slow = 0;
        int timeouts = 0;
        for (int i = 0; i < 10_000; i++) {
            long latency = (long) (0.3 * Math.exp(1.2 * random.nextGaussian()) * SECOND);
            rig.until(rig.state.fetching().nextAt()).tick();
            if (latency > 5 * SECOND) {
                slow++;
                rig.after(Duration.ofSeconds(5)).tick();
                timeouts += rig.outcomes().contains(RefreshOutcome.TIMEOUT) ? 1 : 0;
            } else {
                rig.afterNanos(latency).fetched(1);
                assertThat(rig.outcomes()).contains(RefreshOutcome.OK);
            }
            assertThat(rig.isLive()).isTrue();
        }
        assertThat(timeouts).isEqualTo(slow).isBetween(50, 200);
    }

    @Test
    void aNewKeyBehindACacheOf120SecondsIsFoundAtMost35SecondsAfterTheCacheHasIt() {
        for (int seed = 0; seed < 200; seed++) {
            KeySourceSettings settings = KeySourceSettings.defaults();
            NegativeKids negatives = new NegativeKids(settings.unknownKids());
            Rig rig = Rig.make(settings, 0, seed);
            rig.tick();
            rig.fetched(1);
            long cached = rig.now + Duration.ofMinutes(2).toNanos();
            while (!rig.state.trust().knows("k2")) {
                rig.after(Duration.ofMillis(200)).tick();
                if (!rig.isFetching()
                        && !negatives.suppresses("k2", rig.now)
                        && rig.miss("k2") == UnknownKidResult.TRIGGERED) {
                    negatives.triggered("k2", rig.now);
                }
                if (rig.isFetching()) {
                    rig.fetched(rig.now < cached ? new int[] {1} : new int[] {1, 2});
                }
            }
            assertThat(rig.now - cached).isLessThan(35 * SECOND);
        }
    }

    @Test
    void afterALongSleepOfTheMachineTheNextTickFetches() {
        Rig rig = Rig.serving(1);

        rig.after(Duration.ofMinutes(10)).tick();

        assertThat(rig.isFetching()).isTrue();
        assertThat(rig.isLive()).isTrue();
    }

    @Test
    void instancesThatStartTogetherSpreadTheirFetches() {
        int instances = 20_000;
        Map<Long, Integer> perSecond = new HashMap<>();
        for (int seed = 0; seed < instances; seed++) {
            Rig rig = Rig.make(KeySourceSettings.defaults(), 0, seed);
            rig.tick();
            rig.fetched(1);
            for (int cycle = 0; cycle < 5; cycle++) {
                rig.until(rig.state.fetching().nextAt()).tick();
                perSecond.merge(cycle * 1_000_000L + rig.now / SECOND, 1, Integer::sum);
                rig.fetched(1);
            }
        }
        assertThat(perSecond.values()).allMatch(count -> count <= instances / 50);
    }

    @Test
    void twoRotationsWithinTenSecondsAreBothSeenAtOnce() {
        Rig rig = Rig.serving(1);

        assertThat(rig.miss("k2")).isEqualTo(UnknownKidResult.TRIGGERED);
        rig.fetched(1, 2);
        rig.after(Duration.ofSeconds(10));
        assertThat(rig.miss("k3")).isEqualTo(UnknownKidResult.TRIGGERED);
        rig.fetched(2, 3);

        assertThat(rig.state.trust().knows("k2")).isTrue();
        assertThat(rig.state.trust().knows("k3")).isTrue();
    }

    @Test
    void aStormDuringAnOutageFetchesNoFasterThanTheBackoff() {
        Rig rig = Rig.serving(1);
        long started = Long.MIN_VALUE;
        int failures = 0;
        for (int i = 0; i < 36_000; i++) {
            rig.after(Duration.ofMillis(100)).tick();
            rig.miss("x" + i);
            if (rig.isFetching()) {
                if (failures > 0) {
                    long least = Math.min(60, 1L << Math.min(failures - 1, 6)) * SECOND / 2;
                    assertThat(rig.now - started).isGreaterThanOrEqualTo(least);
                }
                started = rig.now;
                rig.failed(RefreshOutcome.CONNECT);
                failures++;
            }
        }
        assertThat(rig.isLive()).isTrue();
        assertThat(failures).isBetween(60, 150);
    }
}
