package io.github.bearergate.benchmarks.endtoend;

import java.util.Locale;

/**
 * How long servers are loaded.
 *
 * @param connections how many connections are kept busy
 * @param warmUpSeconds how long each server is loaded before anything counts
 * @param springWarmUpSeconds how long Spring's is, which takes longest to settle
 * @param warmUpSlices in how many parts
 * @param minutes after which no round is begun that would end later; 0 for one round however long it takes
 * @param roundSeconds how long each is measured in each round
 */
record Schedule(
        int connections, int warmUpSeconds, int springWarmUpSeconds, int warmUpSlices, int minutes, int roundSeconds) {
    /** Four minutes. */
    private static final Schedule QUICK = new Schedule(16, 15, 40, 5, 4, 4);

    /** Half an hour. */
    private static final Schedule FULL = new Schedule(16, 60, 120, 6, 30, 10);

    /** Shows that it runs, and nothing else. */
    private static final Schedule SMOKE = new Schedule(4, 0, 0, 0, 0, 1);

    static Schedule named(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            case "smoke" -> SMOKE;
            default -> throw new IllegalArgumentException("the mode is quick, full or smoke, not " + mode);
        };
    }

    Schedule within(int otherMinutes) {
        return new Schedule(connections, warmUpSeconds, springWarmUpSeconds, warmUpSlices, otherMinutes, roundSeconds);
    }

    int warmUpSeconds(Protection protection) {
        return protection == Protection.SPRING ? springWarmUpSeconds : warmUpSeconds;
    }
}
