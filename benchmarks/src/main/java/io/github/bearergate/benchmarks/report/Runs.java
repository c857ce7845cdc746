package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.Measurement;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.benchmarks.results.SuiteResults;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The committed results, by the feature version of Java.
 *
 * @param suites what JMH found
 * @param servers what the servers did
 */
record Runs(SortedMap<Integer, SuiteResults> suites, SortedMap<Integer, EndToEndResults> servers) {
    /** Reads {@code suite-*.json} and {@code end-to-end-*.json} of a folder. */
    static Runs read(Path folder) throws IOException {
        SortedMap<Integer, SuiteResults> suites = new TreeMap<>();
        SortedMap<Integer, EndToEndResults> servers = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                for (Path file : files) {
                    if (file.getFileName().toString().startsWith("suite-")) {
                        SuiteResults suite = ResultFiles.read(file, SuiteResults.class);
                        suites.put(suite.environment().feature(), suite);
                    } else {
                        EndToEndResults run = ResultFiles.read(file, EndToEndResults.class);
                        servers.put(run.environment().feature(), run);
                    }
                }
            }
        }
        return new Runs(suites, servers);
    }

    /** The version of Java of a folder that a run has written. */
    static int featureOf(Path results) throws IOException {
        Path suite = results.resolve("suite.json");
        return Files.exists(suite)
                ? ResultFiles.read(suite, SuiteResults.class).environment().feature()
                : ResultFiles.read(results.resolve("end-to-end.json"), EndToEndResults.class)
                        .environment()
                        .feature();
    }

    /** The measurements of one part of one suite. */
    List<Measurement> group(int jdk, String name) {
        return suites.containsKey(jdk)
                ? suites.get(jdk).measurements().stream()
                        .filter(each -> each.group().equals(name))
                        .toList()
                : List.of();
    }

    /** The one measurement of a part that has these parameters. */
    Optional<Measurement> one(int jdk, String group, Map<String, String> params) {
        return group(jdk, group).stream()
                .filter(each -> each.params().entrySet().containsAll(params.entrySet()))
                .findFirst();
    }

    /** A library on a good token. */
    Optional<Measurement> accept(int jdk, String library, String algorithm, String provider) {
        return one(jdk, "accept", Map.of("library", library, "algorithm", algorithm, "provider", provider));
    }

    /** A library on a bad RS256 token. */
    Optional<Measurement> refuse(int jdk, String library, String refusal, String provider) {
        return one(
                jdk,
                "refuse",
                Map.of("library", library, "refusal", refusal, "algorithm", "RS256", "provider", provider));
    }

    /** The fastest of the other libraries on a good token. */
    Optional<Measurement> fastestPeer(int jdk, String algorithm, String provider) {
        return group(jdk, "accept").stream()
                .filter(each -> each.param("algorithm").equals(algorithm)
                        && each.param("provider").equals(provider)
                        && Names.isPeer(each.param("library")))
                .min(Comparator.comparingDouble(Measurement::score));
    }

    /** What one server did. */
    Optional<EndToEndResults.Server> server(int jdk, String name) {
        return Optional.ofNullable(servers.get(jdk))
                .flatMap(run -> run.servers().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst());
    }
}
