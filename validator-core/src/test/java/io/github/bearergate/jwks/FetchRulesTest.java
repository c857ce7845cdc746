package io.github.bearergate.jwks;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySourceEvent.KeySkipped;
import io.github.bearergate.jwks.KeySourceEvent.KeysChanged;
import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import io.github.bearergate.spi.VerificationKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("virtual-time")
class FetchRulesTest {
    @Test
    void fetchingBeginsWithTheFirstTick() {
        Rig rig = Rig.make();

        rig.tick();

        assertThat(rig.effects)
                .containsExactly(
                        new Effect.Fetch(new Flight(1, new Errand.Keys(Rig.KEYS), RefreshTrigger.STARTUP, rig.now, 0)));
    }

    @Test
    void whileOneFetchIsOnItsWayNoOtherStarts() {
        Rig rig = Rig.make();
        rig.tick();

        rig.after(ofSeconds(4)).tick();

        assertThat(rig.effects).isEmpty();
        assertThat(rig.flight().id()).isEqualTo(1);
    }

    @Test
    @Tag("F03")
    @Tag("F04")
    void aFetchIsGivenUpAtItsDeadlineAndNotANanosecondBefore() {
        Rig rig = Rig.make();
        rig.tick();

        rig.after(ofSeconds(5)).afterNanos(-1).tick();
        assertThat(rig.isFetching()).isTrue();

        rig.afterNanos(1).tick();
        assertThat(rig.isFetching()).isFalse();
        assertThat(rig.effects).contains(new Effect.Cancel(1));
        assertThat(rig.told(Refreshed.class))
                .containsExactly(new Refreshed("idp", RefreshOutcome.TIMEOUT, RefreshTrigger.STARTUP, ofSeconds(5)));
    }

    @Test
    void theNextFetchStartsAfterFourToFiveFifthsOfTheIntervalCountedFromTheStartOfTheLast() {
        for (int seed = 0; seed < 1_000; seed++) {
            Rig rig = Rig.make(KeySourceSettings.defaults(), 0, seed);
            rig.tick();
            rig.after(ofSeconds(4)).fetched(1);

            assertThat(rig.state.fetching().nextAt())
                    .isBetween(ofMinutes(4).toNanos(), ofMinutes(5).toNanos());
        }
    }

    @Test
    void theNextFetchStartsAtItsMomentAndNotANanosecondBefore() {
        Rig rig = Rig.serving(1);
        long nextAt = rig.state.fetching().nextAt();

        rig.until(nextAt - 1).tick();
        assertThat(rig.isFetching()).isFalse();

        rig.until(nextAt).tick();
        assertThat(rig.flight().trigger()).isEqualTo(RefreshTrigger.SCHEDULED);
    }

