package io.github.bearergate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every target with what was measured, and why it was missed. */
final class TargetTable {
    private final Runs runs;
    private final Map<String, String> remarks;

    TargetTable(Runs runs, Map<String, String> remarks) {
        this.runs = runs;
        this.remarks = remarks;
    }

    String markdown() {
        List<String> columns = new ArrayList<>(List.of("what", "to reach"));
        for (int jdk : runs.jdks()) {
            columns.add("JDK " + jdk);
            columns.add("JDK " + jdk + ", native");
        }
        Table table = new Table(columns);
        StringBuilder reasons = new StringBuilder();
        for (Target target : Targets.all()) {
            List<String> cells = new ArrayList<>(List.of(target.what(), target.bound()));
            boolean missed = false;
            for (int jdk : runs.jdks()) {
                for (String provider : List.of("jdk", "native")) {
                    Optional<Estimate> found = target.found().in(runs, jdk, provider);
                    cells.add(found.map(target::cell).orElse(""));
                    missed |= found.isPresent() && !target.isMet(found.get());
                }
            }
            table.row(cells);
            String remark = remarks.get(target.id());
            if (remark != null) {
                reasons.append("- ")
                        .append(target.what())
                        .append(": ")
                        .append(remark)
                        .append('\n');
            } else if (missed) {
                reasons.append("- ").append(target.what()).append(": missed; no reason is written down yet.\n");
            }
        }
        return runs.jdks().isEmpty() ? Table.NONE_YET : table.markdown() + (reasons.isEmpty() ? "" : "\n" + reasons);
    }
}
