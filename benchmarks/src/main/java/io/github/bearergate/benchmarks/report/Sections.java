package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The parts of the page that hold figures, each as Markdown. */
final class Sections {
    private static final String NONE_YET = "No figures yet.\n";

    private final Runs runs;
    private final Map<String, String> remarks;

    Sections(Runs runs, Map<String, String> remarks) {
        this.runs = runs;
        this.remarks = remarks;
    }

    /** Where, when and by which command. */
    String runs() {
        Table table = new Table(List.of("run", "date (UTC)", "command", "machine"));
        runs.suites().forEach((jdk, suite) -> table.row(row("JDK " + jdk + ", JMH", suite.environment())));
        runs.servers()
                .forEach((jdk, run) -> table.row(row(
                        "JDK " + jdk + ", servers: " + run.generator() + ", " + run.connections()
                                + " connections, each warmed "
                                + run.warmUpSeconds() + " s and measured "
                                + run.servers().get(0).rounds().size() + " times " + run.roundSeconds() + " s",
                        run.environment())));
        String remark = remarks.get("runs");
        return table.isEmpty() ? NONE_YET : table.markdown() + (remark == null ? "" : "\n" + remark + "\n");
    }

    private static List<String> row(String run, Environment at) {
        return List.of(
                run,
                at.date(),
                "`" + at.command() + "`",
                at.processor() + ", " + at.cores() + " cores, " + at.memoryGib() + " GiB, " + at.system() + ", "
                        + at.vm());
    }

    /** Every target with what was measured. */
    String targets() {
        List<String> columns = new ArrayList<>(List.of("what", "to reach"));
        for (int jdk : jdks()) {
            columns.add("JDK " + jdk);
            columns.add("JDK " + jdk + ", native");
        }
        Table table = new Table(columns);
        StringBuilder reasons = new StringBuilder();
        for (Target target : Targets.all()) {
            List<String> cells = new ArrayList<>(List.of(target.what(), target.bound()));
            boolean missed = false;
            for (int jdk : jdks()) {
                for (String provider : List.of("jdk", "native")) {
                    Optional<Estimate> found = target.found().in(runs, jdk, provider);
                    cells.add(found.map(target::cell).orElse(""));
                    missed |= found.isPresent() && !target.isMet(found.get());
                }
            }
            table.row(cells);
            String remark = remarks.get(target.id());
            if (remark != null) {
                reasons.append("- ")
                        .append(target.what())
                        .append(": ")
                        .append(remark)
                        .append('\n');
            } else if (missed) {
                reasons.append("- ").append(target.what()).append(": missed; no reason is written down yet.\n");
            }
        }
        return jdks().isEmpty() ? NONE_YET : table.markdown() + (reasons.isEmpty() ? "" : "\n" + reasons);
    }

    /** Every library on a good token of one algorithm. */
    String accept(String algorithm) {
        List<String> columns = new ArrayList<>(List.of("library"));
        for (int jdk : jdks()) {
            columns.addAll(List.of("JDK " + jdk + ", us", "x raw", "bytes", "JDK " + jdk + " native, us", "x raw"));
        }
        Table table = new Table(columns);
        for (String library : libraries("accept", algorithm)) {
            List<String> cells = new ArrayList<>(List.of(Names.library(library)));
            for (int jdk : jdks()) {
                Optional<Measurement> onJdk = runs.accept(jdk, library, algorithm, "jdk");
                Optional<Measurement> onNative = runs.accept(jdk, library, algorithm, "native");
                cells.add(text(onJdk));
                cells.add(ratio(onJdk, runs.accept(jdk, "raw", algorithm, "jdk")));
                cells.add(bytes(onJdk));
                cells.add(text(onNative));
                cells.add(ratio(onNative, runs.accept(jdk, "raw", algorithm, "native")));
            }
            table.row(cells);
        }
        return table.isEmpty() ? NONE_YET : table.markdown();
    }

