package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of measurements that differ in one number.
 *
 * @param title what is measured
 * @param benchmark class and method
 * @param varied the parameter that differs, or {@code threads}
 * @param fixed the other parameters
 * @param values the values, the one to compare with first
 */
record Scale(String title, String benchmark, String varied, Map<String, String> fixed, List<String> values) {
    private static final String THREADS = "threads";

    static List<Scale> all() {
        return Stream.of(
                        Stream.of(
                                of(
                                        "a remembered token, tokens in use",
                                        "MemoBenchmark.hit",
                                        "tokens",
                                        "1",
                                        "1000",
                                        "100000"),
                                of(
                                        "SHA-256 of a token, tokens in use",
                                        "MemoBenchmark.sha256",
                                        "tokens",
                                        "1",
                                        "1000",
                                        "100000")),
                        Stream.of("bearergate", "nimbus", "jose4j", "spring-jwks", "tink", "auth0", "vertx")
                                .map(Scale::keys),
                        Stream.of(new Scale(
                                "refusing an unknown key, keys in the set",
                                Runs.REFUSE,
                                "publishedKeys",
                                Map.of("library", "bearergate", "refusal", "UNKNOWN_KEY", "algorithm", "ES256"),
                                List.of("1", "1000"))),
                        Stream.of(
                                of("finding the rule, rules", Runs.RULES, "rules", "10", "100", "1000"),
                                of(
                                        "finding no rule, rules",
                                        "PolicyLookupBenchmark.miss",
                                        "rules",
                                        "10",
                                        "100",
                                        "1000"),
                                of(
                                        "a remembered token, issuers",
                                        "IssuersBenchmark.decideMemoHit",
                                        "issuers",
                                        "1",
                                        "100"),
                                of(
                                        "a token without memo, issuers",
                                        "IssuersBenchmark.decideMemoOff",
                                        "issuers",
                                        "1",
                                        "100"),
                                threads("*raw `Signature.verify`*", "raw", "jdk"),
                                threads("a token without memo", "bearergate", "jdk"),
                                threads("*raw `Signature.verify`*, native provider", "raw", "native"),
                                threads("a token without memo, native provider", "bearergate", "native"),
                                threads("*SHA-256 of the token*", "sha256", "jdk"),
                                threads("a remembered token", "bearergate-memo", "jdk")))
                .flatMap(scales -> scales)
                .toList();
    }

    private static Scale of(String title, String benchmark, String varied, String... values) {
        return new Scale(title, benchmark, varied, Map.of(), List.of(values));
    }

    private static Scale keys(String library) {
        return new Scale(
                Names.library(library) + ", keys in the set",
                Runs.KEYS,
                "keys",
                Map.of("library", library),
                List.of("1", "10", "100", "1000"));
    }

    private static Scale threads(String title, String library, String provider) {
        return new Scale(
                title + ", threads",
                Runs.ACCEPT,
                THREADS,
                Map.of("library", library, "provider", provider),
                List.of("1", "2"));
    }

    List<Map<String, String>> steps() {
        return values.stream().map(value -> Map.of(varied, value)).toList();
    }

    String what(Map<String, String> step) {
        return title + ": " + String.format(Locale.ROOT, "%,d", Integer.parseInt(step.get(varied)));
    }

    /** The measurements of one step. */
    List<Measurement> find(Runs runs, int jdk, Map<String, String> step) {
        if (varied.equals(THREADS)) {
            return runs.threads(jdk, Integer.parseInt(step.getOrDefault(THREADS, "1")), fixed).stream()
                    .toList();
        }
        Map<String, String> params = new HashMap<>(fixed);
        params.putAll(step);
        return runs.all(jdk, benchmark, params);
    }

    /** One step against the first: the time of one operation, or for threads what all of them do in the same time. */
    Optional<Estimate> against(Runs runs, int jdk, Map<String, String> step) {
        return varied.equals(THREADS)
                ? runs.throughputOfTwoThreads(jdk, fixed)
                : Runs.ratio(find(runs, jdk, step), find(runs, jdk, steps().get(0)));
    }
}
