package io.github.bearergate.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.Measurement;
import io.github.bearergate.benchmarks.results.PublicationResults;
import io.github.bearergate.benchmarks.results.PublicationResults.Pair;
import io.github.bearergate.benchmarks.results.PublicationResults.Window;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.benchmarks.results.StartResults;
import io.github.bearergate.benchmarks.results.StartResults.Start;
import io.github.bearergate.benchmarks.results.SuiteResults;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No figure of the page was typed by hand. */
class ReportTest {
    private static final Path DOCS = Path.of(System.getProperty("bearergate.root"), "docs");

    @Test
    void thePageAndThePlotsAreWhatTheCommittedResultsGive() throws IOException {
        Map<String, String> expected = Report.files(DOCS);

        for (Map.Entry<String, String> file : expected.entrySet()) {
            assertThat(DOCS.resolve(file.getKey()))
                    .as("write it anew: java -jar benchmarks/target/benchmarks.jar report")
                    .hasContent(file.getValue());
        }
        assertThat(plots())
                .isEqualTo(new TreeSet<>(expected.keySet().stream()
                        .filter(name -> name.endsWith(".svg"))
                        .map(name -> name.substring(name.indexOf('/') + 1))
                        .toList()));
    }

    @Test
    void aRatioIsShownWithItsErrorAndWhetherItReachesItsTarget(@TempDir Path docs) throws IOException {
        write(docs, accept("raw", 50, 1), accept("bearergate", 54, 1), accept("auth0", 52, 1));

        String page = Report.files(docs).get("benchmarks.md");

        // 54 / 50, and hypot(1 / 54, 1 / 50) of it
        assertThat(page).contains("| ≤ 1.1 | 1.08 ± 0.03, met within error |");
        // 54 / 52
        assertThat(page).contains("| ≤ 1 | 1.04 ± 0.03, **missed** |");
        assertThat(page).contains("against the fastest peer, same provider: missed; no reason is written down yet.");
        assertThat(page).contains("| auth0 java-jwt | 52.0 ± 1.0 | 1.04 ± 0.03 |");
    }

    @Test
    void thoseThatTookTurnsAreComparedWithinRounds(@TempDir Path docs) throws IOException {
        // Twice as fast in the second round, and in one of three a disturbance: each JVM's median is 1.2, 1.1 and 1.0.
        write(
                docs,
                accept(
                        "raw",
                        1,
                        9,
                        List.of(List.of(50.0, 25.0, 50.0), List.of(50.0, 25.0, 50.0), List.of(50.0, 25.0, 50.0))),
                accept(
                        "bearergate",
                        1,
                        9,
                        List.of(List.of(60.0, 30.0, 99.0), List.of(55.0, 99.0, 55.0), List.of(50.0, 25.0, 50.0))));

        // 4.30 * 0.1 / sqrt(3)
        assertThat(Report.files(docs).get("benchmarks.md")).contains("| ≤ 1.1 | 1.10 ± 0.25, ");
    }

    @Test
    void publicationAndStartAreTargets(@TempDir Path docs) throws IOException {
        ResultFiles.write(
                docs.resolve("benchmarks/publication-jdk17.json"),
                new PublicationResults(
                        environment(),
                        8,
                        1.5,
                        List.of(
                                new Pair(new Window(9, 1, 1_000), new Window(9, 1, 1_020)),
                                new Pair(new Window(9, 1, 2_000), new Window(9, 1, 2_040)))));
        ResultFiles.write(
                docs.resolve("benchmarks/start-jdk17.json"),
                new StartResults(
                        environment(),
                        List.of(new Start(1.6, 2), new Start(1.6, 2)),
                        List.of(new Start(1.2, 1), new Start(1.2, 1))));

        String page = Report.files(docs).get("benchmarks.md");

        assertThat(page).contains("| ≤ 1.05 | 1.02 ± 0.00, met |");
        assertThat(page).contains("| ≤ 1.5 s | 1.60 ± 0.00 s, **missed** |");
    }

    @Test
    void whatPeopleWroteAboutProfilesIsKept(@TempDir Path docs) throws IOException {
        write(docs, accept("raw", 50, 0));
        Files.writeString(docs.resolve("benchmarks/profiles.md"), "Half of it is $1 of copying.\n");

        assertThat(Report.files(docs).get("benchmarks.md")).contains("Half of it is $1 of copying.\n");
    }

    @Test
    void theReasonForAMissIsTakenFromTheRemarks(@TempDir Path docs) throws IOException {
        write(docs, accept("raw", 50, 0), accept("bearergate", 60, 0));
        Files.writeString(docs.resolve("benchmarks/remarks.properties"), "rs256-raw = the machine was asleep\n");

        assertThat(Report.files(docs).get("benchmarks.md"))
                .contains("RS256: against raw verify, same provider: the machine was asleep\n")
                .doesNotContain("no reason");
    }

    @Test
    void serversAreComparedRoundByRound(@TempDir Path docs) throws IOException {
        ResultFiles.write(
                docs.resolve("benchmarks/end-to-end-jdk17.json"),
                new EndToEndResults(
                        environment(),
                        "RS256",
                        "wrk",
                        16,
                        15,
                        40,
                        5,
                        List.of(
                                new Server("none", List.of(round(10_000, 100), round(20_000, 60))),
                                new Server("bearergate", List.of(round(9_000, 104), round(18_000, 64))))));

        String page = Report.files(docs).get("benchmarks.md");

        // Each round 0.9 and 4 us, however different the rounds were
        assertThat(page).contains("| ≥ 0.95 | 0.900 ± 0.000, **missed** |");
        assertThat(page).contains("| ≤ 5 us | 4.00 ± 0.00 us, met |");
    }

    @Test
    void withoutResultsThePageSaysSo(@TempDir Path docs) throws IOException {
        assertThat(Report.files(docs)).containsOnlyKeys("benchmarks.md");
        assertThat(Report.files(docs).get("benchmarks.md"))
                .contains("No figures yet.")
                .doesNotContain("{{");
    }

    private static void write(Path docs, Measurement... measurements) throws IOException {
        ResultFiles.write(
                docs.resolve("benchmarks/suite-jdk17.json"), new SuiteResults(environment(), List.of(measurements)));
    }

    private static Environment environment() {
        return new Environment("2026-11-26T16:00Z", "quick", "run", "17.0.15", "VM", "a processor", 2, 24, "Linux");
    }

    private static Measurement accept(String library, double score, double error) {
        return accept(library, score, error, new ArrayList<List<Double>>());
    }

    private static Measurement accept(String library, double score, double error, List<List<Double>> samples) {
        return new Measurement(
                "accept",
                "ComparisonBenchmark.accept",
                new TreeMap<>(Map.of("library", library, "algorithm", "RS256", "provider", "jdk")),
                1,
                "us/op",
                score,
                error,
                2,
                5,
                1_000.0,
                samples);
    }

    private static Round round(double requests, double cpu) {
        return new Round(requests, 100, 200, cpu);
    }

    private static Set<String> plots() throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DOCS.resolve("benchmarks"), "*.svg")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