    /** Every library on bad tokens. */
    String refuse() {
        StringBuilder all = new StringBuilder();
        for (int jdk : jdks()) {
            Set<String> refusals = values(runs.group(jdk, "refuse"), "refusal");
            List<String> columns = new ArrayList<>(List.of("JDK " + jdk + ", us"));
            refusals.forEach(each -> columns.add("`" + each + "`"));
            Table table = new Table(columns);
            for (String library : values(runs.group(jdk, "refuse"), "library")) {
                for (String provider : List.of("jdk", "native")) {
                    List<String> cells = new ArrayList<>();
                    cells.add(Names.library(library) + (provider.equals("jdk") ? "" : ", native"));
                    refusals.forEach(refusal -> cells.add(text(runs.refuse(jdk, library, refusal, provider))));
                    if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                        table.row(cells);
                    }
                }
            }
            all.append(table.isEmpty() ? "" : table.markdown() + "\n");
        }
        return all.isEmpty() ? NONE_YET : all.toString().stripTrailing() + "\n";
    }

    /** What grows with what. */
    String scaling() {
        List<String> columns = new ArrayList<>(List.of("what"));
        jdks().forEach(jdk -> columns.addAll(List.of("JDK " + jdk, "against the first")));
        Table table = new Table(columns);
        for (Scale scale : Scale.all()) {
            for (Map<String, String> params : scale.steps()) {
                List<String> cells = new ArrayList<>(List.of(scale.what(params)));
                for (int jdk : jdks()) {
                    Optional<Measurement> here = scale.find(runs, jdk, params);
                    cells.add(here.map(each -> Estimate.of(each).text() + " " + each.unit())
                            .orElse(""));
                    cells.add(ratio(here, scale.find(runs, jdk, scale.steps().get(0))));
                }
                if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                    table.row(cells);
                }
            }
        }
        return table.isEmpty() ? NONE_YET : table.markdown();
    }

    /** What servers did under load. */
    String endToEnd() {
        StringBuilder all = new StringBuilder();
        runs.servers().forEach((jdk, run) -> all.append(endToEnd(jdk, run)).append('\n'));
        return all.isEmpty() ? NONE_YET : all.toString().stripTrailing() + "\n";
    }

    private String endToEnd(int jdk, EndToEndResults run) {
        Table table = new Table(List.of(
                "JDK " + jdk,
                "requests/s",
                "against no filter",
                "CPU a request, us",
                "CPU added, us",
                "p50, us",
                "p99, us"));
        Optional<Server> none = runs.server(jdk, "none");
        for (Server server : run.servers()) {
            table.row(List.of(
                    Names.server(server.name()),
                    mean(server, Round::requestsPerSecond),
                    none.map(base -> Estimate.ofRounds(Pairs.compare(
                                            server, base, (a, b) -> a.requestsPerSecond() / b.requestsPerSecond()))
                                    .text())
                            .orElse(""),
                    mean(server, Round::cpuMicrosPerRequest),
                    none.map(base -> Estimate.ofRounds(Pairs.compare(
                                            server, base, (a, b) -> a.cpuMicrosPerRequest() - b.cpuMicrosPerRequest()))
                                    .text())
                            .orElse(""),
                    mean(server, Round::p50Micros),
                    mean(server, Round::p99Micros)));
        }
        return table.markdown();
    }

    SortedSet<Integer> jdks() {
        SortedSet<Integer> all = new TreeSet<>(runs.suites().keySet());
        all.addAll(runs.servers().keySet());
        return all;
    }

    /** The libraries of a part, in the order of the first run, for one algorithm. */
    Set<String> libraries(String group, String algorithm) {
        Set<String> names = new LinkedHashSet<>();
        for (int jdk : jdks()) {
            runs.group(jdk, group).stream()
                    .filter(each -> each.param("algorithm").equals(algorithm))
                    .forEach(each -> names.add(each.param("library")));
        }
        return names;
    }

    private static Set<String> values(List<Measurement> measurements, String param) {
        Set<String> values = new LinkedHashSet<>();
        measurements.forEach(each -> values.add(each.param(param)));
        return values;
    }

    private static String text(Optional<Measurement> measurement) {
        return measurement.map(each -> Estimate.of(each).text()).orElse("");
    }

    private static String ratio(Optional<Measurement> above, Optional<Measurement> below) {
        return above.flatMap(a -> below.map(b -> a.equals(b)
                        ? "1"
                        : Estimate.of(a).dividedBy(Estimate.of(b)).text()))
                .orElse("");
    }

    private static String bytes(Optional<Measurement> measurement) {
        return measurement
                .flatMap(each -> Optional.ofNullable(each.bytes()))
                .map(count -> String.format(Locale.ROOT, "%,.0f", count))
                .orElse("");
    }

    private static String mean(Server server, ToDoubleFunction<Round> figure) {
        return Estimate.ofRounds(
                        server.rounds().stream().map(figure::applyAsDouble).toList())
                .text();
    }
}
