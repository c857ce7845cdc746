package io.github.bearergate.example;

import java.util.ArrayList;
import java.util.List;

/** What came of the self-test, case by case. Not thread-safe. */
final class SelfTestReport {
    /** One case: what was to be answered and what was. */
    private record Row(String name, String expected, String got) {
        boolean isRight() {
            return expected.equals(got);
        }

        String text() {
            return line(name, expected, got, isRight() ? "yes" : "NO");
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void add(String name, String expected, String got) {
        rows.add(new Row(name, expected, got));
    }

    /** Whether every case is right, and there is one. */
    boolean isRight() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::isRight);
    }

    /** A line for each case and one for the sum, under a heading. */
    String table() {
        StringBuilder table = new StringBuilder(line("case", "expected", "got", "ok"));
        rows.forEach(row -> table.append(row.text()));
        long right = rows.stream().filter(Row::isRight).count();
        return table.append("%n%d of %d right%n".formatted(right, rows.size())).toString();
    }

    private static String line(String name, String expected, String got, String ok) {
        return "%-54s %-22s %-22s %s%n".formatted(name, expected, got, ok);
    }
}
