package io.github.bearergate.benchmarks.endtoend;

/** Counts times in microseconds by size, to within half a percent. Not thread-safe. */
final class Latencies {
    /** Each bucket is this much longer than the one before. */
    private static final double STEP = Math.log(1.005);

    private static final int BUCKETS = 4_000;

    private final long[] counts = new long[BUCKETS];
    private long count;

    void record(long micros) {
        counts[bucket(micros)]++;
        count++;
    }

    void add(Latencies others) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += others.counts[i];
        }
        count += others.count;
    }

    long count() {
        return count;
    }

    /** What so many of a hundred took at most; 0 without any. */
    double percentile(double percent) {
        long wanted = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int i = 0; i < BUCKETS && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.exp(i * STEP);
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        return micros <= 1 ? 0 : Math.min(BUCKETS - 1, (int) Math.ceil(Math.log((double) micros) / STEP));
    }
}
