package io.github.bearergate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long runs with Jazzer, each in a JVM of its own, because Jazzer instruments all that it loads and ends with its process. Only
 * the profile {@code fuzz} runs this; docs/fuzzing.md says how.
 */
class LongFuzzRun {
    private static final String SECONDS = System.getProperty("fuzz.seconds", "60");
    private static final String ONLY = System.getProperty("fuzz.target", "");
    private static final Path RESULTS = Path.of(System.getProperty("basedir", "."), "target", "fuzz");

    @ParameterizedTest
    @MethodSource("targets")
    void jazzerBreaksNoLaw(String target) throws IOException, InterruptedException {
        Path found = Files.createDirectories(RESULTS.resolve("corpus").resolve(target));
        Path log = RESULTS.resolve(target + ".log");
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx1g",
                        "-XX:+EnableDynamicAgentLoading",
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target,
                        "--instrumentation_includes=io.github.bearergate.**",
                        "--reproducer_path=" + RESULTS,
                        "-artifact_prefix=" + RESULTS + File.separator,
                        "-max_total_time=" + SECONDS,
                        "-max_len=20000",
                        "-timeout=20",
                        "-rss_limit_mb=4096",
                        "-print_final_stats=1",
                        found.toString(),
                        Corpus.directory(target).toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(jazzer.waitFor()).as("Jazzer found something: see %s", log).isZero();
    }

    static Stream<String> targets() {
        return Corpus.targets().stream().filter(target -> target.contains(ONLY));
    }
}
