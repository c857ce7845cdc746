package io.github.bearergate.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Requirements under headings, read from a data file.
 *
 * <p>What stands before the first {@code ## Heading} introduces the page. Each heading begins a section; {@code R001 MUST} begins a
 * requirement; indented lines below it are {@code key: text}, and only {@code test} may stand more than once.
 *
 * @param introduction as it is written
 * @param sections in the order of the file
 */
record TraceFile(String introduction, List<Section> sections) {
    TraceFile {
        sections = List.copyOf(sections);
    }

    /**
     * What stands under one heading.
     *
     * @param title the heading
     * @param requirements in the order of the file
     */
    record Section(String title, List<Requirement> requirements) {
        Section {
            requirements = List.copyOf(requirements);
        }
    }

    static TraceFile read(Path file) throws IOException {
        Reader reader = new Reader();
        List<String> lines = Files.readAllLines(file);
        int head =
                (int) lines.stream().takeWhile(line -> !line.startsWith("## ")).count();
        for (int i = head; i < lines.size(); i++) {
            try {
                reader.line(lines.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file.getFileName() + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new TraceFile(String.join("\n", lines.subList(0, head)), reader.sections());
    }

    List<Requirement> requirements() {
        return sections.stream()
                .flatMap(section -> section.requirements().stream())
                .toList();
    }

    private static final class Reader {
        private final List<Section> sections = new ArrayList<>();
        private final List<Requirement> requirements = new ArrayList<>();
        private String title = "";
        private Draft draft = new Draft("", "");

        void line(String line) {
            if (line.startsWith("## ")) {
                endSection();
                title = line.substring(3);
            } else if (line.startsWith(" ")) {
                draft.set(line.strip());
            } else if (!line.isBlank()) {
                endRequirement();
                String[] words = line.split(" ", 2);
                draft = new Draft(words[0], words.length > 1 ? words[1] : "");
            }
        }

        List<Section> sections() {
            endSection();
            return sections;
        }

        private void endSection() {
            endRequirement();
            if (!requirements.isEmpty()) {
                sections.add(new Section(title, requirements));
                requirements.clear();
            }
        }

        private void endRequirement() {
            if (!draft.id.isEmpty()) {
                requirements.add(draft.done());
            }
            draft = new Draft("", "");
        }
    }

    private static final class Draft {
        private final String id;
        private final String level;
        private final List<TestReference> tests = new ArrayList<>();
        private String source = "";
        private String says = "";
        private String because = "";
        private String status = "";

        Draft(String id, String level) {
            this.id = id;
            this.level = level;
        }

        void set(String line) {
            int colon = line.indexOf(": ");
            String text = colon < 0 ? "" : line.substring(colon + 2);
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "source" -> source = once(source, text);
                case "says" -> says = once(says, text);
                case "because" -> because = once(because, text);
                case "status" -> status = once(status, text);
                case "test" -> tests.add(TestReference.read(text));
                default -> throw new IllegalArgumentException("no such key: " + line);
            }
        }

        Requirement done() {
            return new Requirement(
                    id,
                    level,
                    source,
                    says,
                    Status.named(status)
                            .orElseThrow(() -> new IllegalArgumentException(id + " has no such status: " + status)),
                    because,
                    tests);
        }

        private static String once(String old, String text) {
            if (!old.isEmpty() || text.isEmpty()) {
                throw new IllegalArgumentException("once, and not empty: " + text);
            }
            return text;
        }
    }
}
