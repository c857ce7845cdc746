package io.github.bearergate.benchmarks.endtoend;

import java.util.Locale;

/**
 * How long servers are loaded.
 *
 * @param connections how many connections are kept busy
 * @param warmUpSeconds how long each server is loaded before anything counts
 * @param warmUpSlices in how many parts
 * @param rounds how often each is measured
 * @param roundSeconds how long each time
 */
record Schedule(int connections, int warmUpSeconds, int warmUpSlices, int rounds, int roundSeconds) {
    /** Under three minutes; Spring is not wholly warm by then. */
    private static final Schedule QUICK = new Schedule(16, 14, 2, 4, 4);

    /** About half an hour. */
    private static final Schedule FULL = new Schedule(16, 60, 6, 20, 15);

    /** Shows that it runs, and nothing else. */
    private static final Schedule SMOKE = new Schedule(4, 0, 0, 1, 1);

    static Schedule named(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            case "smoke" -> SMOKE;
            default -> throw new IllegalArgumentException("the mode is quick, full or smoke, not " + mode);
        };
    }
}
