package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
    @Test
    void itGoesOnWhenTheConditionHoldsAndNotBefore() {
        AtomicInteger asked = new AtomicInteger();

        Eventually.until(() -> asked.incrementAndGet() == 3);

        assertThat(asked).hasValue(3);
    }

    @Test
    void aConditionThatHoldsIsEnoughWhateverTheTime() {
        Eventually.until(Duration.ZERO, () -> true);
    }

    @Test
    void itFailsWhenTheTimeIsUp() {
        assertThatThrownBy(() -> Eventually.until(Duration.ofMillis(1), () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("this did not happen within PT0.001S");
    }

    @Test
    void itFailsWhenInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Eventually.until(() -> false))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("interrupted while waiting");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
