package io.github.bearergate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class Table {
    static final String NONE_YET = "No figures yet.\n";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> columns;

    Table(List<String> columns) {
        this.columns = columns;
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The first column to the left, all others to the right. */
    String markdown() {
        String ruler = columns.stream().skip(1).map(column -> "---:|").collect(Collectors.joining("", "|---|", ""));
        return line(columns) + "\n" + ruler + "\n"
                + rows.stream().map(Table::line).collect(Collectors.joining("\n")) + "\n";
    }

    /** The table, or that there are no figures. */
    String orNoneYet() {
        return isEmpty() ? NONE_YET : markdown();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
