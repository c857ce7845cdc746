package io.github.bearergate.policyaudit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of texts.
 *
 * @param header the name of each column
 * @param rows the lines, as wide as the header
 */
record Table(List<String> header, List<List<String>> rows) {
    /** Copies the lists, and keeps every cell on its line. */
    Table {
        header = List.copyOf(header);
        rows = rows.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
    }

    /** The table in columns for a fixed-width font. */
    String text() {
        List<Integer> widths = IntStream.range(0, header.size())
                .mapToObj(column -> Math.max(
                        header.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toList();
        return line(header, widths)
                + rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }

    /** The table in GitHub's Markdown. */
    String markdown() {
        String rule = header.stream().map(cell -> "---").collect(Collectors.joining(" | ", "| ", " |\n"));
        return markdown(header) + rule + rows.stream().map(Table::markdown).collect(Collectors.joining());
    }

    private static String markdown(List<String> cells) {
        return cells.stream().map(Table::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A text that Markdown takes for nothing else. */
    static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>|])", "\\\\$1");
    }

    /** The table as CSV (RFC 4180), with a line end of CR LF. */
    String csv() {
        return csv(header) + rows.stream().map(Table::csv).collect(Collectors.joining());
    }

    /** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
    private static String csv(List<String> cells) {
        return cells.stream()
                .map(cell -> !cell.isEmpty() && "=+-@".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell)
                .map(cell -> cell.matches("(?s).*[\",\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