    @Test
    void theSetIsTrustedForMaxStaleFromTheStartOfItsFetchAndNotANanosecondLonger() {
        Rig rig = Rig.make();
        rig.tick();
        rig.after(ofSeconds(3)).fetched(1);

        assertThat(rig.until(Duration.ofHours(6).toNanos() - 1).isLive()).isTrue();
        assertThat(rig.afterNanos(1).isLive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "5, 60", "60, 60", "61, 61", "300, 300", "900, 900", "901, 900", "86400, 900"})
    void maxAgeIsObeyedBetweenOneAndFifteenMinutes(long maxAge, long interval) {
        assertThat(KeySourceSettings.defaults().intervalFor(Optional.of(ofSeconds(maxAge))))
                .isEqualTo(ofSeconds(interval));
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "100, 100", "120, 120", "900, 120"})
    void maxAgeOnlyShortensAnIntervalThatThePolicySet(long maxAge, long interval) {
        KeySourceSettings settings = KeySourceSettings.defaults().withRefresh(ofMinutes(2));

        assertThat(settings.intervalFor(Optional.of(ofSeconds(maxAge)))).isEqualTo(ofSeconds(interval));
        assertThat(settings.intervalFor(Optional.empty())).isEqualTo(ofMinutes(2));
    }

    @Test
    void anIntervalBelowTheLeastMaxAgeIsKept() {
        KeySourceSettings settings = KeySourceSettings.defaults().withRefresh(ofSeconds(30));

        assertThat(settings.intervalFor(Optional.of(ofSeconds(10)))).isEqualTo(ofSeconds(30));
    }

    @Test
    void theIntervalIsAtMostHalfOfMaxStaleSoThatOneFailureDoesNotExpireTheSet() {
        KeySourceSettings settings =
                KeySourceSettings.defaults().withRefresh(Duration.ofHours(1)).withMaxStale(Duration.ofMinutes(10));

        assertThat(settings.intervalFor(Optional.empty())).isEqualTo(Duration.ofMinutes(5));
        assertThat(TrustBounds.of(settings))
                .isEqualTo(new TrustBounds(ofSeconds(305), Duration.ofMinutes(10), ofSeconds(35)));
    }

    @Test
    void theBoundsFollowFromTheSettings() {
        assertThat(TrustBounds.of(KeySourceSettings.defaults()))
                .isEqualTo(new TrustBounds(ofSeconds(905), Duration.ofHours(6), ofSeconds(35)));
        assertThat(TrustBounds.of(
                        KeySourceSettings.defaults().withRefresh(ofMinutes(1)).withDeadline(ofSeconds(2))))
                .isEqualTo(new TrustBounds(ofSeconds(62), Duration.ofHours(6), ofSeconds(32)));
    }

    @Test
    void aFailureChangesNothingThatLookupsSee() {
        Rig rig = Rig.serving(1, 2);
        Trust before = rig.state.trust();

        for (RefreshOutcome outcome : RefreshOutcome.values()) {
            if (outcome == RefreshOutcome.OK) {
                continue;
            }
            rig.until(rig.state.fetching().nextAt()).tick();
            rig.failed(outcome);
            assertThat(rig.state.trust()).as(outcome.name()).isSameAs(before);
            assertThat(rig.outcomes()).containsExactly(outcome);
        }
    }

    @Test
    void aSetWithoutUsableKeysIsAFailureAndItsSkippedKeysAreStillTold() {
        Rig rig = Rig.serving(1);
        Trust before = rig.state.trust();
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.submit(new Event.Fetched(
                rig.flight().id(),
                List.of(),
                List.of(new SkippedJwk(KeySkipCause.SYMMETRIC, "f")),
                Optional.empty(),
                Rig.WALL));

        assertThat(rig.state.trust()).isSameAs(before);
        assertThat(rig.outcomes()).containsExactly(RefreshOutcome.EMPTY);
        assertThat(rig.told(KeySkipped.class)).containsExactly(new KeySkipped("idp", KeySkipCause.SYMMETRIC));
    }

    @Test
    @Tag("F01")
    void failuresAreRetriedAfterOneTwoFourUpToSixtySecondsTimesOneHalfToOne() {
        long[] steps = {1, 2, 4, 8, 16, 32, 60, 60, 60};
        for (int seed = 0; seed < 200; seed++) {
            Rig rig = Rig.make(KeySourceSettings.defaults(), 0, seed);
            rig.tick();
            rig.fetched(1);
            for (long step : steps) {
                rig.failNext();
                assertThat(rig.toNext()).isBetween(ofMillis(step * 500), ofSeconds(step));
            }
        }
    }

    @Test
    void aSourceWithoutAnySetRetriesAfterTenSecondsAtMost() {
        Rig rig = Rig.make();
        for (int i = 0; i < 100; i++) {
            rig.failNext();
        }

        assertThat(rig.toNext()).isBetween(ofSeconds(5), ofSeconds(10));
        assertThat(rig.state.fetching().nextTrigger()).isEqualTo(RefreshTrigger.STARTUP);
    }

    @Test
    @Tag("F39")
    void whatTheProviderAsksForTakesThePlaceOfTheBackoff() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.submit(new Event.Failed(rig.flight().id(), RefreshOutcome.STATUS_429, Optional.of(ofSeconds(7))));

        assertThat(rig.toNext()).isBetween(ofSeconds(7), ofMillis(7_500));
    }

    @Test
    void aGoodSetEndsTheBackoff() {
        Rig rig = Rig.serving(1);
        rig.failNext();
        rig.failNext();

        rig.until(rig.state.fetching().nextAt()).tick();
        rig.fetched(2);

        assertThat(rig.state.fetching().failures()).isZero();
        assertThat(rig.toNext()).isBetween(ofMinutes(4), ofMinutes(5));
    }

    @Test
    @Tag("F18")
    void anAnswerThatComesAfterItsDeadlineIsCountedAndOtherwiseIgnored() {
        Rig rig = Rig.serving(1);
        rig.until(rig.state.fetching().nextAt()).tick();
        long late = rig.flight().id();
        rig.after(ofSeconds(5)).tick();
        State before = rig.state;

        rig.submit(new Event.Fetched(late, TestKeys.keys(9), List.of(), Optional.empty(), Rig.WALL));
        rig.submit(new Event.Failed(late, RefreshOutcome.CONNECT, Optional.empty()));
        rig.submit(new Event.Located(late, Rig.KEYS));

        assertThat(rig.allEffects).filteredOn(Effect.Fetch.class::isInstance).hasSize(2);
        assertThat(rig.effects).isEmpty();
        assertThat(rig.state.fetching().late()).isEqualTo(3);
        assertThat(rig.state.trust()).isSameAs(before.trust());
    }

    @Test
    @Tag("F19")
    void anOldAnswerDoesNotTakeThePlaceOfTheNewFetch() {
        Rig rig = Rig.make();
        rig.tick();
        long old = rig.flight().id();
        rig.after(ofSeconds(5)).tick();
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.submit(new Event.Fetched(old, TestKeys.keys(1), List.of(), Optional.empty(), Rig.WALL));
        assertThat(rig.isFetching()).isTrue();
        rig.fetched(2);

        assertThat(rig.state.trust().visible().keys()).containsExactly(TestKeys.key(2));
    }

    @Test
    void aNewSetTakesThePlaceOfTheOldOneAndTheDifferenceIsToldOnce() {
        Rig rig = Rig.serving(1, 2);
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.fetched(Optional.empty(), List.of(TestKeys.named("k2", 20), TestKeys.key(3)));

        assertThat(rig.told(KeysChanged.class)).containsExactly(new KeysChanged("idp", 1, 1, 1));
        assertThat(rig.state.trust().epoch()).isEqualTo(2);
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.fetched(Optional.empty(), List.of(TestKeys.key(3), TestKeys.named("k2", 20)));
        assertThat(rig.told(KeysChanged.class)).isEmpty();
    }

    @Test
    void skippedKeysAreToldWithEachSetButLoggedOnlyWhenTheyAreNew() {
        Rig rig = Rig.make();
        SkippedJwk weak = new SkippedJwk(KeySkipCause.WEAK_RSA, "aaa");
        SkippedJwk leaked = new SkippedJwk(KeySkipCause.PRIVATE_MEMBERS, "bbb");

        fetchWith(rig, List.of(weak));
        assertThat(rig.logged()).anyMatch(line -> line.contains("WEAK_RSA") && line.contains("aaa"));

        fetchWith(rig, List.of(weak, leaked));
        assertThat(rig.told(KeySkipped.class)).hasSize(2);
        assertThat(rig.logged())
                .singleElement()
                .asString()
                .contains("compromised")
                .contains("bbb");
        assertThat(rig.effects)
                .anyMatch(effect -> effect instanceof Effect.Log log && log.level() == System.Logger.Level.ERROR);
    }

    @Test
    void manySourcesThatWereSentAwayForTheSameTimeDoNotComeBackAtOnce() {
        long earliest = Long.MAX_VALUE;
        long latest = 0;
        for (int seed = 0; seed < 200; seed++) {
            Rig rig = Rig.make(KeySourceSettings.defaults(), 0, seed);
            rig.tick();
            rig.submit(new Event.Failed(rig.flight().id(), RefreshOutcome.STATUS_429, Optional.of(ofSeconds(7))));
            earliest = Math.min(earliest, rig.toNext().toMillis());
            latest = Math.max(latest, rig.toNext().toMillis());
        }

        assertThat(earliest).isBetween(7_000L, 7_050L);
        assertThat(latest).isBetween(7_450L, 7_500L);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2', '1,2,3', 1, 0, 0",
        "'1,2', '1', 0, 1, 0",
        "'1,2', '1,12', 0, 0, 1",
        "'1,2', '1,3', 1, 1, 0",
        "'1,2', '1,12,3', 1, 0, 1",
        "'1,2', '11', 0, 1, 1"
    })
    void whatIsNewGoneOrAnotherKeyOfTheSameNameIsToldEachByItself(
            String before, String after, int added, int removed, int replaced) {
        Rig rig = Rig.make();
        rig.tick();
        rig.fetched(Optional.empty(), namedByLastDigit(before));
        rig.until(rig.state.fetching().nextAt()).tick();

        rig.fetched(Optional.empty(), namedByLastDigit(after));

        assertThat(rig.told(KeysChanged.class)).containsExactly(new KeysChanged("idp", added, removed, replaced));
    }

    @Test
    void onlyAPrivateKeyIsCalledCompromisedAndAnError() {
        Rig rig = Rig.make();

        fetchWith(rig, List.of(new SkippedJwk(KeySkipCause.WEAK_RSA, "aaa")));

        assertThat(rig.effects)
                .filteredOn(Effect.Log.class::isInstance)
                .contains(new Effect.Log(
                        System.Logger.Level.WARNING,
                        "issuer idp publishes a key that is not used: WEAK_RSA, fingerprint aaa"));
    }

    /** Keys by their numbers; 2 and 12 are different keys of one name. */
    private static List<VerificationKey> namedByLastDigit(String numbers) {
        return Stream.of(numbers.split(",", -1))
                .map(Integer::parseInt)
                .map(number -> TestKeys.named("k" + number % 10, number))
                .toList();
    }

    private static void fetchWith(Rig rig, List<SkippedJwk> skipped) {
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.submit(new Event.Fetched(rig.flight().id(), TestKeys.keys(1), skipped, Optional.empty(), Rig.WALL));
    }
}
