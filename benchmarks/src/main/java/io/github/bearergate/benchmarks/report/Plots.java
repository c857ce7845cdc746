package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The plots of the page, by the name of their file. */
final class Plots {
    private final Runs runs;
    private final Sections sections;

    Plots(Runs runs, Sections sections) {
        this.runs = runs;
        this.sections = sections;
    }

    Map<String, String> all() {
        Map<String, String> plots = new LinkedHashMap<>();
        put(plots, "accept-rs256", accept("RS256", "one good RS256 token, every check"));
        put(plots, "accept-es256", accept("ES256", "one good ES256 token, every check"));
        put(plots, "refuse", refuse());
        put(plots, "end-to-end", endToEnd());
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
        for (int jdk : sections.jdks()) {
            for (String provider : List.of("jdk", "native")) {
                series.add("JDK " + jdk + (provider.equals("jdk") ? "" : ", native provider"));
                figures.add(library ->
                        runs.accept(jdk, library, algorithm, provider).map(Estimate::of));
            }
        }
        BarChart chart = new BarChart(title, "us", series);
        for (String library : sections.libraries("accept", algorithm)) {
            chart.row(
                    Names.plain(Names.library(library)),
                    figures.stream().map(figure -> figure.apply(library)).toList());
        }
        return chart;
    }

    private BarChart refuse() {
        List<Integer> jdks = List.copyOf(sections.jdks());
        BarChart chart = new BarChart(
                "refusing a bad RS256 token",
                "us",
                jdks.stream().map(jdk -> "JDK " + jdk).toList());
        Set<String> refusals = new LinkedHashSet<>();
        Set<String> libraries = new LinkedHashSet<>();
        for (int jdk : jdks) {
            runs.group(jdk, "refuse").forEach(each -> {
                refusals.add(each.param("refusal"));
                libraries.add(each.param("library"));
            });
        }
        for (String refusal : refusals) {
            for (String library : libraries) {
                chart.row(
                        refusal + ", " + shortened(library),
                        jdks.stream()
                                .map(jdk -> runs.refuse(jdk, library, refusal, "jdk")
                                        .map(Estimate::of))
                                .toList());
            }
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

    private BarChart endToEnd() {
        List<Integer> jdks = List.copyOf(runs.servers().keySet());
        BarChart chart = new BarChart(
                "Jetty: requests per second against no filter, round by round",
                "",
                jdks.stream().map(jdk -> "JDK " + jdk).toList());
        Set<String> names = new LinkedHashSet<>();
        runs.servers().values().forEach(run -> run.servers().forEach(server -> names.add(server.name())));
        for (String name : names) {
            chart.row(
                    Names.plain(Names.server(name)),
                    jdks.stream().map(jdk -> ratio(jdk, name)).toList());
        }
        return chart;
    }

    private Optional<Estimate> ratio(int jdk, String name) {
        Optional<Server> none = runs.server(jdk, "none");
        return runs.server(jdk, name)
                .flatMap(server -> none.map(base -> Estimate.ofRounds(
                        Pairs.compare(server, base, (a, b) -> a.requestsPerSecond() / b.requestsPerSecond()))));
    }
}
