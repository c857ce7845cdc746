package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.Measurement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The figures of measurements as cells of a table; what was not measured is an empty one. */
final class Cells {
    private Cells() {}

    static Set<String> values(List<Measurement> measurements, String param) {
        Set<String> values = new LinkedHashSet<>();
        measurements.forEach(each -> values.add(each.param(param)));
        return values;
    }

    static String text(List<Measurement> measurements) {
        return Runs.best(measurements).map(each -> Estimate.of(each).text()).orElse("");
    }

    static String ratio(List<Measurement> above, List<Measurement> below) {
        return above.equals(below) && !above.isEmpty()
                ? "1"
                : Runs.ratio(above, below).map(Estimate::text).orElse("");
    }

    static String bytes(List<Measurement> measurements) {
        return Runs.best(measurements)
                .flatMap(each -> Optional.ofNullable(each.bytes()))
                .map(count -> String.format(Locale.ROOT, "%,.0f", count))
                .orElse("");
    }
}
