package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
    @Test
    void aSourcePassesThroughItsStatesInAnOutageAndBack() {
        Rig rig = Rig.make();
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.COLD);
        rig.tick();
        rig.fetched(1);
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.FRESH);

        rig.until(rig.state.fetching().nextAt()).tick();
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.REVALIDATING);

        rig.failed(RefreshOutcome.CONNECT);
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.SERVING_STALE);

        rig.until(Duration.ofHours(6).toNanos()).tick();
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.EXPIRED);
        assertThat(status(rig).ready()).isTrue();

        rig.fetched(1);
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.FRESH);
        rig.submit(new Event.Close());
        assertThat(stateOf(rig)).isEqualTo(KeySourceState.CLOSED);
    }

    @Test
    void aSetIsDegradedFromTwoIntervalsOnAndNotANanosecondBefore() {
        Rig rig = Rig.serving(1);

        rig.until(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(status(rig).degraded()).isFalse();
        rig.afterNanos(1);
        assertThat(status(rig).degraded()).isTrue();
        assertThat(status(rig).ready()).isTrue();
    }

    @Test
    void theOperatorIsToldOfEachEdgeOfAnOutageOnce() {
        Rig rig = Rig.serving(1);
        List<String> lines = new ArrayList<>(rig.logged());
        while (rig.now < Duration.ofHours(8).toNanos()) {
            rig.until(rig.state.wakeAt(rig.settings)).tick();
            lines.addAll(rig.logged());
            if (rig.isFetching()) {
                rig.failed(RefreshOutcome.CONNECT);
                lines.addAll(rig.logged());
            }
        }
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.fetched(1);
        lines.addAll(rig.logged());

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains("keys fetched");
        assertThat(lines.get(1)).contains("failed (CONNECT)");
        assertThat(lines.get(2)).contains("older than two refresh intervals");
        assertThat(lines.get(3)).contains("older than max-stale");
        assertThat(lines.get(4)).contains("keys fetched");
    }

    @Test
    void theSourceWakesAtTheVeryMomentsAtWhichTimeAloneChangesSomething() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();

        assertThat(rig.state.wakeAt(rig.settings))
                .isEqualTo(rig.flight().startedAt() + Duration.ofSeconds(5).toNanos());
        rig.failed(RefreshOutcome.CONNECT);
        assertThat(rig.state.wakeAt(rig.settings))
                .isEqualTo(rig.state.fetching().nextAt());
    }

    @Test
    void aColdSourceSaysOnceThatItHasNoKeys() {
        Rig rig = Rig.make();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rig.until(rig.state.fetching().nextAt()).tick();
            rig.failed(RefreshOutcome.DNS);
            lines.addAll(rig.logged());
        }

        assertThat(lines).singleElement().asString().contains("no keys yet (DNS)");
    }

    @Test
    void theStatusCountsTheKeysThatAreNotDenied() {
        Rig rig = Rig.serving(1, 2, 3);
        rig.submit(new Event.Deny("k2"));

        assertThat(status(rig).keys()).isEqualTo(2);
        assertThat(status(rig).lastSuccess()).contains(Rig.WALL);
        assertThat(rig.after(Duration.ofSeconds(9)).now)
                .isEqualTo(Duration.ofSeconds(9).toNanos());
        assertThat(status(rig).age()).contains(Duration.ofSeconds(9));
    }

    @Test
    void aSourceWithoutASetIsNeitherReadyNorWell() {
        Rig rig = Rig.make();

        assertThat(status(rig).ready()).isFalse();
        assertThat(status(rig).degraded()).isTrue();
        assertThat(status(rig).age()).isEmpty();
        assertThat(status(rig).lastSuccess()).isEmpty();
    }

    @Test
    void aClosedSourceIsNotReadyEvenWhileItServes() {
        Rig rig = Rig.serving(1);

        rig.submit(new Event.Close());

        assertThat(rig.isLive()).isTrue();
        assertThat(status(rig).ready()).isFalse();
        assertThat(status(rig).degraded()).isFalse();
        assertThat(status(rig.after(Duration.ofSeconds(5))).degraded()).isTrue();
    }

    @Test
    void theAgeOfTheSetIsCountedFromTheStartOfItsFetch() {
        Rig rig = Rig.make(KeySourceSettings.defaults(), -7, 1);
        rig.tick();
        rig.after(Duration.ofSeconds(3)).fetched(1);

        assertThat(status(rig).age()).contains(Duration.ofSeconds(3));
    }

    private static KeySourceState stateOf(Rig rig) {
        return status(rig).state();
    }

    private static KeySourceStatus status(Rig rig) {
        return Statuses.of("idp", rig.state, rig.now);
    }
}
