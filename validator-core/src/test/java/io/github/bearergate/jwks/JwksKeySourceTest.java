package io.github.bearergate.jwks;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bearergate.jwks.KeySourceEvent.KeysChanged;
import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import io.github.bearergate.testkit.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("raw-socket")
class JwksKeySourceTest {
    private final TestIssuer issuer = TestIssuer.start();
    private final Heard heard = new Heard();

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    @Test
    void theKeysOfAnIssuerAreFetchedAtOnce() throws Exception {
        try (JwksKeySource source = direct().start()) {
            FaultDrill.soon().until(() -> !heard.all(KeysChanged.class).isEmpty());

            assertThat(source.find(Asking.forKid(issuer.kid())))
                    .extracting(VerificationKey::publicKey)
                    .containsExactly(issuer.key(issuer.kid()).getPublic());
            assertThat(source.status().state()).isEqualTo(KeySourceState.FRESH);
            assertThat(source.status().degraded()).isFalse();
            assertThat(heard.outcomes()).containsExactly(RefreshOutcome.OK);
            assertThat(heard.all(KeysChanged.class)).hasSize(1);
        }
    }

    @Test
    void theKeysAreFoundThroughTheMetadata() throws Exception {
        try (JwksKeySource source =
                JwksKeySource.builder(issuer.issuer()).listener(heard).start()) {
            FaultDrill.soon().until(() -> source.status().ready());

            assertThat(source.find(Asking.forKid(issuer.kid()))).hasSize(1);
        }
    }

    @Test
    void aRequestWithANewKeyWaitsForTheFetchThatItCaused() throws Exception {
        try (JwksKeySource source = FaultDrill.source(issuer.jwksUri(), heard, FaultDrill::waitLong)) {
            FaultDrill.soon().until(() -> source.status().ready());

            String rotated = issuer.rotate();

            assertThat(source.find(Asking.forKid(rotated))).hasSize(1);
        }
    }

    @Test
    void anUnknownKeyIsNotLookedForWhenTheTokenIsNotWorthIt() throws Exception {
        try (JwksKeySource source = direct().start()) {
            FaultDrill.soon().until(() -> source.status().ready());
            int before = issuer.requests();

            assertThat(source.find(Asking.notWorthFetching(issuer.rotate()))).isEmpty();

            source.refresh();
            FaultDrill.soon().until(() -> triggers().contains(RefreshTrigger.OPERATOR));
            assertThat(triggers()).doesNotContain(RefreshTrigger.UNKNOWN_KID);
            assertThat(issuer.requests()).isEqualTo(before + 1);
        }
    }

    @Test
    void withoutAnyKeysTheAnswerIsToAskAgainSoon() {
        issuer.chaos().hang();
        try (JwksKeySource source = direct().start()) {
            assertThatThrownBy(() -> source.find(Asking.forKid(issuer.kid())))
                    .isInstanceOfSatisfying(
                            SourceUnavailableException.class,
                            e -> assertThat(e.retryAfter()).isBetween(ofSeconds(1), ofSeconds(5)));
            assertThat(source.status().state()).isEqualTo(KeySourceState.COLD);
            assertThat(source.status().ready()).isFalse();
            assertThat(source.status().degraded()).isTrue();
        }
    }

    @Test
    @Tag("X10")
    void aSourceRecoversByItselfWhenItsProviderComesUp() throws Exception {
        issuer.chaos().answer(503);
        try (JwksKeySource source = direct().start()) {
            FaultDrill.soon().until(() -> heard.count(RefreshOutcome.STATUS_5XX) > 0);

            issuer.chaos().calm();

            FaultDrill.soon().until(() -> source.status().ready());
            assertThat(source.find(Asking.forKid(issuer.kid()))).hasSize(1);
        }
    }

    @Test
    void anOutageLeavesTheLastGoodSetInPlace() throws Exception {
        try (JwksKeySource source = direct().start()) {
            FaultDrill.soon().until(() -> source.status().ready());
            issuer.chaos().emptySet();

            source.refresh();

            FaultDrill.soon().until(() -> heard.count(RefreshOutcome.EMPTY) > 0);
            assertThat(source.find(Asking.forKid(issuer.kid()))).hasSize(1);
            assertThat(source.status().state()).isEqualTo(KeySourceState.SERVING_STALE);
            assertThat(source.status().failures()).isPositive();
        }
    }

    @Test
    void aDeniedKeyIsNotFoundFromThatMomentOn() throws Exception {
        try (JwksKeySource source = direct().start()) {
            FaultDrill.soon().until(() -> source.status().ready());
            String thumbprint = source.find(Asking.forKid(issuer.kid())).get(0).thumbprint();

            source.deny(thumbprint);
            assertThat(source.find(Asking.forKid(issuer.kid()))).isEmpty();
            assertThat(source.denied()).containsExactly(thumbprint);

            source.undeny(thumbprint);
            assertThat(source.find(Asking.forKid(issuer.kid()))).hasSize(1);
        }
    }

    @Test
    void purgedKeysAreGoneUntilTheyAreFetchedAgain() throws Exception {
        try (JwksKeySource source = direct().start()) {
            FaultDrill.soon().until(() -> source.status().ready());
            issuer.chaos().answer(500);

            source.purge();
            assertThat(source.status().state()).isEqualTo(KeySourceState.COLD);
            assertThatThrownBy(() -> source.find(Asking.forKid(issuer.kid())))
                    .isInstanceOf(SourceUnavailableException.class);

            issuer.chaos().calm();
            FaultDrill.soon().until(() -> source.status().ready());
            assertThat(source.find(Asking.forKid(issuer.kid()))).hasSize(1);
        }
    }

    @Test
    @Tag("F97")
    void closingTwiceIsClosingOnceAndLeavesNoThread() {
        JwksKeySource source = direct().alias("closing").start();
        FaultDrill.soon().until(() -> source.status().ready());

        long start = System.nanoTime();
        source.close();
        source.close();

        assertThat(System.nanoTime() - start).isLessThan(ofSeconds(2).toNanos());
        assertThat(source.status().state()).isEqualTo(KeySourceState.CLOSED);
        assertThat(source.status().ready()).isFalse();
        FaultDrill.soon()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getThreadGroup() != null
                                && thread.getThreadGroup().getName().contains("closing"))
                        .noneMatch(thread -> thread.getName().contains("closing")));
    }

    private List<RefreshTrigger> triggers() {
        return heard.all(Refreshed.class).stream().map(Refreshed::trigger).toList();
    }

    private JwksKeySource.Builder direct() {
        return JwksKeySource.builder(issuer.issuer()).jwks(issuer.jwksUri()).listener(heard);
    }
}
