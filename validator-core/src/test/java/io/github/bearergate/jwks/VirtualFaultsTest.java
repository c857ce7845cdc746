package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that take hours, or thousands of instances: in virtual time. */
@Tag("virtual-time")
class VirtualFaultsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    @Tag("F08")
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
        // P(X > 5 s) = P(Z > ln(5 / 0.3) / 1.2) = 0.00953, of 10,000, give or take three standard deviations.
        assertThat(timeouts).isEqualTo(slow).isBetween(95 - 29, 95 + 29);
    }

    @Test
    @Tag("F54")
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
    @Tag("F87")
    void afterALongSleepOfTheMachineTheNextTickFetches() {
        Rig rig = Rig.serving(1);

        rig.after(Duration.ofMinutes(10)).tick();

        assertThat(rig.isFetching()).isTrue();
        assertThat(rig.isLive()).isTrue();
    }

    @Test
    @Tag("F95")
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
    @Tag("F74")
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
    @Tag("F93")
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

    /** Kept, backed off and recovered from, whatever it was: that part is the same for every fault of this kind. */
    @ParameterizedTest
    @EnumSource(
            value = RefreshOutcome.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "CANCELLED"})
    @Tag("F01")
    @Tag("F09")
    @Tag("F11")
    @Tag("F29")
    @Tag("F36")
    @Tag("F38")
    @Tag("F43")
    @Tag("F57")
    void afterEveryKindOfFailureTheSetIsKeptAndTheNextAttemptsFollowTheBackoff(RefreshOutcome outcome) {
        for (int seed = 0; seed < 20; seed++) {
            Rig rig = Rig.make(KeySourceSettings.defaults(), Long.MAX_VALUE - 10 * SECOND, seed);
            rig.tick();
            rig.fetched(1);
            Trust before = rig.state.trust();
            for (int failures = 1; failures <= 12; failures++) {
                rig.until(rig.state.fetching().nextAt()).tick();
                rig.failed(outcome);
                long step = Math.min(60, 1L << Math.min(failures - 1, 6));
                assertThat(rig.outcomes()).containsExactly(outcome);
                assertThat(rig.toNext()).isBetween(Duration.ofMillis(step * 500), Duration.ofSeconds(step));
                assertThat(rig.state.trust()).isSameAs(before);
            }
            long ended = rig.now;
            rig.until(rig.state.fetching().nextAt()).tick();
            rig.after(Duration.ofSeconds(5)).afterNanos(-1).fetched(1);
            assertThat(rig.now - ended).isLessThanOrEqualTo(65 * SECOND);
            assertThat(rig.state.fetching().failures()).isZero();
        }
    }

    @Test
    @Tag("F18")
    void anAnswerThatComesAfterItsFetchWasGivenUpIsCountedAndChangesNothing() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        long given = rig.flight().id();
        rig.after(Duration.ofSeconds(5)).tick();
        long epoch = rig.state.trust().epoch();

        rig.submit(new Event.Fetched(given, TestKeys.keys(2), List.of(), Optional.empty(), Rig.WALL));

        assertThat(rig.state.trust().epoch()).isEqualTo(epoch);
        assertThat(rig.state.fetching().late()).isEqualTo(1);
        assertThat(rig.state.trust().knows("k2")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("F19")
    void ofTwoAnswersTheOneWhoseFetchStartedLaterWinsInWhateverOrderTheyCome(boolean oldOneFirst) {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        long old = rig.flight().id();
        rig.submit(new Event.Purge());
        rig.after(Duration.ofSeconds(1)).tick();
        long young = rig.flight().id();
        assertThat(young).isNotEqualTo(old);

        for (long id : oldOneFirst ? new long[] {old, young} : new long[] {young, old}) {
            rig.submit(new Event.Fetched(id, TestKeys.keys(id == old ? 8 : 9), List.of(), Optional.empty(), Rig.WALL));
        }

        assertThat(rig.state.trust().visible().keys()).containsExactly(TestKeys.key(9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=0|48|60",
                "max-age=5|48|60",
                "max-age=86400|720|900",
                "max-age=100000000000000000000|720|900",
                "max-age=-1|240|300",
                "max-age=\"x\"|240|300",
                "max-age=|240|300",
                "no-store|240|300",
                "no-cache, must-revalidate|240|300",
                "private, max-age=120|96|120",
                "max-age=100;max-age=800|80|100",
                "max-age=x;max-age=800|640|800",
                "s-maxage=70|240|300",
                "MAX-AGE=70|56|70"
            })
    @Tag("F47")
    void whateverTheCacheControlSaysTheNextFetchIsWithinItsLimits(String fields, long soonest, long latest) {
        List<String> values = List.of(fields.split(";"));
        for (int seed = 0; seed < 100; seed++) {
            Rig rig = Rig.make(KeySourceSettings.defaults(), 0, seed);
            rig.tick();
            rig.fetched(MaxAge.read(values), TestKeys.keys(1));
            assertThat(rig.toNext()).isBetween(Duration.ofSeconds(soonest), Duration.ofSeconds(latest));
        }
    }

    /** The wall clock decides about the validity of keys alone: fetching does not look at it. */
    @Test
    @Tag("F85")
    void aWallClockThatSwingsByFiveMinutesEverySecondCausesNoFetchAndLosesNoKey() {
        AtomicLong seconds = new AtomicLong();
        Clock swinging = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                long now = seconds.get();
                return Rig.WALL.plusSeconds(now + (now % 2 == 0 ? 300 : -300));
            }
        };
        AnswerReader reader = new AnswerReader("https://idp.example", KeySourceSettings.defaults(), swinging);
        Rig rig = Rig.make();
        int fetches = 0;
        while (rig.now < Duration.ofHours(6).toNanos()) {
            seconds.set(rig.now / SECOND);
            rig.tick();
            if (rig.isFetching()) {
                fetches++;
                rig.submit(reader.keys(rig.flight().id(), FaultDrill.GOOD.getBytes(UTF_8), List.of()));
            }
            assertThat(rig.state.trust().knows(SimProvider.kid(0))).isTrue();
            rig.after(Duration.ofSeconds(1));
        }
        // One each four to five minutes, as with a clock that stands.
        assertThat(fetches).isBetween(6 * 12, 6 * 15 + 1);
    }

    @Test
    @Tag("F87")
    void afterTenMinutesInWhichNothingRanKeysAreServedAndAFetchStartsAtOnce() {
        for (long origin : new long[] {0, Long.MAX_VALUE - 10 * SECOND}) {
            VirtualSource source = new VirtualSource(origin, 1);
            int before = source.flights.size();
            source.now += Duration.ofMinutes(10).toNanos();
            assertThat(source.accepts(1)).isTrue();
            source.pass(Duration.ofSeconds(1));
            assertThat(source.flights).hasSize(before + 1);
            assertThat(source.accepts(1)).isTrue();
        }
    }

    @Test
    @Tag("F24")
    @Tag("F25")
    void aFetchThatHangsOnAnAddressThatIsGoneEndsAndTheNextOneIsSoon() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.after(Duration.ofSeconds(5)).tick();
        assertThat(rig.toNext()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.after(Duration.ofSeconds(5)).tick();
        rig.until(rig.state.fetching().nextAt()).tick();
        assertThat(rig.flight().failures())
                .isGreaterThanOrEqualTo(rig.settings.http().failuresOfClient());
    }
}
