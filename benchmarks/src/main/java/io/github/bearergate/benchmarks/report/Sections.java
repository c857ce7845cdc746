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
import java.util.function.IntFunction;
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
        runs.servers().forEach((jdk, run) -> table.row(servers(jdk, run)));
        runs.es256Servers().forEach((jdk, run) -> table.row(servers(jdk, run)));
        runs.publications()
                .forEach((jdk, run) -> table.row(row(
                        "JDK " + jdk + ", publication of key sets: "
                                + run.pairs().size() + " pairs of windows of " + run.windowSeconds() + " s, "
                                + run.connections() + " connections",
                        run.environment())));
        runs.starts()
                .forEach((jdk, run) -> table.row(row(
                        "JDK " + jdk + ", start of the example, " + run.starts().size() + " times",
                        run.environment())));
        String remark = remarks.get("runs");
        return table.isEmpty() ? NONE_YET : table.markdown() + (remark == null ? "" : "\n" + remark + "\n");
    }

    private static List<String> servers(int jdk, EndToEndResults run) {
        return row(
                "JDK " + jdk + ", servers, " + run.algorithm() + ": " + run.generator() + ", " + run.connections()
                        + " connections, each warmed " + run.warmUpSeconds() + " s (Spring "
                        + run.springWarmUpSeconds() + " s) and measured "
                        + run.servers().get(0).rounds().size() + " times " + run.roundSeconds() + " s",
                run.environment());
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
        for (String library : libraries(algorithm)) {
            List<String> cells = new ArrayList<>(List.of(Names.library(library)));
            for (int jdk : jdks()) {
                List<Measurement> onJdk = runs.accept(jdk, library, algorithm, "jdk");
                List<Measurement> onNative = runs.accept(jdk, library, algorithm, "native");
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
        StringBuilder text = new StringBuilder();
        for (int jdk : jdks()) {
            List<Measurement> all = runs.all(jdk, Runs.REFUSE, Map.of("algorithm", "RS256"));
            Set<String> refusals = values(all, "refusal");
            List<String> columns = new ArrayList<>(List.of("JDK " + jdk + ", us"));
            refusals.forEach(each -> columns.add("`" + each + "`"));
            Table table = new Table(columns);
            for (String library : values(all, "library")) {
                for (String provider : List.of("jdk", "native")) {
                    List<String> cells = new ArrayList<>();
                    cells.add(Names.library(library) + (provider.equals("jdk") ? "" : ", native"));
                    refusals.forEach(refusal -> cells.add(text(runs.refuse(jdk, library, refusal, provider))));
                    if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                        table.row(cells);
                    }
                }
            }
            text.append(table.isEmpty() ? "" : table.markdown() + "\n");
        }
        return text.isEmpty() ? NONE_YET : text.toString().stripTrailing() + "\n";
    }

    /** Our refusal of each kind of request beside that of a forged signature. */
    String reject() {
        List<String> columns = new ArrayList<>(List.of("refused"));
        jdks().forEach(jdk -> columns.addAll(List.of("JDK " + jdk + ", us", "x a forged signature", "bytes")));
        Table table = new Table(columns);
        Set<String> refusals = new LinkedHashSet<>();
        jdks().forEach(jdk -> refusals.addAll(values(runs.all(jdk, Runs.REJECT, Map.of()), "refusal")));
        for (String refusal : refusals) {
            List<String> cells = new ArrayList<>(List.of("`" + refusal + "`"));
            for (int jdk : jdks()) {
                List<Measurement> here = runs.all(jdk, Runs.REJECT, Map.of("refusal", refusal));
                cells.add(text(here));
                cells.add(ratio(here, runs.all(jdk, Runs.REJECT, Map.of("refusal", "BAD_SIGNATURE"))));
                cells.add(bytes(here));
            }
            table.row(cells);
        }
        return table.isEmpty() ? NONE_YET : table.markdown();
    }

    /** How many decisions a second one core makes. */
    String core() {
        List<String> columns = new ArrayList<>(List.of("in one second, one core"));
        jdks().forEach(jdk -> columns.add("JDK " + jdk));
        Table table = new Table(columns);
        core(table, "accepts remembered tokens", jdk -> runs.accept(jdk, "bearergate-memo", "RS256", "jdk"));
        for (String algorithm : List.of("RS256", "ES256", "EdDSA")) {
            for (String provider : List.of("jdk", "native")) {
                core(
                        table,
                        "accepts new " + algorithm + " tokens" + (provider.equals("jdk") ? "" : ", native provider"),
                        jdk -> runs.accept(jdk, "bearergate", algorithm, provider));
            }
        }
        core(table, "refuses forged RS256 tokens", jdk -> runs.refuse(jdk, "bearergate", "BAD_SIGNATURE", "jdk"));
        core(table, "refuses tokens of an unknown key", jdk -> runs.refuse(jdk, "bearergate", "UNKNOWN_KEY", "jdk"));
        return table.isEmpty() ? NONE_YET : table.markdown();
    }

    private void core(Table table, String what, IntFunction<List<Measurement>> found) {
        List<String> cells = new ArrayList<>(List.of(what));
        for (int jdk : jdks()) {
            cells.add(Runs.best(found.apply(jdk))
                    .map(each -> Estimate.of(each).inverse().times(1e6).counted())
                    .orElse(""));
        }
        if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
            table.row(cells);
        }
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
                    cells.add(Runs.best(scale.find(runs, jdk, params))
                            .map(each -> Estimate.of(each).text() + " " + each.unit())
                            .orElse(""));
                    boolean first = params.equals(scale.steps().get(0));
                    cells.add(
                            first
                                    ? "1"
                                    : scale.against(runs, jdk, params)
                                            .map(Estimate::text)
                                            .orElse(""));
                }
                if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty() && !cell.equals("1"))) {
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
        runs.es256Servers().forEach((jdk, run) -> all.append(endToEnd(jdk, run)).append('\n'));
        return all.isEmpty() ? NONE_YET : all.toString().stripTrailing() + "\n";
    }

    private String endToEnd(int jdk, EndToEndResults run) {
        Table table = new Table(List.of(
                "JDK " + jdk + ", " + run.algorithm(),
                "requests/s",
                "against no filter",
                "CPU a request, us",
                "CPU added, us",
                "p50, us",
                "p99, us"));
        Optional<Server> none = run.servers().stream()
                .filter(each -> each.name().equals("none"))
                .findFirst();
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
        return runs.jdks();
    }

    /** The libraries that accept tokens of one algorithm, in the order of the first run. */
    Set<String> libraries(String algorithm) {
        Set<String> names = new LinkedHashSet<>();
        jdks().forEach(jdk ->
                names.addAll(values(runs.all(jdk, Runs.ACCEPT, Map.of("algorithm", algorithm)), "library")));
        return names;
    }

    private static Set<String> values(List<Measurement> measurements, String param) {
        Set<String> values = new LinkedHashSet<>();
        measurements.forEach(each -> values.add(each.param(param)));
        return values;
    }

    private static String text(List<Measurement> measurements) {
        return Runs.best(measurements).map(each -> Estimate.of(each).text()).orElse("");
    }

    private static String ratio(List<Measurement> above, List<Measurement> below) {
        return above.equals(below) && !above.isEmpty()
                ? "1"
                : Runs.ratio(above, below).map(Estimate::text).orElse("");
    }

    private static String bytes(List<Measurement> measurements) {
        return Runs.best(measurements)
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
