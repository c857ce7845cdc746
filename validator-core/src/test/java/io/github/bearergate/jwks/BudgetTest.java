package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jwks.KeySourceSettings.UnknownKids;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bucket of fetches for unknown kids, to the nanosecond, also where {@link System#nanoTime} overflows. */
class BudgetTest {
    private static final UnknownKids LIMITS = KeySourceSettings.defaults().unknownKids();
    private static final long REFILL = LIMITS.refill().toNanos();

    private static Budget spent(long now) {
        Budget budget = new Budget(now);
        for (int i = 0; i < LIMITS.burst(); i++) {
            assertThat(budget.allows(LIMITS, now)).as("fetch " + i).isTrue();
            budget = budget.spend(LIMITS.refill(), now);
        }
        return budget;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void aFullBucketAllowsItsBurstAndNotOneMore(long now) {
        assertThat(spent(now).allows(LIMITS, now)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void anEmptyBucketAllowsOneFetchAtTheVeryEndOfARefill(long now) {
        Budget empty = spent(now);

        assertThat(empty.allows(LIMITS, now + REFILL - 1)).isFalse();
        assertThat(empty.allows(LIMITS, now + REFILL)).isTrue();
        assertThat(empty.spend(LIMITS.refill(), now + REFILL).allows(LIMITS, now + REFILL))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void whatWasNotSpentForLongAddsNothingToTheBurst(long now) {
        long later = now + 1_000 * REFILL;
        Budget budget = new Budget(now);
        for (int i = 0; i < LIMITS.burst(); i++) {
            budget = budget.spend(LIMITS.refill(), later);
        }

        assertThat(budget.allows(LIMITS, later)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void aMomentThatIsOverIsMovedToNowAndOneToComeIsKept(long now) {
        assertThat(new Budget(now).at(now + 1)).isEqualTo(new Budget(now + 1));
        assertThat(new Budget(now).at(now)).isEqualTo(new Budget(now));
        assertThat(new Budget(now + 1).at(now)).isEqualTo(new Budget(now + 1));
    }
}
