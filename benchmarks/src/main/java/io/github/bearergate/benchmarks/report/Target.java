package io.github.bearergate.benchmarks.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ratio to reach, and how to find it in the results.
 *
 * @param id its name in the file of remarks
 * @param what what is compared with what
 * @param atMost the most it may be, unless it has a least
 * @param atLeast the least it may be, unless it has a most
 * @param unit what follows the figures; empty for ratios
 * @param found the figure of one version of Java and one provider; empty where it was not measured or has no meaning
 */
record Target(String id, String what, OptionalDouble atMost, OptionalDouble atLeast, String unit, Finding found) {
    /** Looks a figure up. */
    @FunctionalInterface
    interface Finding {
        Optional<Estimate> in(Runs runs, int jdk, String provider);
    }

    static Target atMost(String id, String what, double bound, String unit, Finding found) {
        return new Target(id, what, OptionalDouble.of(bound), OptionalDouble.empty(), unit, found);
    }

    static Target atLeast(String id, String what, double bound, String unit, Finding found) {
        return new Target(id, what, OptionalDouble.empty(), OptionalDouble.of(bound), unit, found);
    }

    String bound() {
        return atMost.isPresent()
                ? "≤ " + number(atMost.getAsDouble()) + unit
                : "≥ " + number(atLeast.orElseThrow()) + unit;
    }

    /** Whether the figure itself is within the bound. */
    boolean isMet(Estimate estimate) {
        return atMost.isPresent()
                ? estimate.value() <= atMost.getAsDouble()
                : estimate.value() >= atLeast.orElseThrow();
    }

    /** Whether the bound lies within the error, so that the run does not decide. */
    boolean isOpen(Estimate estimate) {
        double bound = atMost.isPresent() ? atMost.getAsDouble() : atLeast.orElseThrow();
        return Math.abs(estimate.value() - bound) < estimate.error();
    }

    String cell(Estimate estimate) {
        String verdict = isMet(estimate) ? "met" : "**missed**";
        return estimate.text() + unit + ", " + verdict + (isOpen(estimate) ? " within error" : "");
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3g", value).replaceAll("0+$", "");
    }
}
