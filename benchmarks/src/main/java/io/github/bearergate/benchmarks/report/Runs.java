package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.Measurement;
import io.github.bearergate.benchmarks.results.PublicationResults;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.benchmarks.results.Results;
import io.github.bearergate.benchmarks.results.StartResults;
import io.github.bearergate.benchmarks.results.SuiteResults;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The committed results, by the feature version of Java.
 *
 * @param suites what JMH found
 * @param servers what the servers did with RS256
 * @param es256Servers what they did with ES256
 * @param publications what a new key set did to requests
 * @param starts what starting the example cost
 */
record Runs(
        SortedMap<Integer, SuiteResults> suites,
        SortedMap<Integer, EndToEndResults> servers,
        SortedMap<Integer, EndToEndResults> es256Servers,
        SortedMap<Integer, PublicationResults> publications,
        SortedMap<Integer, StartResults> starts) {
    static final String ACCEPT = "ComparisonBenchmark.accept";
    static final String REFUSE = "RefusalComparisonBenchmark.refuse";
    static final String REJECT = "RejectionBenchmark.refuse";
    static final String KEYS = "KeySetBenchmark.accept";
    static final String RULES = "PolicyLookupBenchmark.hit";

    /** The part in which the JVMs with one thread and those with two ran in turn. */
    private static final String THREADS = "threads";

    /** The names of the files that a run writes, without {@code .json}. */
    static final Map<String, Class<? extends Results>> KINDS = new TreeMap<>(Map.of(
            "suite", SuiteResults.class,
            "end-to-end", EndToEndResults.class,
            "end-to-end-es256", EndToEndResults.class,
            "publication", PublicationResults.class,
            "start", StartResults.class));

    /** Reads {@code suite-jdk17.json} and its like of a folder. */
    static Runs read(Path folder) throws IOException {
        return new Runs(
                read(folder, "suite", SuiteResults.class),
                read(folder, "end-to-end", EndToEndResults.class),
                read(folder, "end-to-end-es256", EndToEndResults.class),
                read(folder, "publication", PublicationResults.class),
                read(folder, "start", StartResults.class));
    }

    private static <T extends Results> SortedMap<Integer, T> read(Path folder, String kind, Class<T> type)
            throws IOException {
        SortedMap<Integer, T> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind + "-jdk*.json")) {
                for (Path file : files) {
                    T results = ResultFiles.read(file, type);
                    found.put(results.environment().feature(), results);
                }
            }
        }
        return found;
    }

    SortedSet<Integer> jdks() {
        SortedSet<Integer> all = new TreeSet<>(suites.keySet());
        all.addAll(servers.keySet());
        all.addAll(es256Servers.keySet());
        all.addAll(publications.keySet());
        all.addAll(starts.keySet());
        return all;
    }

    /** Every measurement of a benchmark on one thread that has these parameters. */
    List<Measurement> all(int jdk, String benchmark, Map<String, String> params) {
        return suites.containsKey(jdk)
                ? suites.get(jdk).measurements().stream()
                        .filter(each -> each.benchmark().equals(benchmark) && each.threads() == 1)
                        .filter(each -> each.params().entrySet().containsAll(params.entrySet()))
                        .toList()
                : List.of();
    }

    /** The one that was seen most often. */
    static Optional<Measurement> best(List<Measurement> measurements) {
        return measurements.stream()
                .max(Comparator.<Measurement>comparingInt(each -> each.forks() * each.iterations())
                        .thenComparing(Comparator.comparingInt(each -> -measurements.indexOf(each))));
    }

    /** The one against the other: in that part of the suite where they took turns most often; else independently. */
    static Optional<Estimate> ratio(List<Measurement> above, List<Measurement> below) {
        Optional<Estimate> paired = pairedRatio(above, below);
        return paired.isPresent()
                ? paired
                : best(above).flatMap(a -> best(below).map(b -> Ratio.of(a, b)));
    }

    /** Empty when they did not take turns. */
    private static Optional<Estimate> pairedRatio(List<Measurement> above, List<Measurement> below) {
        return best(above.stream()
                        .filter(a -> below.stream().anyMatch(b -> Ratio.isPaired(a, b)))
                        .toList())
                .flatMap(a -> below.stream()
                        .filter(b -> Ratio.isPaired(a, b))
                        .findFirst()
                        .map(b -> Ratio.of(a, b)));
    }

    /** A library on a good token. */
    List<Measurement> accept(int jdk, String library, String algorithm, String provider) {
        return all(jdk, ACCEPT, Map.of("library", library, "algorithm", algorithm, "provider", provider));
    }

    /** A library on a bad RS256 token. */
    List<Measurement> refuse(int jdk, String library, String refusal, String provider) {
        return all(
                jdk,
                REFUSE,
                Map.of("library", library, "refusal", refusal, "algorithm", "RS256", "provider", provider));
    }

    /** Ours against that of the other libraries that comes off best against it. */
    Optional<Estimate> againstTheFastestPeer(int jdk, List<Measurement> ours, String algorithm, String peersProvider) {
        List<String> peers = all(jdk, ACCEPT, Map.of("algorithm", algorithm, "provider", peersProvider)).stream()
                .map(each -> each.param("library"))
                .filter(Names::isPeer)
                .distinct()
                .toList();
        Optional<Estimate> paired = peers.stream()
                .flatMap(peer -> pairedRatio(ours, accept(jdk, peer, algorithm, peersProvider)).stream())
                .max(Comparator.comparingDouble(Estimate::value));
        return paired.isPresent()
                ? paired
                : peers.stream()
                        .flatMap(peer -> ratio(ours, accept(jdk, peer, algorithm, peersProvider)).stream())
                        .max(Comparator.comparingDouble(Estimate::value));
    }

    /** What so many threads measured, of those JVMs that ran in turn. */
    Optional<Measurement> threads(int jdk, int count, Map<String, String> params) {
        return suites.containsKey(jdk)
                ? suites.get(jdk).measurements().stream()
                        .filter(each -> each.group().equals(THREADS) && each.threads() == count)
                        .filter(each -> each.params().entrySet().containsAll(params.entrySet()))
                        .findFirst()
                : Optional.empty();
    }

    /** How many times as much two threads do as one. */
    Optional<Estimate> throughputOfTwoThreads(int jdk, Map<String, String> params) {
        return threads(jdk, 1, params)
                .flatMap(one -> threads(jdk, 2, params)
                        .map(two -> Ratio.ofJvmsInTurn(one, two).times(2)));
    }

    /** What one server did with RS256. */
    Optional<EndToEndResults.Server> server(int jdk, String name) {
        return server(servers, jdk, name);
    }

    static Optional<EndToEndResults.Server> server(SortedMap<Integer, EndToEndResults> servers, int jdk, String name) {
        return Optional.ofNullable(servers.get(jdk))
                .flatMap(run -> run.servers().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst());
    }

    /** The libraries that accept tokens of one algorithm, in the order of the first run. */
    Set<String> libraries(String algorithm) {
        Set<String> names = new LinkedHashSet<>();
        jdks().forEach(jdk -> names.addAll(Cells.values(all(jdk, ACCEPT, Map.of("algorithm", algorithm)), "library")));
        return names;
    }
}
