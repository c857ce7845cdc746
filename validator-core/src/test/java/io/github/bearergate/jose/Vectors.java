package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Public test vectors, where the system property {@code bearergate.vectors} says; without them, tests are skipped. */
final class Vectors {
    private Vectors() {}

    static Path path(String relative) {
        Path directory = Path.of(System.getProperty("bearergate.vectors", "absent"));
        assumeTrue(Files.isDirectory(directory), "no public test vectors in " + directory);
        return directory.resolve(relative);
    }

    static Map<String, Object> json(String relative) {
        try {
            return JSONObjectUtils.parse(Files.readString(path(relative)));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(relative, e);
        }
    }

    static List<Path> files(String relative) {
        try (Stream<Path> files = Files.list(path(relative))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(relative, e);
        }
    }

    /** The member, which must be an object. */
    @SuppressWarnings("unchecked") // what the vectors are
    static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name));
    }

    /** The member, which must be an array of objects. */
    @SuppressWarnings("unchecked") // what the vectors are
    static List<Map<String, Object>> objects(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(parent.get(name));
    }

    static String string(Map<String, Object> parent, String name) {
        return Objects.requireNonNull(parent.get(name)).toString();
    }

    /** Holds the tables of {@code docs/vectors.md} to what was counted. */
    static void assertRecorded(String set, int run, int accepted, int refused) {
        Path page = Path.of(System.getProperty("bearergate.root", "absent")).resolve("docs/vectors.md");
        String row = "| " + set + " | " + run + " | " + accepted + " | " + refused + " |";
        try (Stream<String> lines = Files.lines(page)) {
            assertThat(lines.filter(line -> line.startsWith("| " + set + " |")))
                    .as("docs/vectors.md must have this row: %s", row)
                    .singleElement()
                    .asString()
                    .startsWith(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(accepted + refused).isEqualTo(run);
    }
}
