package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import io.github.bearergate.benchmarks.results.Measurement;
import io.github.bearergate.benchmarks.results.StartResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What was set out to be reached, each as a ratio within one run. */
final class Targets {
    private static final String JDK = "jdk";
    private static final String OURS = "bearergate";
    private static final String MEMO = "bearergate-memo";
    private static final String BYTES = " B";
    private static final String MICROS = " us";

    private Targets() {}

    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.atMost(
                "rs256-raw",
                "whole validation, memo off, RS256: against raw verify, same provider",
                1.10,
                "",
                (runs, jdk, provider) -> Runs.ratio(
                        runs.accept(jdk, OURS, "RS256", provider), runs.accept(jdk, "raw", "RS256", provider))));
        targets.add(Target.atMost(
                "rs256-peer",
                "the same: against the fastest peer, same provider",
                1,
                "",
                (runs, jdk, provider) ->
                        runs.againstTheFastestPeer(jdk, runs.accept(jdk, OURS, "RS256", provider), "RS256", provider)));
        targets.add(againstPeersOnTheJdk("RS256", 0.5));
        targets.add(againstPeersOnTheJdk("ES256", 1 / 15.0));
        targets.add(againstPeersOnTheJdk("EdDSA", 1 / 15.0));
        targets.add(Target.atMost(
                "bytes",
                "bytes allocated beyond raw verify, a validation without memo, RS256",
                8_192,
                BYTES,
                (runs, jdk, provider) -> bytes(runs.accept(jdk, OURS, "RS256", provider))
                        .flatMap(ours -> bytes(runs.accept(jdk, "raw", "RS256", provider))
                                .map(raw -> new Estimate(ours - raw, 0)))));
        targets.add(Target.atMost(
                "memo-bytes",
                "bytes allocated, a remembered token",
                1_024,
                BYTES,
                onTheJdk((runs, jdk) ->
                        bytes(runs.accept(jdk, MEMO, "RS256", JDK)).map(found -> new Estimate(found, 0)))));
        targets.add(Target.atMost(
                "memo-sha256",
                "a remembered token, all checks and the rule included: against SHA-256 of it",
                2.5,
                "",
                onTheJdk((runs, jdk) ->
                        Runs.ratio(runs.accept(jdk, MEMO, "RS256", JDK), runs.accept(jdk, "sha256", "RS256", JDK)))));
        targets.add(Target.atLeast(
                "memo-peer",
                "the fastest peer: against a remembered token",
                25,
                "",
                onTheJdk((runs, jdk) -> runs.againstTheFastestPeer(
                                jdk, runs.accept(jdk, MEMO, "RS256", JDK), "RS256", JDK)
                        .map(Estimate::inverse))));
        targets.addAll(servers());
        targets.addAll(refusals());
        targets.add(Target.atMost(
                "keys",
                "1,000 keys against 1, ES256",
                1.05,
                "",
                (runs, jdk, provider) -> provider.equals(JDK)
                        ? Optional.empty()
                        : Runs.ratio(
                                runs.all(jdk, Runs.KEYS, Map.of("library", OURS, "keys", "1000")),
                                runs.all(jdk, Runs.KEYS, Map.of("library", OURS, "keys", "1")))));
        targets.add(Target.atMost(
                "rules",
                "1,000 rules against 10: finding the rule",
                1.5,
                "",
                onTheJdk((runs, jdk) -> Runs.ratio(
                        runs.all(jdk, Runs.RULES, Map.of("rules", "1000")),
                        runs.all(jdk, Runs.RULES, Map.of("rules", "10"))))));
        targets.add(threads("threads", "two threads against one, memo off: throughput", OURS));
        targets.add(threads("threads-memo", "the same, remembered token", MEMO));
        targets.add(Target.atMost(
                "publication",
                "p99.9 of requests while a key set is published: against quiet",
                1.05,
                "",
                onTheJdk((runs, jdk) -> Optional.ofNullable(runs.publications().get(jdk))
                        .map(run -> Estimate.ofRounds(run.pairs().stream()
                                .map(pair -> pair.publishing().p999Micros()
                                        / pair.quiet().p999Micros())
                                .toList())))));
        targets.add(start("start", "CPU from the start of the example until it is ready", StartResults::starts));
        targets.add(
                start("start-archive", "the same, with an archive of its classes", StartResults::startsWithArchive));
        return targets;
    }

    private static Target start(String id, String what, Function<StartResults, List<StartResults.Start>> starts) {
        return Target.atMost(
                id,
                what,
                1.5,
                " s",
                onTheJdk((runs, jdk) -> Optional.ofNullable(runs.starts().get(jdk))
                        .map(run -> Estimate.ofRounds(starts.apply(run).stream()
                                .map(StartResults.Start::cpuSeconds)
                                .toList()))));
    }

    private static Target againstPeersOnTheJdk(String algorithm, double bound) {
        return Target.atMost(
                "native-" + algorithm.toLowerCase(Locale.ROOT),
                algorithm + " with the native provider: against the fastest peer on the JDK's",
                bound,
                "",
                (runs, jdk, provider) -> provider.equals(JDK)
                        ? Optional.empty()
                        : runs.againstTheFastestPeer(jdk, runs.accept(jdk, OURS, algorithm, provider), algorithm, JDK));
    }

    private static List<Target> servers() {
        return List.of(
                Target.atLeast(
                        "jetty",
                        "Jetty, requests per second with the filter: against none",
                        0.95,
                        "",
                        onTheJdk((runs, jdk) -> rounds(
                                runs,
                                jdk,
                                "none",
                                (ours, none) -> ours.requestsPerSecond() / none.requestsPerSecond()))),
                Target.atMost(
                        "jetty-cpu",
                        "Jetty, CPU added to a request",
                        5,
                        MICROS,
                        onTheJdk((runs, jdk) -> rounds(
                                runs,
                                jdk,
                                "none",
                                (ours, none) -> ours.cpuMicrosPerRequest() - none.cpuMicrosPerRequest()))),
                Target.atLeast(
                        "jetty-spring",
                        "Jetty, requests per second with the filter: against Spring Security's",
                        2.5,
                        "",
                        onTheJdk((runs, jdk) -> rounds(
                                runs,
                                jdk,
                                "spring",
                                (ours, spring) -> ours.requestsPerSecond() / spring.requestsPerSecond()))));
    }

    private static List<Target> refusals() {
        List<Target> targets = new ArrayList<>();
        for (String refusal : List.of("MALFORMED_TOKEN", "ALGORITHM_NOT_ALLOWED", "UNKNOWN_ISSUER", "UNKNOWN_KEY")) {
            targets.add(Target.atMost(
                    "refuse-" + refusal.toLowerCase(Locale.ROOT).replace('_', '-'),
                    "refusing `" + refusal + "`",
                    4,
                    MICROS,
                    onTheJdk((runs, jdk) ->
                            Runs.best(runs.refuse(jdk, OURS, refusal, JDK)).map(Estimate::of))));
        }
        targets.add(Target.atMost(
                "refuse-forged",
                "refusing a forged RS256 signature: against raw verify, same provider",
                1.15,
                "",
                (runs, jdk, provider) -> Runs.ratio(
                        runs.refuse(jdk, OURS, "BAD_SIGNATURE", provider),
                        runs.accept(jdk, "raw", "RS256", provider))));
        return targets;
    }

    /** Both are times of one operation on one thread; twice as many threads do twice as many in the same time. */
    private static Target threads(String id, String what, String library) {
        return Target.atLeast(
                id,
                what,
                1.9,
                "",
                (runs, jdk, provider) -> library.equals(MEMO) && !provider.equals(JDK)
                        ? Optional.empty()
                        : runs.throughputOfTwoThreads(jdk, Map.of("library", library, "provider", provider)));
    }

    /** What does not depend on who verifies signatures. */
    private static Target.Finding onTheJdk(BiFunction<Runs, Integer, Optional<Estimate>> found) {
        return (runs, jdk, provider) -> provider.equals(JDK) ? found.apply(runs, jdk) : Optional.empty();
    }

    private static Optional<Double> bytes(List<Measurement> measurements) {
        return Runs.best(measurements).flatMap(each -> Optional.ofNullable(each.bytes()));
    }

    /** Ours against another server, round by round. */
    private static Optional<Estimate> rounds(
            Runs runs, int jdk, String other, BiFunction<Round, Round, Double> compare) {
        Optional<Server> ours = runs.server(jdk, OURS);
        Optional<Server> theirs = runs.server(jdk, other);
        return ours.flatMap(a -> theirs.map(b -> Estimate.ofRounds(Pairs.compare(a, b, compare))));
    }
}
