package io.github.bearergate.servlet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The path vectors, which live outside the repository: tests that need them are skipped where they are absent. */
final class Vectors {
    private Vectors() {}

    static Map<String, Object> read(String name) {
        Path file = Path.of(System.getProperty("bearergate.vectors", ""), "paths", name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "no vectors at " + file);
        try {
            return JSONObjectUtils.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked") // the vectors' shape is known
    static List<Map<String, Object>> rows(String name) {
        return (List<Map<String, Object>>) requireNonNull(read(name).get("rows"));
    }

    @SuppressWarnings("unchecked") // the vectors' shape is known
    static List<String> strings(String name, String member) {
        return (List<String>) requireNonNull(read(name).get(member));
    }

    /** Holds the table of {@code docs/vectors.md} to what was counted. */
    static void assertRecorded(String set, int run, int accepted) {
        Path page = Path.of(System.getProperty("bearergate.root", ".."), "docs", "vectors.md");
        String row = "| %s | %d | %d | %d |".formatted(set, run, accepted, run - accepted);
        assertThat(page)
                .content()
                .as("docs/vectors.md must have this row: %s", row)
                .contains("\n" + row + " ");
    }
}
