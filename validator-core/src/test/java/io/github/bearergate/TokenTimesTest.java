package io.github.bearergate;

import static io.github.bearergate.TokenTimes.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("in-memory")
class TokenTimesTest {
    private static final long NOW = 1_800_000_000L;
    private static final long LEEWAY = 60;
    private static final long LIFETIME = 86_400;

    @Test
    @Tag("F89")
    void aTokenIsAcceptedUntilTheLastSecondBeforeExpiryPlusLeeway() {
        assertThat(problem(new TokenTimes(NOW - LEEWAY + 1, ABSENT, ABSENT))).isNull();
        assertThat(problem(new TokenTimes(NOW - LEEWAY, ABSENT, ABSENT))).isEqualTo(Reason.EXPIRED);
        assertThat(problem(new TokenTimes(NOW - LEEWAY - 1, ABSENT, ABSENT))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    @Tag("F89")
    void aTokenIsAcceptedFromTheSecondOfNotBeforeMinusLeeway() {
        assertThat(problem(new TokenTimes(NOW + 600, NOW + LEEWAY, ABSENT))).isNull();
        assertThat(problem(new TokenTimes(NOW + 600, NOW + LEEWAY + 1, ABSENT))).isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    @Tag("F89")
    void aTokenMayBeIssuedAsFarInTheFutureAsTheLeeway() {
        assertThat(problem(new TokenTimes(NOW + 600, ABSENT, NOW + LEEWAY))).isNull();
        assertThat(problem(new TokenTimes(NOW + 600, ABSENT, NOW + LEEWAY + 1))).isEqualTo(Reason.ISSUED_IN_FUTURE);
    }

    @Test
    void aTokenMustNotExpireBeforeItWasIssuedOrBecomesValid() {
        assertThat(problem(new TokenTimes(NOW + 10, ABSENT, NOW + 11))).isEqualTo(Reason.CONTRADICTORY_TIMES);
        assertThat(problem(new TokenTimes(NOW + 10, NOW + 11, ABSENT))).isEqualTo(Reason.CONTRADICTORY_TIMES);
        assertThat(problem(new TokenTimes(NOW + 10, NOW + 10, NOW + 10))).isNull();
    }

    @Test
    void aTokenMayLiveExactlyAsLongAsThePolicySays() {
        assertThat(problem(new TokenTimes(NOW + LIFETIME - 5, ABSENT, NOW - 5))).isNull();
        assertThat(problem(new TokenTimes(NOW + LIFETIME - 4, ABSENT, NOW - 5))).isEqualTo(Reason.LIVES_TOO_LONG);
    }

    @Test
    void withoutIssuedAtTheRemainingLifeCounts() {
        assertThat(problem(new TokenTimes(NOW + LIFETIME, ABSENT, ABSENT))).isNull();
        assertThat(problem(new TokenTimes(NOW + LIFETIME + 1, ABSENT, ABSENT))).isEqualTo(Reason.LIVES_TOO_LONG);
    }

    @Test
    void theLargestTimesDoNotOverflow() {
        long largest = 1L << 53;

        assertThat(problem(new TokenTimes(largest, largest, largest))).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(problem(new TokenTimes(largest, 0, 0))).isEqualTo(Reason.LIVES_TOO_LONG);
    }

    private static @Nullable Reason problem(TokenTimes times) {
        return times.problemAt(NOW, LEEWAY, LIFETIME);
    }
}
