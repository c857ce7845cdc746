package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jose.NimbusTokenDifferentialTest.Stricter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/fuzzing.md against the targets and the reasons for being stricter than Nimbus. */
class FuzzingPageTest {
    private static final Path ROOT = Path.of(System.getProperty("bearergate.root"));

    @Test
    void thePageListsEveryTarget() throws IOException {
        List<String> targets;
        try (Stream<Path> corpora = Files.list(ROOT.resolve("validator-core/src/fuzz/corpus"))) {
            targets = corpora.map(corpus -> corpus.getFileName().toString()).toList();
        }
        assertThat(firstCells("io\\.github\\.bearergate\\.[A-Za-z.]+Fuzz"))
                .containsExactlyInAnyOrderElementsOf(targets);
    }

    @Test
    void thePageListsEveryReasonForBeingStricterThanNimbus() throws IOException {
        assertThat(firstCells("[A-Z_0-9]+"))
                .containsExactlyElementsOf(
                        Stream.of(Stricter.values()).map(Stricter::name).toList());
    }

    private static List<String> firstCells(String pattern) throws IOException {
        Pattern row = Pattern.compile("\\| `(" + pattern + ")` \\|.*");
        return Files.readAllLines(ROOT.resolve("docs/fuzzing.md")).stream()
                .map(row::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
