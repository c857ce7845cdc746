package io.github.bearergate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that a module keeps with its sources: for each target its starting points, and whatever once broke a law. */
final class Corpus {
    private static final Path PLACE = Path.of(System.getProperty("basedir", "."), "src/fuzz/corpus");

    private Corpus() {}

    /** The targets of this module, by their classes' names. */
    static List<String> targets() {
        return sorted(PLACE).stream().map(Path::getFileName).map(Path::toString).toList();
    }

    static Path directory(String target) {
        return PLACE.resolve(target);
    }

    /** The inputs, in the order of their names. */
    static List<byte[]> inputs(String target) {
        return sorted(directory(target)).stream().map(Corpus::read).toList();
    }

    private static List<Path> sorted(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
