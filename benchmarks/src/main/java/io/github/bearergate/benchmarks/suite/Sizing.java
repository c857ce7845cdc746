package io.github.bearergate.benchmarks.suite;

import java.util.Locale;

/**
 * How long each benchmark is measured.
 *
 * @param forks JVMs for each set of parameters where libraries are compared
 * @param scalingForks JVMs where one library is compared with itself
 * @param warmUps iterations that are thrown away
 * @param warmUpMillis how long each of them takes
 * @param iterations iterations that count
 * @param iterationMillis how long each of them takes
 */
record Sizing(int forks, int scalingForks, int warmUps, int warmUpMillis, int iterations, int iterationMillis) {
    /** About eight minutes in all. Less warm-up gives errors of a quarter of the figure. */
    static final Sizing QUICK = new Sizing(1, 1, 5, 500, 8, 250);

    /** Some hours. */
    static final Sizing FULL = new Sizing(5, 3, 5, 1_000, 5, 1_000);

    /** Every benchmark once: shows that everything runs, and nothing else. */
    static final Sizing SMOKE = new Sizing(1, 1, 1, 50, 1, 50);

    static Sizing named(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            case "smoke" -> SMOKE;
            default -> throw new IllegalArgumentException("the mode is quick, full or smoke, not " + mode);
        };
    }
}
