package io.github.bearergate.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import io.github.bearergate.benchmarks.results.ResultFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what cannot be seen to rot otherwise; no time is looked at. */
class EndToEndTest {
    @Test
    void everyServerIsCheckedAndLoadedByTheBundledGenerator(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        EndToEnd.run(
                "RS256", "smoke", Optional.empty(), true, folder, new PrintStream(shown, true, StandardCharsets.UTF_8));

        EndToEndResults results = ResultFiles.read(folder.resolve("end-to-end.json"), EndToEndResults.class);
        assertThat(results.servers())
                .extracting(Server::name)
                .containsExactlyElementsOf(Arrays.stream(Protection.values())
                        .filter(Protection::worksHere)
                        .map(Protection::argument)
                        .toList());
        assertThat(results.servers())
                .allSatisfy(server -> assertThat(server.rounds())
                        .singleElement()
                        .satisfies(round -> {
                            assertThat(round.requestsPerSecond()).isPositive();
                            assertThat(round.p99Micros()).isGreaterThanOrEqualTo(round.p50Micros());
                        }));
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("round 1: no filter");
    }
}
