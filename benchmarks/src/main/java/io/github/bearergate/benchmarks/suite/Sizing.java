package io.github.bearergate.benchmarks.suite;

import java.util.Locale;

/**
 * How long everything is measured.
 *
 * @param minutes after which no part is begun that would end later; 0 for one pass however long it takes
 * @param warmUpRounds rounds that are thrown away, in each JVM
 * @param rounds rounds that count, in each JVM; everyone has one turn in each
 * @param turnMillis how long a turn is
 */
record Sizing(int minutes, int warmUpRounds, int rounds, int turnMillis) {
    /** Nine minutes. */
    static final Sizing QUICK = new Sizing(9, 16, 8, 50);

    /** An hour and a half. */
    static final Sizing FULL = new Sizing(90, 40, 20, 50);

    /** Everything once: shows that it runs, and nothing else. */
    static final Sizing SMOKE = new Sizing(0, 1, 1, 10);

    private static final double SECONDS_TO_START = 2;
    private static final double SECONDS_TO_SET_ONE_UP = 0.3;

    static Sizing named(String mode) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            case "smoke" -> SMOKE;
            default -> throw new IllegalArgumentException("the mode is quick, full or smoke, not " + mode);
        };
    }

    Sizing within(int otherMinutes) {
        return new Sizing(otherMinutes, warmUpRounds, rounds, turnMillis);
    }

    /** About how long one JVM takes for so many turns, before one was seen. */
    double seconds(int turns) {
        return SECONDS_TO_START + turns * (SECONDS_TO_SET_ONE_UP + (warmUpRounds + rounds) * turnMillis / 1_000.0);
    }
}
