package io.github.bearergate.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page made of a data file: an introduction, what the statuses mean and how often each occurs, and a table per section. */
final class TracePage {
    private final TestSources sources;

    TracePage(TestSources sources) {
        this.sources = sources;
    }

    String of(TraceFile file) throws IOException {
        Map<String, String> files = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        lines.add(file.introduction());
        lines.add("| status | rows | meaning |");
        lines.add("|---|---|---|");
        Arrays.stream(Status.values())
                .forEach(status -> lines.add(cells(
                        status.word(),
                        Long.toString(file.requirements().stream()
                                .filter(row -> row.status() == status)
                                .count()),
                        status.meaning())));
        for (TraceFile.Section section : file.sections()) {
            lines.add("");
            lines.add("## " + section.title());
            lines.add("");
            lines.add("| id | what is asked | source | status | shown by |");
            lines.add("|---|---|---|---|---|");
            for (Requirement row : section.requirements()) {
                lines.add(row(row, files));
            }
        }
        lines.add("");
        files.forEach((type, path) -> lines.add("[" + type + "]: " + path));
        return String.join("\n", lines) + "\n";
    }

    private String row(Requirement row, Map<String, String> files) throws IOException {
        List<String> links = new ArrayList<>();
        for (TestReference test : row.tests()) {
            String path = "../" + sources.file(test).toString().replace('\\', '/');
            String other = files.putIfAbsent(test.type(), path);
            if (other != null && !other.equals(path)) {
                throw new IllegalArgumentException(test + ": two modules have a class of this name");
            }
            links.add(test.shown());
        }
        String status =
                row.because().isEmpty() ? row.status().word() : row.status().word() + ": " + row.because();
        return cells(row.id() + " " + row.level(), row.says(), row.source(), status, String.join("<br>", links));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |";
    }
}
