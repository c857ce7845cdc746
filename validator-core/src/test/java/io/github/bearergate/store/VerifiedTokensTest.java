package io.github.bearergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTokenIsFoundByItsWholeText() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(digest("h.p.s"), "verified", Duration.ofMinutes(1), 600);

        assertThat(memo.find(digest("h.p.s"))).contains("verified");
        assertThat(memo.find(digest("h.p.t"))).isEmpty();
        assertThat(memo.find(digest("h.p.s="))).isEmpty();
        assertThat(memo.find(digest("h.p."))).isEmpty();
    }

    @Test
    void anEntryLeavesWhenItsTokenEnds() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(digest("a"), "verified", Duration.ofSeconds(30), 600);

        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(memo.find(digest("a"))).isPresent();
        nanos.addAndGet(1);
        assertThat(memo.find(digest("a"))).isEmpty();
    }

    @Test
    void aTokenThatEndedIsNotRemembered() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(digest("a"), "verified", Duration.ZERO, 600);
        memo.remember(digest("b"), "verified", Duration.ofSeconds(-1), 600);

        assertThat(memo.find(digest("a"))).isEmpty();
        assertThat(memo.find(digest("b"))).isEmpty();
    }

    @Test
    void aForgottenTokenIsNotFound() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(digest("a"), "verified", Duration.ofSeconds(30), 600);
        memo.forget(digest("a"));

        assertThat(memo.find(digest("a"))).isEmpty();
    }

    @Test
    void aDigestIsTheWholeSha256() {
        // The last of the four longs is the end of the SHA-256 of "abc" (FIPS 180-2, appendix B.1).
        assertThat(digest("abc").first()).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(digest("abc").fourth()).isEqualTo(0xb410ff61f20015adL);
    }

    @Test
    void aDigestDoesNotShowItself() {
        assertThat(digest("abc")).asString().doesNotContainIgnoringCase("ba7816bf");
    }

    @Test
    void aTokenTakesOnePlaceForEachStartedKibibyteOfItsClaims() {
        VerifiedTokens<String> small = new VerifiedTokens<>(3);
        small.remember(digest("a"), "verified", Duration.ofMinutes(1), 3 * 1_024 - 1);
        assertThat(small.findUncounted(digest("a"))).isPresent();

        small.remember(digest("b"), "verified", Duration.ofMinutes(1), 3 * 1_024);
        await().until(() -> small.findUncounted(digest("b")).isEmpty());
    }

    @Test
    void lookingWithoutCountingLeavesTheStatisticsAlone() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10);
        memo.remember(digest("a"), "verified", Duration.ofMinutes(1), 600);

        assertThat(memo.findUncounted(digest("a"))).contains("verified");
        assertThat(memo.findUncounted(digest("b"))).isEmpty();
        assertThat(memo.statistics().hits()).isZero();
        assertThat(memo.statistics().misses()).isZero();
    }

    private static TokenDigest digest(String token) {
        return Objects.requireNonNull(TokenDigest.of(token, 0));
    }
}
