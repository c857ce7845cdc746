package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the rules whatever happens in whatever order. */
class ReducerProperties {
    private static final long REFILL = Duration.ofSeconds(30).toNanos();

    @Provide
    Arbitrary<List<Move>> moves() {
        return Move.sequences();
    }

    @Property
    void unknownKidsCauseThreeFetchesAndOneMoreIn30Seconds(@ForAll("moves") List<Move> moves) {
        Rig rig = Rig.make();
        List<Long> starts = new ArrayList<>();
        for (Move move : moves) {
            for (Effect effect : move.make(rig).effects()) {
                if (effect instanceof Effect.Fetch fetch && fetch.flight().trigger() == RefreshTrigger.UNKNOWN_KID) {
                    starts.add(rig.now);
                }
            }
        }
        for (int first = 0; first < starts.size(); first++) {
            for (int last = first; last < starts.size(); last++) {
                long window = starts.get(last) - starts.get(first);
                assertThat(last - first + 1L).isLessThanOrEqualTo(3 + (window + REFILL - 1) / REFILL);
            }
        }
    }

    @Property
    void onlyAGoodSetOrTheOperatorChangesWhatLookupsSee(@ForAll("moves") List<Move> moves) {
        Rig rig = Rig.serving(1, 2);
        for (Move move : moves) {
            Trust before = rig.state.trust();
            Step step = move.make(rig);
            boolean good = rig.outcomes().contains(RefreshOutcome.OK);
            boolean operator = switch (move.kind()) {
                case DENY, UNDENY, PURGE -> true;
                default -> false;
            };
            if (!good && !operator) {
                assertThat(step.state().trust()).isSameAs(before);
            }
        }
    }

    @Property
    void theEpochNeverGoesBack(@ForAll("moves") List<Move> moves) {
        Rig rig = Rig.make();
        long epoch = 0;
        for (Move move : moves) {
            move.make(rig);
            assertThat(rig.state.trust().epoch()).isBetween(epoch, epoch + 1);
            epoch = rig.state.trust().epoch();
        }
    }

    @Property
    void oneFetchAtATimeAndEachOneNew(@ForAll("moves") List<Move> moves) {
        Rig rig = Rig.make();
        long last = 0;
        boolean open = false;
        for (Move move : moves) {
            long awaited = rig.state.fetching().awaited();
            for (Effect effect : move.make(rig).effects()) {
                if (effect instanceof Effect.Fetch fetch) {
                    assertThat(fetch.flight().id()).isGreaterThan(last);
                    last = fetch.flight().id();
                    open = true;
                }
            }
            assertThat(rig.isFetching()).isEqualTo(open && rig.state.fetching().awaited() != 0);
            assertThat(rig.state.fetching().awaited()).isIn(0L, awaited, last);
        }
    }

    @Property
    void theNextFetchIsDueAfterFourToFiveFifthsOfTheInterval(
            @ForAll("moves") List<Move> moves, @ForAll long seed, @ForAll long origin) {
        Rig rig = Rig.make(KeySourceSettings.defaults(), origin, seed);
        long interval = Duration.ofMinutes(5).toNanos();
        for (Move move : moves) {
            Flight flight = rig.state.fetching().flight();
            move.make(rig);
            Fetching fetching = rig.state.fetching();
            if (flight != null
                    && rig.outcomes().contains(RefreshOutcome.OK)
                    && fetching.flight() == null
                    && fetching.nextTrigger() == RefreshTrigger.SCHEDULED) {
                assertThat(fetching.nextAt() - flight.startedAt()).isBetween(interval / 5 * 4, interval);
            }
        }
    }

    @Property
    void aDeniedKeyStaysDeniedThroughEverythingButUndeny(@ForAll("moves") List<Move> moves) {
        Rig rig = Rig.serving(0, 1, 2);
        rig.submit(new Event.Deny("k0"));
        rig.submit(new Event.Deny(TestKeys.key(1).thumbprint()));
        for (Move move : moves) {
            if (move.kind() == Move.Kind.UNDENY) {
                continue;
            }
            move.make(rig);
            assertThat(rig.state.trust().visible().find(Optional.of("k0"), Algorithm.ES256))
                    .isEmpty();
            assertThat(rig.state.trust().visible().find(Optional.of("k1"), Algorithm.ES256))
                    .isEmpty();
        }
    }

    @Property
    void onlyDifferencesOfTheMonotonicClockMatterOverflowIncluded(
            @ForAll("moves") List<Move> moves, @ForAll long origin) {
        assertSameStory(moves, origin);
        assertSameStory(moves, Long.MAX_VALUE - Duration.ofSeconds(10).toNanos());
    }

    private static void assertSameStory(List<Move> moves, long origin) {
        Rig one = Rig.make();
        Rig other = Rig.make(KeySourceSettings.defaults(), origin, 1);
        for (Move move : moves) {
            move.make(one);
            move.make(other);
            assertThat(shifted(other.effects, origin)).isEqualTo(shifted(one.effects, 0));
            assertThat(other.state.fetching().nextAt() - origin)
                    .isEqualTo(one.state.fetching().nextAt());
            assertThat(other.isLive()).isEqualTo(one.isLive());
            assertThat(Health.of(other.state, other.now)).isEqualTo(Health.of(one.state, one.now));
            assertThat(other.state.wakeAt(other.settings) - origin).isEqualTo(one.state.wakeAt(one.settings));
        }
    }

    private static List<Effect> shifted(List<Effect> effects, long origin) {
        return effects.stream()
                .map(effect -> effect instanceof Effect.Fetch fetch ? shifted(fetch.flight(), origin) : effect)
                .toList();
    }

    private static Effect shifted(Flight flight, long origin) {
        return new Effect.Fetch(new Flight(
                flight.id(), flight.errand(), flight.trigger(), flight.startedAt() - origin, flight.failures()));
    }
}
