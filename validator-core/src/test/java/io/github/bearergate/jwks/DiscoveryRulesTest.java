package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiscoveryRulesTest {
    private static final URI FIRST = URI.create("https://idp.example/.well-known/openid-configuration");
    private static final URI SECOND = URI.create("https://idp.example/.well-known/oauth-authorization-server");
    private static final URI MOVED = URI.create("https://keys.example/keys");

    private final Rig rig = Rig.discovering(FIRST, SECOND);

    @Test
    void thePlacesAreAskedInTheirOrderAndTheFirstThatAnswersWins() {
        rig.tick();
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(FIRST, 0));

        rig.failed(RefreshOutcome.STATUS_4XX);
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(SECOND, 1));
        assertThat(rig.outcomes()).isEmpty();

        locate(Rig.KEYS);
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.STARTUP);
    }

    @Test
    void eachPlaceHasItsOwnDeadline() {
        rig.tick();

        rig.after(Duration.ofSeconds(5)).tick();

        assertThat(rig.effects).contains(new Effect.Cancel(1));
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(SECOND, 1));
        assertThat(rig.flight().startedAt()).isEqualTo(rig.now);
    }

    @Test
    void whenNoPlaceAnswersItIsOneFailedAttemptAndItsMostTellingOutcomeIsTold() {
        rig.tick();
        rig.failed(RefreshOutcome.NOT_JSON);
        rig.failed(RefreshOutcome.STATUS_4XX);

        assertThat(rig.told(Refreshed.class)).extracting(Refreshed::outcome).containsExactly(RefreshOutcome.NOT_JSON);
        assertThat(rig.state.fetching().failures()).isEqualTo(1);
        assertThat(rig.isFetching()).isFalse();

        rig.until(rig.state.fetching().nextAt()).tick();
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(FIRST, 0));
    }

    @Test
    void theMetadataAreReadAgainAnHourLaterAfterTheKeys() {
        serve();
        for (int i = 0; i < 20 && rig.now < Duration.ofHours(1).toNanos(); i++) {
            rig.until(rig.state.fetching().nextAt()).tick();
            assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
            rig.fetched(1);
        }

        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(FIRST, 0));
        assertThat(rig.now).isGreaterThanOrEqualTo(Duration.ofHours(1).toNanos());
    }

    @Test
    void keysThatMovedAreFetchedFromTheirNewPlaceAtOnce() {
        serve();
        fetchAfterAnHour();

        locate(MOVED);

        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(MOVED));
        rig.fetched(2);
        assertThat(rig.isFetching()).isFalse();
    }

    @Test
    void keysThatDidNotMoveAreNotFetchedTwice() {
        serve();
        fetchAfterAnHour();
        long nextAt = rig.state.fetching().nextAt();

        locate(Rig.KEYS);

        assertThat(rig.isFetching()).isFalse();
        assertThat(rig.state.fetching().nextAt()).isEqualTo(nextAt);
    }

    @Test
    void metadataThatCannotBeReadAgainChangeNothing() {
        serve();
        fetchAfterAnHour();
        Trust before = rig.state.trust();

        rig.failed(RefreshOutcome.CONNECT);
        rig.failed(RefreshOutcome.CONNECT);

        assertThat(rig.isFetching()).isFalse();
        assertThat(rig.state.place().keys()).isEqualTo(Rig.KEYS);
        assertThat(rig.state.fetching().failures()).isZero();
        assertThat(rig.state.trust()).isSameAs(before);
    }

    @Test
    void afterThreeFailedFetchesTheMetadataAreAskedFirst() {
        serve();
        rig.failNext();
        rig.failNext();
        rig.until(rig.state.fetching().nextAt()).tick();
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
        rig.failed(RefreshOutcome.CONNECT);

        rig.until(rig.state.fetching().nextAt()).tick();
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(FIRST, 0));
        locate(MOVED);
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(MOVED));
    }

    @Test
    void whenTheMetadataFailTooTheKnownPlaceIsTriedAgainInTheSameAttempt() {
        serve();
        rig.failNext();
        rig.failNext();
        rig.failNext();
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.failed(RefreshOutcome.CONNECT);
        rig.failed(RefreshOutcome.CONNECT);

        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
        rig.failed(RefreshOutcome.CONNECT);
        assertThat(rig.state.fetching().failures()).isEqualTo(4);
    }

    @Test
    void anUnknownKidNeverAsksForTheMetadata() {
        serve();
        rig.after(Duration.ofHours(2));

        rig.submit(new Event.Miss("new", false));

        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
    }

    @Test
    void anUnknownKidDoesNotAskForTheMetadataEvenAfterThreeFailedFetches() {
        serve();
        rig.failNext();
        rig.failNext();
        rig.failNext();
        rig.until(rig.state.fetching().nextAt());

        rig.submit(new Event.Miss("new", false));

        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
    }

    @Test
    void afterFailuresTheKeysAreFetchedAlsoFromAPlaceThatDidNotMove() {
        serve();
        rig.failNext();
        rig.failNext();
        rig.failNext();
        rig.until(rig.state.fetching().nextAt()).tick();

        locate(Rig.KEYS);

        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
    }

    @Test
    void theFetchThatTheOperatorWantsComesBeforeMetadataThatAreOld() {
        serve();
        rig.after(Duration.ofHours(1)).tick();
        rig.submit(new Event.Refresh());

        rig.fetched(1);

        assertThat(rig.effects).filteredOn(Effect.Fetch.class::isInstance).hasSize(1);
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Keys(Rig.KEYS));
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.OPERATOR);
        rig.fetched(1);
        assertThat(rig.flight().errand()).isEqualTo(new Errand.Metadata(FIRST, 0));
    }

    private void serve() {
        rig.tick();
        locate(Rig.KEYS);
        rig.fetched(1);
    }

    private void fetchAfterAnHour() {
        rig.after(Duration.ofHours(1)).tick();
        rig.fetched(1);
    }

    private void locate(URI keys) {
        rig.submit(new Event.Located(rig.flight().id(), keys));
    }
}
