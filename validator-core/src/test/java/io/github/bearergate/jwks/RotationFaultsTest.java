package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySourceEvent.KeysChanged;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rotations as providers do them, well and badly, each in virtual time, from several clocks: one is about to overflow. */
@Tag("F86")
@Tag("virtual-time")
class RotationFaultsTest {
    private static final Duration PACE = Duration.ofMillis(200);
    private static final Duration R_AND_D = Duration.ofSeconds(305);
    private static final long ALMOST_OVERFLOWING =
            Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

    static LongStream origins() {
        return LongStream.of(0, ALMOST_OVERFLOWING, Long.MIN_VALUE, -1);
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F71")
    void aPlannedRotationRefusesNoValidTokenAndTrustsTheOldKeyNoLongerThanItsBound(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            source.published.add(2);
            source.pass(R_AND_D);
            // The issuer signs with the new key; tokens of the old one live on for ten minutes.
            long signed = source.now;
            while (source.now - signed < Duration.ofMinutes(10).toNanos()) {
                assertThat(source.accepts(1)).isTrue();
                assertThat(source.accepts(2)).isTrue();
                source.pass(Duration.ofSeconds(7));
            }
            source.published.remove(1);
            assertThat(source.untilRefused(1, PACE)).isLessThanOrEqualTo(R_AND_D);
            source.pass(R_AND_D);
            assertThat(source.accepts(2)).isTrue();
            assertThat(source.accepts(1)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F73")
    void afterAnEmergencySwapTheOldKeyIsRefusedInTime(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            swap(source, 1, 2);
            assertThat(source.untilRefused(1, PACE)).isLessThanOrEqualTo(R_AND_D);
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F73")
    void afterAnEmergencySwapTheFirstTokenOfTheNewKeyBringsItAndEndsTheOldOneByOneFetch(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            swap(source, 1, 2);
            int before = source.flights.size();
            assertThat(source.untilAccepted(2, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(35));
            assertThat(source.flights.size() - before).isLessThanOrEqualTo(1);
            assertThat(source.accepts(1)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F74")
    void twoRotationsWithinTenSecondsAreBothFollowed(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            source.published.add(2);
            assertThat(source.untilAccepted(2, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(35));
            source.pass(Duration.ofSeconds(9));
            source.published.add(3);
            assertThat(source.untilAccepted(3, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(35));
            assertThat(source.accepts(1) && source.accepts(2)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F75")
    void aKeyThatSignsTwoMinutesBeforeItsPublicationIsAcceptedSoonAfterIt(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            int before = source.flights.size();
            long published = source.now + Duration.ofMinutes(2).toNanos();
            while (source.now < published) {
                assertThat(source.accepts(2)).isFalse();
                source.pass(PACE);
            }
            assertThat(source.flights.size() - before).isLessThanOrEqualTo(7);
            source.published.add(2);
            assertThat(source.untilAccepted(2, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(45));
        }
    }

    /** What the deadline of a fetch and the gap of the negative entry leave of it: see docs/decisions/0011. */
    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F76")
    void aKeyThatComesBackWithinThreeMinutesOfItsAbsenceBeingNoticedIsAcceptedWithin35Seconds(long origin) {
        Random random = new Random(76);
        for (int seed = 0; seed < 20; seed++) {
            VirtualSource source = at(origin, seed);
            swap(source, 1, 2);
            source.untilAccepted(2, PACE);
            long back = source.now + random.nextLong(Duration.ofMinutes(3).toNanos());
            while (source.now < back) {
                assertThat(source.accepts(1)).isFalse();
                source.pass(PACE);
            }
            source.published.add(1);
            assertThat(source.untilAccepted(1, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(35));
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F76")
    void aKeyThatNobodyAskedForWhileItWasAwayIsAcceptedWithin35SecondsHoweverLongThatWas(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            swap(source, 1, 2);
            source.untilAccepted(2, PACE);
            source.pass(Duration.ofHours(3));
            source.published.add(1);
            assertThat(source.untilAccepted(1, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(35));
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F76")
    void aKeyThatComesBackAfterHoursOfBeingAskedForIsAcceptedWithinTheRefreshInterval(long origin) {
        Random random = new Random(76);
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            swap(source, 1, 2);
            source.untilAccepted(2, PACE);
            long back = source.now
                    + Duration.ofHours(1).toNanos()
                    + random.nextLong(Duration.ofMinutes(10).toNanos());
            while (source.now < back) {
                source.accepts(1);
                source.pass(Duration.ofSeconds(2));
            }
            source.published.add(1);
            assertThat(source.untilAccepted(1, PACE)).isLessThanOrEqualTo(R_AND_D);
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F76")
    void aKeyThatComesBackIsAcceptedAtOnceWhenTheOperatorRefreshes(long origin) {
        VirtualSource source = at(origin, 1);
        swap(source, 1, 2);
        source.untilAccepted(2, PACE);
        for (int i = 0; i < 3_600; i++) {
            source.accepts(1);
            source.pass(Duration.ofSeconds(1));
        }
        source.published.add(1);
        source.engine.submit(new Event.Refresh());
        assertThat(source.untilAccepted(1, PACE)).isLessThanOrEqualTo(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F78")
    void aSetThatSharesNoKeyWithTheLastOneIsTakenAndToldOnce(long origin) {
        VirtualSource source = at(origin, 1);
        source.told.clear();
        source.published.clear();
        source.published.add(7);
        source.published.add(8);
        source.pass(Duration.ofHours(1));
        assertThat(source.told)
                .filteredOn(KeysChanged.class::isInstance)
                .containsExactly(new KeysChanged("idp", 2, 1, 0));
        assertThat(source.accepts(7) && source.accepts(8)).isTrue();
        assertThat(source.accepts(1)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F92")
    void aNewKeyIsAcceptedWithin35SecondsOfBeingPresentedEvenUnderAStorm(long origin) {
        for (int seed = 0; seed < 10; seed++) {
            VirtualSource source = at(origin, seed);
            storm(source, Duration.ofMinutes(5), seed);
            source.published.add(2);
            long start = source.now;
            int unknown = 0;
            while (!source.accepts(2)) {
                for (int i = 0; i < 20; i++) {
                    source.accepts("y" + seed + "-" + unknown++);
                }
                source.pass(PACE);
            }
            assertThat(Duration.ofNanos(source.now - start)).isLessThanOrEqualTo(Duration.ofSeconds(35));
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    @Tag("F93")
    void aStormInAnOutageNeitherHurtsKnownKeysNorHurriesTheFetches(long origin) {
        VirtualSource source = at(origin, 3);
        source.down = true;
        int before = source.flights.size();
        storm(source, Duration.ofMinutes(30), 3);
        for (int i = before + 1; i < source.flights.size(); i++) {
            Flight one = source.flights.get(i - 1);
            Flight next = source.flights.get(i);
            long step = Math.min(60, 1L << Math.min(next.failures() - 1, 6));
            assertThat(source.at(next).minus(source.at(one)))
                    .isGreaterThanOrEqualTo(source.latency.plus(Duration.ofMillis(step * 500)));
        }
        source.down = false;
        int failed = source.flights.size();
        source.pass(Duration.ofSeconds(65));
        assertThat(source.flights.size()).isGreaterThan(failed);
        assertThat(Statuses.of("idp", source.engine.state(), source.engine.now())
                        .failures())
                .isZero();
    }

    /** Twenty unknown names every fifth of a second, and the known key all the while. */
    private static void storm(VirtualSource source, Duration time, int seed) {
        long end = source.now + time.toNanos();
        int unknown = 0;
        while (source.now < end) {
            for (int i = 0; i < 20; i++) {
                assertThat(source.accepts("x" + seed + "-" + unknown++)).isFalse();
            }
            assertThat(source.accepts(1)).isTrue();
            source.pass(PACE);
        }
    }

    private static void swap(VirtualSource source, int old, int young) {
        source.published.remove(old);
        source.published.add(young);
    }

    private static VirtualSource at(long origin, int seed) {
        VirtualSource source = new VirtualSource(origin, seed);
        // A moment somewhere within the interval.
        source.pass(Duration.ofMillis(new Random(seed).nextInt(300_000)));
        return source;
    }
}
