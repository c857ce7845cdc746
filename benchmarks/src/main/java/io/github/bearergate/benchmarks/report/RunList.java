package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.SuiteResults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The runs that the figures come from: where, when and by which command. */
final class RunList {
    private final Runs runs;
    private final Map<String, String> remarks;

    RunList(Runs runs, Map<String, String> remarks) {
        this.runs = runs;
        this.remarks = remarks;
    }

    String markdown() {
        Table table = new Table(List.of("run", "date (UTC)", "command", "machine"));
        runs.suites()
                .forEach((jdk, suite) -> table.row(row("JDK " + jdk + ", JMH" + jvms(suite), suite.environment())));
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
        return table.isEmpty() ? Table.NONE_YET : table.markdown() + (remark == null ? "" : "\n" + remark + "\n");
    }

    /** In how many JVMs each part ran, if in turns. */
    private static String jvms(SuiteResults suite) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        suite.measurements().stream()
                .filter(each -> !each.samples().isEmpty())
                .forEach(each -> parts.put(each.group(), each.forks()));
        return parts.isEmpty()
                ? ""
                : parts.entrySet().stream()
                        .map(part -> part.getKey() + " " + part.getValue())
                        .collect(Collectors.joining("; ", "; JVMs of each part: ", ""));
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
}
