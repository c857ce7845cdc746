package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs jcstress in a JVM of its own; it makes more of them. */
class JcstressTest {
    private static final Path RESULTS = Path.of("target", "jcstress").toAbsolutePath();
    private static final String TESTS = ".*Stress";

    @Test
    void noInterleavingOfTheShellEndsWhereItMustNot() throws IOException, InterruptedException {
        empty(RESULTS);
        Path output = RESULTS.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-t",
                TESTS,
                "-v",
                "-r",
                RESULTS.toString()));
        command.addAll(List.of(
                System.getProperty("bearergate.jcstress.options", "-m sanity").split(" ", -1)));

        int exit = new ProcessBuilder(command)
                .directory(RESULTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        String said = Files.readString(output);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("Failed tests: No matches.").contains("Error tests: No matches.");
        assertThat(reports()).isEqualTo(tests()).isNotEmpty();
    }

    /** Reports of an earlier run would hide that a test no longer runs. */
    private static void empty(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Set<String> reports() throws IOException {
        return namesIn(RESULTS, Pattern.compile("io\\.github\\.bearergate\\.jwks\\.(\\w+)\\.html"));
    }

    private static Set<String> tests() throws IOException {
        return namesIn(
                Path.of("src", "main", "java", "io", "github", "bearergate", "jwks"),
                Pattern.compile("(\\w+Stress)\\.java"));
    }

    private static Set<String> namesIn(Path directory, Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> name.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
