package io.github.bearergate.jwks;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("virtual-time")
class OperatorRulesTest {
    @Test
    void aRefreshStartsAFetchAtOnceEvenInABackoff() {
        Rig rig = Rig.serving(1);
        rig.failNext();
        rig.failNext();

        rig.submit(new Event.Refresh());

        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.OPERATOR);
    }

    @Test
    void twoRefreshesAreOneSecondApart() {
        Rig rig = Rig.serving(1);
        rig.submit(new Event.Refresh());
        rig.fetched(1);

        rig.after(ofMillis(400)).submit(new Event.Refresh());
        assertThat(rig.isFetching()).isFalse();

        rig.after(ofMillis(600)).afterNanos(-1).tick();
        assertThat(rig.isFetching()).isFalse();
        rig.afterNanos(1).tick();
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.OPERATOR);
    }

    @Test
    void aRefreshDuringAFetchIsAnotherFetchAfterIt() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.submit(new Event.Refresh());
        rig.submit(new Event.Refresh());
        assertThat(rig.effects).isEmpty();
        rig.fetched(1);

        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.OPERATOR);
        rig.fetched(1);
        assertThat(rig.isFetching()).isFalse();
    }

    @Test
    void aPurgeForgetsTheKeysAtOnceAndGivesTheFetchOnItsWayUp() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        Flight before = rig.flight();

        rig.submit(new Event.Purge());

        assertThat(rig.isLive()).isFalse();
        assertThat(rig.effects).contains(new Effect.Cancel(before.id()));
        assertThat(rig.outcomes()).containsExactly(RefreshOutcome.CANCELLED);
        assertThat(rig.flight().id()).isGreaterThan(before.id());
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.OPERATOR);
    }

    @Test
    void aPurgeWithinASecondOfAnotherForgetsAtOnceAndFetchesASecondLater() {
        Rig rig = Rig.serving(1);
        rig.submit(new Event.Purge());
        rig.fetched(1);

        rig.after(ofMillis(1)).submit(new Event.Purge());

        assertThat(rig.isLive()).isFalse();
        assertThat(rig.isFetching()).isFalse();
        assertThat(rig.toNext()).isEqualTo(ofMillis(999));
    }

    @Test
    void anAnswerFromBeforeAPurgeIsNotTrusted() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        long before = rig.flight().id();
        rig.submit(new Event.Purge());

        rig.submit(new Event.Fetched(before, TestKeys.keys(1), List.of(), Optional.empty(), Rig.WALL));

        assertThat(rig.isLive()).isFalse();
    }

    @Test
    @Tag("F79")
    void aDeniedKeyIsGoneByKidOrThumbprintAndStaysGoneThroughEveryFetch() {
        for (String name : new String[] {"k1", TestKeys.key(1).thumbprint()}) {
            Rig rig = Rig.serving(1, 2);
            rig.submit(new Event.Deny(name));
            assertThat(rig.state.trust().visible().keys()).containsExactly(TestKeys.key(2));

            rig.until(rig.state.fetching().nextAt()).tick();
            rig.fetched(1, 2);
            assertThat(rig.state.trust().visible().keys()).containsExactly(TestKeys.key(2));

            rig.submit(new Event.Undeny(name));
            assertThat(rig.state.trust().visible().keys()).hasSize(2);
        }
    }

    @Test
    void denyingAThumbprintAlsoRefusesTheKeyUnderAnotherName() {
        Rig rig = Rig.serving(1);
        rig.submit(new Event.Deny(TestKeys.key(1).thumbprint()));
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.fetched(Optional.empty(), List.of(TestKeys.named("renamed", 1)));

        assertThat(rig.state.trust().visible().keys()).isEmpty();
    }

    @Test
    void aClosedSourceServesForOneDeadlineAndNeverFetchesAgain() {
        Rig rig = Rig.serving(1);

        rig.submit(new Event.Close());

        assertThat(rig.afterNanos(ofSeconds(5).toNanos() - 1).isLive()).isTrue();
        assertThat(rig.afterNanos(1).isLive()).isFalse();
        rig.after(Duration.ofDays(1)).tick();
        rig.submit(new Event.Refresh());
        rig.submit(new Event.Purge());
        rig.submit(new Event.Miss("new", false));
        rig.submit(new Event.Close());
        assertThat(rig.effects).isEmpty();
        assertThat(rig.isFetching()).isFalse();
    }

    @Test
    void closingDoesNotProlongAnOldSet() {
        Rig rig = Rig.serving(1);
        long until = rig.state.trust().until();
        rig.until(until - 1_000).submit(new Event.Close());

        assertThat(rig.state.trust().until()).isEqualTo(until);
    }

    @Test
    void closingGivesTheFetchOnItsWayUp() {
        Rig rig = Rig.make();
        rig.tick();

        rig.submit(new Event.Close());

        assertThat(rig.effects).contains(new Effect.Cancel(1));
        assertThat(rig.outcomes()).containsExactly(RefreshOutcome.CANCELLED);
    }

    @Test
    void aRefreshDuringAFetchThatFailsIsAnotherFetchAfterIt() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.submit(new Event.Refresh());

        rig.failed(RefreshOutcome.CONNECT);

        assertThat(rig.outcomes()).containsExactly(RefreshOutcome.CONNECT);
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.OPERATOR);
    }

    @Test
    void aRefreshWhenAFetchIsDueAnywayIsThatFetch() {
        Rig rig = Rig.serving(1);

        rig.until(rig.state.fetching().nextAt()).submit(new Event.Refresh());

        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.SCHEDULED);
        rig.fetched(1);
        assertThat(rig.isFetching()).isFalse();
    }

    @Test
    void aClosedSourceFetchesNothingWhileItStillServes() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).submit(new Event.Close());

        rig.submit(new Event.Miss("new", false));
        rig.tick();
        rig.submit(new Event.Refresh());
        rig.submit(new Event.Purge());

        assertThat(rig.isLive()).isTrue();
        assertThat(rig.allEffects).filteredOn(Effect.Fetch.class::isInstance).hasSize(1);
    }
}
