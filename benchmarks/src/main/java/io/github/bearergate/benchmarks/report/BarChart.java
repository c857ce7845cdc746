package io.github.bearergate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Horizontal bars with error bars, as SVG that can be read on light and on dark ground. */
final class BarChart {
    private static final int WIDTH = 860;
    private static final int LABELS = 260;
    private static final int RIGHT = 130;
    private static final int BAR = 13;
    private static final int GAP = 10;
    private static final int TOP = 62;

    private final String title;
    private final String unit;
    private final List<String> series;
    private final List<Row> rows = new ArrayList<>();

    /** What stands beside one label: a figure for each series, or none. */
    private record Row(String label, List<Optional<Estimate>> figures) {}

    BarChart(String title, String unit, List<String> series) {
        this.title = title;
        this.unit = unit;
        this.series = series;
    }

    void row(String label, List<Optional<Estimate>> figures) {
        if (figures.stream().anyMatch(Optional::isPresent)) {
            rows.add(new Row(label, figures));
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String svg() {
        int height = TOP + rows.size() * rowHeight() + 12;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>%3$s</title>
                <style>
                text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #1f2328; }
                .title { font-size: 15px; font-weight: 600; }
                .s0 { fill: #2f6fb3; } .s1 { fill: #d98a1f; } .s2 { fill: #4c9f70; } .s3 { fill: #b2557c; }
                .error { stroke: #1f2328; stroke-width: 1.2; }
                .ground { fill: #ffffff; }
                @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; } .error { stroke: #e6edf3; } .ground { fill: #0d1117; }
                }
                </style>
                <rect class="ground" width="%1$d" height="%2$d"/>
                <text class="title" x="12" y="24">%3$s</text>
                """, WIDTH, height, escaped(title)));
        legend(svg);
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, rows.get(i), TOP + i * rowHeight());
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        int x = 12;
        for (int i = 0; i < series.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"s%d\" x=\"%d\" y=\"36\" width=\"12\" height=\"12\"/><text x=\"%d\" y=\"46\">%s</text>%n",
                    i,
                    x,
                    x + 17,
                    escaped(series.get(i))));
            x += 40 + 7 * series.get(i).length();
        }
    }

    private void draw(StringBuilder svg, Row row, int top) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LABELS - 8,
                top + (rowHeight() - GAP) / 2 + 4,
                escaped(row.label())));
        for (int i = 0; i < series.size(); i++) {
            if (row.figures().get(i).isPresent()) {
                draw(svg, row.figures().get(i).get(), i, top + i * BAR);
            }
        }
    }

    private void draw(StringBuilder svg, Estimate figure, int index, int top) {
        double end = LABELS + figure.value() * scale();
        double low = LABELS + Math.max(0, figure.value() - figure.error()) * scale();
        double high = Math.min(WIDTH - RIGHT + 10, LABELS + (figure.value() + figure.error()) * scale());
        double middle = top + (BAR - 1) / 2.0;
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"s%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                index,
                LABELS,
                top,
                Math.max(0.5, end - LABELS),
                BAR - 1));
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"error\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                low,
                middle,
                high,
                middle));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\">%s %s</text>%n",
                high + 5,
                middle + 4,
                escaped(figure.text()),
                escaped(unit)));
    }

    private int rowHeight() {
        return series.size() * BAR + GAP;
    }

    private double scale() {
        double longest = rows.stream()
                .flatMap(row -> row.figures().stream())
                .flatMap(Optional::stream)
                .mapToDouble(figure -> figure.value() + figure.error())
                .max()
                .orElse(1);
        return (WIDTH - LABELS - RIGHT) / longest;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
