package io.github.bearergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTokenIsFoundByItsWholeText() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(TokenDigest.of("h.p.s"), "verified", Duration.ofMinutes(1));

        assertThat(memo.find(TokenDigest.of("h.p.s"))).contains("verified");
        assertThat(memo.find(TokenDigest.of("h.p.t"))).isEmpty();
        assertThat(memo.find(TokenDigest.of("h.p.s="))).isEmpty();
        assertThat(memo.find(TokenDigest.of("h.p."))).isEmpty();
    }

    @Test
    void anEntryLeavesWhenItsTokenEnds() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(TokenDigest.of("a"), "verified", Duration.ofSeconds(30));

        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(memo.find(TokenDigest.of("a"))).isPresent();
        nanos.addAndGet(1);
        assertThat(memo.find(TokenDigest.of("a"))).isEmpty();
    }

    @Test
    void aTokenThatEndedIsNotRemembered() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(TokenDigest.of("a"), "verified", Duration.ZERO);
        memo.remember(TokenDigest.of("b"), "verified", Duration.ofSeconds(-1));

        assertThat(memo.find(TokenDigest.of("a"))).isEmpty();
        assertThat(memo.find(TokenDigest.of("b"))).isEmpty();
    }

    @Test
    void aForgottenTokenIsNotFound() {
        VerifiedTokens<String> memo = new VerifiedTokens<>(10, nanos::get);
        memo.remember(TokenDigest.of("a"), "verified", Duration.ofSeconds(30));
        memo.forget(TokenDigest.of("a"));

        assertThat(memo.find(TokenDigest.of("a"))).isEmpty();
    }

    @Test
    void aDigestIsTheWholeSha256() {
        // The last of the four longs is the end of the SHA-256 of "abc" (FIPS 180-2, appendix B.1).
        assertThat(TokenDigest.of("abc").first()).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(TokenDigest.of("abc").fourth()).isEqualTo(0xb410ff61f20015adL);
    }

    @Test
    void aDigestDoesNotShowItself() {
        assertThat(TokenDigest.of("abc")).asString().doesNotContainIgnoringCase("ba7816bf");
    }
}
