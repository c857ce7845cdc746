package io.github.bearergate.jwks;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("virtual-time")
class UnknownKidRulesTest {
    @Test
    void anUnknownKidStartsOneFetchAndOthersJoinIt() {
        Rig rig = Rig.serving(1);

        assertThat(rig.miss("new")).isEqualTo(UnknownKidResult.TRIGGERED);
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.UNKNOWN_KID);
        assertThat(rig.miss("other")).isEqualTo(UnknownKidResult.JOINED);
        assertThat(rig.effects).noneMatch(Effect.Fetch.class::isInstance);
    }

    @Test
    void threeFetchesAtOnceAndThenOneEveryThirtySecondsToTheNanosecond() {
        Rig rig = Rig.serving(1);
        for (int i = 0; i < 3; i++) {
            assertThat(rig.miss("a" + i)).isEqualTo(UnknownKidResult.TRIGGERED);
            rig.fetched(1);
        }
        assertThat(rig.miss("b")).isEqualTo(UnknownKidResult.SUPPRESSED);

        rig.after(ofSeconds(30)).afterNanos(-1);
        assertThat(rig.miss("b")).isEqualTo(UnknownKidResult.SUPPRESSED);
        rig.afterNanos(1);
        assertThat(rig.miss("b")).isEqualTo(UnknownKidResult.TRIGGERED);
        rig.fetched(1);
        assertThat(rig.miss("c")).isEqualTo(UnknownKidResult.SUPPRESSED);
    }

    @Test
    void aQuietSourceHasThreeFetchesToSpendAgainAndNoMore() {
        Rig rig = Rig.serving(1);
        for (int i = 0; i < 3; i++) {
            rig.miss("a" + i);
            rig.fetched(1);
        }
        rig.after(ofSeconds(90));
        for (int i = 0; i < 3; i++) {
            assertThat(rig.miss("b" + i)).isEqualTo(UnknownKidResult.TRIGGERED);
            rig.fetched(1);
        }
        assertThat(rig.miss("c")).isEqualTo(UnknownKidResult.SUPPRESSED);
    }

    @Test
    void aFailingProviderIsLeftAloneWhateverTokensSay() {
        Rig rig = Rig.serving(1);
        rig.miss("a");
        rig.failed(RefreshOutcome.STATUS_5XX);

        assertThat(rig.miss("b")).isEqualTo(UnknownKidResult.BACKOFF);

        rig.until(rig.state.fetching().nextAt() - 1);
        assertThat(rig.miss("b")).isEqualTo(UnknownKidResult.BACKOFF);
    }

    @Test
    void aNameAskedForAShortTimeAgoStartsNothing() {
        Rig rig = Rig.serving(1);

        rig.submit(new Event.Miss("a", true));

        assertThat(rig.isFetching()).isFalse();
        assertThat(rig.told(KeySourceEvent.UnknownKid.class))
                .containsExactly(new KeySourceEvent.UnknownKid("idp", UnknownKidResult.SUPPRESSED));
    }

    @Test
    void aNameOf256CharactersIsLookedForAndOneOf257IsNot() {
        Rig rig = Rig.serving(1);

        assertThat(rig.miss("x".repeat(257))).isEqualTo(UnknownKidResult.TOO_LONG);
        assertThat(rig.isFetching()).isFalse();
        assertThat(rig.miss("x".repeat(256))).isEqualTo(UnknownKidResult.TRIGGERED);
    }

    @Test
    void aKnownNameStartsNothingEvenWhenItIsDenied() {
        Rig rig = Rig.serving(1);
        rig.submit(new Event.Deny("k1"));

        rig.submit(new Event.Miss("k1", false));

        assertThat(rig.effects).isEmpty();
    }

    @Test
    void withoutALiveSetUnknownNamesStartNothing() {
        Rig rig = Rig.make();
        rig.tick();
        rig.failed(RefreshOutcome.CONNECT);

        rig.submit(new Event.Miss("a", false));

        assertThat(rig.effects).isEmpty();
    }

    @Test
    void aFetchForAnUnknownNameIsNotAskedForTwiceOnItsWayPastTheLimiter() {
        Rig rig = Rig.serving(1);
        rig.miss("a");
        rig.failed(RefreshOutcome.CONNECT);

        rig.until(rig.state.fetching().nextAt()).tick();

        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.SCHEDULED);
    }

    @Test
    @Tag("F91")
    void oneDeadNameAskedForFiveTimesASecondCausesAtMost300FetchesADay() {
        KeySourceSettings settings = KeySourceSettings.defaults();
        NegativeKids negatives = new NegativeKids(settings.unknownKids());
        Rig rig = Rig.serving(1);
        int triggered = 0;
        for (int i = 0; i < 5 * 86_400; i++) {
            rig.after(Duration.ofMillis(200)).tick();
            if (rig.isFetching()) {
                rig.fetched(1);
            }
            if (!negatives.suppresses("dead", rig.now) && rig.miss("dead") == UnknownKidResult.TRIGGERED) {
                negatives.triggered("dead", rig.now);
                triggered++;
                rig.fetched(1);
            }
        }

        assertThat(triggered).isBetween(290, 300);
    }

    @Test
    void theGapsForOneNameAreSixTimesThirtySecondsThenSixtyThen120ThenAlways300() {
        NegativeKids negatives = new NegativeKids(KeySourceSettings.defaults().unknownKids());
        long now = Long.MAX_VALUE - ofSeconds(100).toNanos();
        for (long gap : new long[] {30, 30, 30, 30, 30, 30, 60, 120, 300, 300, 300}) {
            assertThat(negatives.suppresses("dead", now)).isFalse();
            negatives.triggered("dead", now);
            assertThat(negatives.suppresses("dead", now + ofSeconds(gap).toNanos() - 1))
                    .isTrue();
            now += ofSeconds(gap).toNanos();
        }
    }

    @Test
    void noMoreThan1024NamesAreRemembered() {
        NegativeKids negatives = new NegativeKids(KeySourceSettings.defaults().unknownKids());
        for (int i = 0; i < 100_000; i++) {
            negatives.triggered("n" + i, i);
        }

        assertThat(negatives.size()).isEqualTo(1_024);
    }

    @Test
    void aNameIsForgottenWhenItsKeyAppears() {
        NegativeKids negatives = new NegativeKids(KeySourceSettings.defaults().unknownKids());
        negatives.triggered("k1", 0);
        negatives.triggered("k2", 0);

        negatives.forget(KeyTable.of(TestKeys.keys(1)).kids());

        assertThat(negatives.suppresses("k1", 1)).isFalse();
        assertThat(negatives.suppresses("k2", 1)).isTrue();
    }

    @Test
    void allNamesAreForgottenAtOnce() {
        NegativeKids negatives = new NegativeKids(KeySourceSettings.defaults().unknownKids());
        negatives.triggered("a", 0);
        negatives.triggered("b", 0);

        negatives.clear();

        assertThat(negatives.suppresses("a", 1)).isFalse();
        assertThat(negatives.suppresses("b", 1)).isFalse();
        assertThat(negatives.size()).isZero();
    }
}
