package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/** The plots of the page, by the name of their file. */
final class Plots {
    private final Runs runs;

    Plots(Runs runs) {
        this.runs = runs;
    }

    Map<String, String> all() {
        Map<String, String> plots = new LinkedHashMap<>();
        put(plots, "accept-rs256", accept("RS256", "one good RS256 token, every check"));
        put(plots, "accept-es256", accept("ES256", "one good ES256 token, every check"));
        put(plots, "refuse", refuse());
        put(plots, "reject", reject());
        put(
                plots,
                "end-to-end",
                endToEnd("Jetty, RS256: requests per second against no filter, round by round", runs.servers()));
        put(
                plots,
                "end-to-end-es256",
                endToEnd("Jetty, ES256: requests per second against no filter, round by round", runs.es256Servers()));
        return plots;
    }

    private static void put(Map<String, String> plots, String name, BarChart chart) {
        if (!chart.isEmpty()) {
            plots.put(name + ".svg", chart.svg());
        }
    }

    private BarChart accept(String algorithm, String title) {
        List<String> series = new ArrayList<>();
        List<Function<String, Optional<Estimate>>> figures = new ArrayList<>();
        for (int jdk : runs.jdks()) {
            for (String provider : List.of("jdk", "native")) {
                series.add("JDK " + jdk + (provider.equals("jdk") ? "" : ", native provider"));
                figures.add(library -> Runs.best(runs.accept(jdk, library, algorithm, provider))
                        .map(Estimate::of));
            }
        }
        BarChart chart = new BarChart(title, "us", series);
        for (String library : runs.libraries(algorithm)) {
            chart.row(
                    Names.plain(Names.library(library)),
                    figures.stream().map(figure -> figure.apply(library)).toList());
        }
        return chart;
    }

    private BarChart refuse() {
        List<Integer> jdks = List.copyOf(runs.jdks());
        BarChart chart = new BarChart(
                "refusing a bad RS256 token",
                "us",
                jdks.stream().map(jdk -> "JDK " + jdk).toList());
        Set<String> refusals = new LinkedHashSet<>();
        Set<String> libraries = new LinkedHashSet<>();
        for (int jdk : jdks) {
            runs.all(jdk, Runs.REFUSE, Map.of("algorithm", "RS256", "provider", "jdk"))
                    .forEach(each -> {
                        refusals.add(each.param("refusal"));
                        libraries.add(each.param("library"));
                    });
        }
        for (String refusal : refusals) {
            for (String library : libraries) {
                chart.row(
                        refusal + ", " + shortened(library),
                        jdks.stream()
                                .map(jdk -> Runs.best(runs.refuse(jdk, library, refusal, "jdk"))
                                        .map(Estimate::of))
                                .toList());
            }
        }
        return chart;
    }

    private BarChart reject() {
        List<Integer> jdks = List.copyOf(runs.jdks());
        BarChart chart = new BarChart(
                "refusing each kind of request, RS256",
                "us",
                jdks.stream().map(jdk -> "JDK " + jdk).toList());
        Set<String> refusals = new LinkedHashSet<>();
        jdks.forEach(jdk -> runs.all(jdk, Runs.REJECT, Map.of()).forEach(each -> refusals.add(each.param("refusal"))));
        for (String refusal : refusals) {
            chart.row(
                    refusal,
                    jdks.stream()
                            .map(jdk -> Runs.best(runs.all(jdk, Runs.REJECT, Map.of("refusal", refusal)))
                                    .map(Estimate::of))
                            .toList());
        }
        return chart;
    }

    private static String shortened(String library) {
        return switch (library) {
            case "bearergate" -> "BearerGate";
            case "spring-jwks" -> "Spring";
            default -> library;
        };
    }

    private static BarChart endToEnd(String title, SortedMap<Integer, EndToEndResults> servers) {
        List<Integer> jdks = List.copyOf(servers.keySet());
        BarChart chart =
                new BarChart(title, "", jdks.stream().map(jdk -> "JDK " + jdk).toList());
        Set<String> names = new LinkedHashSet<>();
        servers.values().forEach(run -> run.servers().forEach(server -> names.add(server.name())));
        for (String name : names) {
            chart.row(
                    Names.plain(Names.server(name)),
                    jdks.stream().map(jdk -> ratio(servers, jdk, name)).toList());
        }
        return chart;
    }

    private static Optional<Estimate> ratio(SortedMap<Integer, EndToEndResults> servers, int jdk, String name) {
        Optional<Server> none = Runs.server(servers, jdk, "none");
        return Runs.server(servers, jdk, name)
                .flatMap(server -> none.map(base -> Estimate.ofRounds(
                        Pairs.compare(server, base, (a, b) -> a.requestsPerSecond() / b.requestsPerSecond()))));
    }
}
