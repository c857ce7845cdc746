package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.Measurement;
import java.util.List;
import java.util.Locale;

/**
 * A figure and how far it may be off.
 *
 * @param value the figure
 * @param error half the width of its confidence interval
 */
record Estimate(double value, double error) {
    /** Student's t for 95 %, by degrees of freedom from 1. */
    private static final double[] T = {
        12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10,
        2.09
    };

    static Estimate of(Measurement measurement) {
        return new Estimate(measurement.score(), measurement.error());
    }

    /** The mean of what was seen in several rounds, with its 95 % confidence interval. */
    static Estimate ofRounds(List<Double> seen) {
        double mean = seen.stream().mapToDouble(each -> each).average().orElse(0);
        int freedom = seen.size() - 1;
        if (freedom < 1) {
            return new Estimate(mean, 0);
        }
        double variance =
                seen.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum() / freedom;
        double t = T[Math.min(freedom, T.length) - 1];
        return new Estimate(mean, t * Math.sqrt(variance / seen.size()));
    }

    /** The ratio of two figures that were found independently of each other. */
    Estimate dividedBy(Estimate other) {
        double ratio = value / other.value;
        return new Estimate(ratio, ratio * Math.hypot(error / value, other.error / other.value));
    }

    /** One divided by it. */
    Estimate inverse() {
        return new Estimate(1 / value, error / (value * value));
    }

    Estimate times(double factor) {
        return new Estimate(value * factor, error * factor);
    }

    /** As a count: without a fraction. */
    String counted() {
        return String.format(Locale.ROOT, "%,.0f ± %,.0f", value, error);
    }

    /** With three digits, and the error to the same place. */
    String text() {
        int digits = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value)));
        int places = Math.max(0, 2 - digits);
        return String.format(Locale.ROOT, "%." + places + "f ± %." + places + "f", value, error);
    }
}
