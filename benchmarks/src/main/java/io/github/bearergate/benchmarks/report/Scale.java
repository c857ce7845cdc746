package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of measurements that differ in one number.
 *
 * @param title what is measured
 * @param group the part of the suite
 * @param benchmark class and method
 * @param varied the parameter that differs, or {@code threads}
 * @param fixed the other parameters
 * @param values the values, the one to compare with first
 */
record Scale(
        String title, String group, String benchmark, String varied, Map<String, String> fixed, List<String> values) {
    private static final String THREADS = "threads";

    static List<Scale> all() {
        return Stream.of(
                        Stream.of(
                                of(
                                        "a remembered token, tokens in use",
                                        "memo",
                                        "MemoBenchmark.hit",
                                        "tokens",
                                        "1",
                                        "1000",
                                        "100000"),
                                of(
                                        "SHA-256 of a token, tokens in use",
                                        "memo",
                                        "MemoBenchmark.sha256",
                                        "tokens",
                                        "1",
                                        "1000",
                                        "100000")),
                        Stream.of("bearergate", "nimbus", "jose4j", "spring-jwks", "tink", "auth0", "vertx")
                                .map(Scale::keys),
                        Stream.of(
                                of(
                                        "finding the rule, rules",
                                        "rules",
                                        "PolicyLookupBenchmark.hit",
                                        "rules",
                                        "10",
                                        "100",
                                        "1000"),
                                of(
                                        "finding no rule, rules",
                                        "rules",
                                        "PolicyLookupBenchmark.miss",
                                        "rules",
                                        "10",
                                        "100",
                                        "1000"),
                                of(
                                        "a remembered token, issuers",
                                        "issuers",
                                        "IssuersBenchmark.decideMemoHit",
                                        "issuers",
                                        "1",
                                        "10",
                                        "100"),
                                of(
                                        "a token without memo, issuers",
                                        "issuers",
                                        "IssuersBenchmark.decideMemoOff",
                                        "issuers",
                                        "1",
                                        "100"),
                                threads("a token without memo", "bearergate"),
                                threads("a remembered token", "bearergate-memo")))
                .flatMap(scales -> scales)
                .toList();
    }

    private static Scale of(String title, String group, String benchmark, String varied, String... values) {
        return new Scale(title, group, benchmark, varied, Map.of(), List.of(values));
    }

    private static Scale keys(String library) {
        return new Scale(
                Names.library(library) + ", keys in the set",
                "keys",
                "KeySetBenchmark.accept",
                "keys",
                Map.of("library", library),
                List.of("1", "10", "100", "1000"));
    }

    private static Scale threads(String title, String library) {
        return new Scale(
                title + ", threads (time of one operation on each)",
                THREADS,
                "ComparisonBenchmark.accept",
                THREADS,
                Map.of("library", library),
                List.of("1", "2"));
    }

    List<Map<String, String>> steps() {
        return values.stream().map(value -> Map.of(varied, value)).toList();
    }

    String what(Map<String, String> step) {
        return title + ": " + String.format(Locale.ROOT, "%,d", Integer.parseInt(step.get(varied)));
    }

    Optional<Measurement> find(Runs runs, int jdk, Map<String, String> step) {
        return runs.group(jdk, group).stream()
                .filter(each -> each.benchmark().equals(benchmark))
                .filter(each -> each.params().entrySet().containsAll(fixed.entrySet()))
                .filter(each -> varied.equals(THREADS)
                        ? each.threads() == Integer.parseInt(step.get(THREADS))
                        : each.params().entrySet().containsAll(step.entrySet()))
                .findFirst();
    }
}
