package io.github.bearergate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What grows with what. */
final class ScaleTable {
    private final Runs runs;

    ScaleTable(Runs runs) {
        this.runs = runs;
    }

    String markdown() {
        List<String> columns = new ArrayList<>(List.of("what"));
        runs.jdks().forEach(jdk -> columns.addAll(List.of("JDK " + jdk, "against the first")));
        Table table = new Table(columns);
        for (Scale scale : Scale.all()) {
            for (Map<String, String> params : scale.steps()) {
                List<String> cells = new ArrayList<>(List.of(scale.what(params)));
                for (int jdk : runs.jdks()) {
                    cells.add(Runs.best(scale.find(runs, jdk, params))
                            .map(each -> Estimate.of(each).text() + " " + each.unit())
                            .orElse(""));
                    boolean first = params.equals(scale.steps().get(0));
                    cells.add(
                            first
                                    ? "1"
                                    : scale.against(runs, jdk, params)
                                            .map(Estimate::text)
                                            .orElse(""));
                }
                if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty() && !cell.equals("1"))) {
                    table.row(cells);
                }
            }
        }
        return table.orNoneYet();
    }
}
