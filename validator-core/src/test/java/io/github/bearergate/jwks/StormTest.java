package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A million tokens with a million invented key names, in virtual time: what they cause, and what they leave behind. */
@Tag("virtual-time")
class StormTest {
    private static final System.Logger LOG = System.getLogger(StormTest.class.getName());
    private static final int TOKENS = 1_000_000;

    /** Much less than what a million names take, and more than what 1,024 of them do. */
    private static final long MOST_GROWTH = 4L << 20;

    @ParameterizedTest
    @CsvSource({"100, 8", "3600, 8", "1, 256"})
    @Tag("F91")
    @Tag("F92")
    void aMillionUnknownNamesCauseAHandfulOfFetchesAndLeaveNothingBehind(int seconds, int length) {
        VirtualSource source = new VirtualSource(Long.MAX_VALUE - 1, seconds);
        String name = "x".repeat(length - 7);
        long before = usedHeap();
        long start = source.now;
        long pause = Duration.ofSeconds(seconds).toNanos() / TOKENS;

        for (int i = 0; i < TOKENS; i++) {
            source.accepts(name + (1_000_000 + i));
            source.until(start + pause * (i + 1));
        }

        assertThat(source.accepts(1)).isTrue();
        long fetches = source.fetches(RefreshTrigger.UNKNOWN_KID);
        int most = 3 + (seconds + 29) / 30;
        long negatives = source.engine.negativeKids();
        long growth = usedHeap() - before;
        LOG.log(
                Level.INFO,
                "{0} unknown names in {1} s: {2} fetches of at most {3}, {4} names remembered, heap grew by {5} KiB",
                TOKENS,
                seconds,
                fetches,
                most,
                negatives,
                growth / 1024);
        assertThat(fetches).isBetween(3L, (long) most);
        assertThat(negatives).isLessThanOrEqualTo(1_024);
        assertThat(growth).isLessThan(MOST_GROWTH);
        assertThat(source.unknown.values().stream().mapToInt(count -> count).sum())
                .isEqualTo(TOKENS);
    }

    /** The least of several looks, since others may be at work in this JVM. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
