package io.github.bearergate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs of a target that are kept with the sources: starting points, and whatever once broke a law. */
public final class Corpus {
    /** Every module's directory of corpora, below the module. */
    private static final String PLACE = "src/fuzz/corpus";

    private Corpus() {}

    /** The directory of a target's inputs, by the name of its class. */
    public static Path directory(String module, Class<?> target) {
        return Path.of(System.getProperty("bearergate.root", ".."), module, PLACE, target.getSimpleName());
    }

    /** The inputs, in the order of their names. */
    public static List<byte[]> inputs(String module, Class<?> target) {
        try (Stream<Path> files = Files.list(directory(module, target))) {
            return files.sorted().map(Corpus::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words as bytes in UTF-8. */
    public static List<byte[]> words(String... words) {
        return Stream.of(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
