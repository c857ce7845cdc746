package io.github.bearergate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came out of a run. */
final class ChaosReport {
    final long seed;
    final List<String> violations = new ArrayList<>();
    final Map<Integer, Long> statuses = new TreeMap<>();
    final Latencies quiet = new Latencies();
    final Latencies outage = new Latencies();
    private final Set<Integer> newKeys = new HashSet<>();
    long decided;
    long either;
    long fetches;
    long doubts;
    long violated;
    long longestPause;
    long longestNewKeyLag;
    long longestRemovalLag;
    /** How many events of the plan happened. */
    int events;
    /** From the first keys to the end or the first violation, in nanoseconds. */
    long lasted;

    ChaosReport(long seed) {
        this.seed = seed;
    }

    void newKeyLag(int key, long lag) {
        if (newKeys.add(key)) {
            longestNewKeyLag = Math.max(longestNewKeyLag, lag);
        }
    }

    double shareOfEither() {
        return (double) either / Math.max(1, either + decided);
    }

    @Override
    public String toString() {
        return "seed %d: %d requests decided, %d either (%.1f %%), statuses %s, %d fetches, %d in doubt, longest pause %d ms, longest"
                        .formatted(
                                seed,
                                decided,
                                either,
                                100 * shareOfEither(),
                                statuses,
                                fetches,
                                doubts,
                                Duration.ofNanos(longestPause).toMillis())
                + " new-key lag %d ms, longest removal lag in health %d ms, known kids p99 quiet %d us, outage %d us, %d violations"
                        .formatted(
                                Duration.ofNanos(longestNewKeyLag).toMillis(),
                                Duration.ofNanos(longestRemovalLag).toMillis(),
                                quiet.micros(0.99),
                                outage.micros(0.99),
                                violated);
    }

    /** How long answers took, in steps of ten microseconds. */
    static final class Latencies {
        private static final int STEPS = 100_000;
        private final int[] counts = new int[STEPS];
        long count;

        void add(long nanos) {
            counts[(int) Math.min(STEPS - 1, nanos / 10_000)]++;
            count++;
        }

        long micros(double share) {
            long left = (long) Math.ceil(share * count);
            for (int step = 0; step < STEPS; step++) {
                left -= counts[step];
                if (left <= 0) {
                    return (step + 1) * 10L;
                }
            }
            return STEPS * 10L;
        }
    }
}
