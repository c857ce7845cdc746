package io.github.bearergate.benchmarks.suite;

import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.Measurement;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.benchmarks.results.SuiteResults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the parts of the suite one after another, and writes what they found after each. */
public final class Suite {
    private static final String BENCHMARKS = "io.github.bearergate.benchmarks.";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final String mode;
    private final Sizing sizing;
    private final Path folder;
    private final PrintStream progress;

    private Suite(String mode, Path folder, PrintStream progress) {
        this.mode = mode;
        this.sizing = Sizing.named(mode);
        this.folder = folder;
        this.progress = progress;
    }

    /** The folder of today's results of this JVM, below another. */
    public static Path folderOfToday(Path root) {
        return root.resolve(
                LocalDate.now(ZoneOffset.UTC) + "-jdk" + Runtime.version().feature());
    }

    /**
     * Runs the suite in JVMs like this one.
     *
     * @param mode {@code quick}, {@code full} or {@code smoke}
     * @param only the name of the parts to run; empty text for all
     * @param folder where {@code suite.json} is written, and JMH's own output as {@code jmh.log}
     */
    public static void run(String mode, String only, Path folder, PrintStream progress) throws IOException {
        new Suite(mode, folder, progress).run(only);
    }

    private void run(String only) throws IOException {
        Files.createDirectories(folder);
        List<Group> groups = Groups.all().stream()
                .filter(group -> only.isEmpty() || group.name().equals(only))
                .filter(group -> !group.fullOnly() || !mode.equals("quick"))
                .toList();
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("the suite has no part " + only);
        }
        Environment environment = Environment.here(mode, "java -jar benchmarks/target/benchmarks.jar suite --" + mode);
        List<Measurement> found = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            progress.printf(
                    "[%2d/%d, %s] %s: %s %s%n",
                    i + 1, groups.size(), since(start), group.name(), group.benchmark(), group.params());
            for (RunResult result : runJmh(group)) {
                Measurement measurement = measurement(group, result);
                found.add(measurement);
                progress.printf(
                        "    %-60s %12.3f +- %.3f %s%n",
                        shown(measurement.params()), measurement.score(), measurement.error(), measurement.unit());
            }
            ResultFiles.write(folder.resolve("suite.json"), new SuiteResults(environment, found));
        }
        progress.printf("[%s] written: %s%n", since(start), folder.resolve("suite.json"));
    }

    private List<RunResult> runJmh(Group group) throws IOException {
        int forks = group.scaling() ? sizing.scalingForks() : sizing.forks();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include((BENCHMARKS + group.benchmark()).replace(".", "\\.").replace("\\.*", "\\..*") + "$")
                .forks(forks)
                .warmupIterations(sizing.warmUps())
                .warmupTime(TimeValue.milliseconds(sizing.warmUpMillis()))
                .measurementIterations(sizing.iterations())
                .measurementTime(TimeValue.milliseconds(sizing.iterationMillis()))
                .threads(group.threads())
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xms2g", "-Xmx2g")
                .shouldFailOnError(true)
                .output(nextLog().toString());
        group.params().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        Options built = options.build();
        try {
            return List.copyOf(new Runner(built).run());
        } catch (RunnerException e) {
            throw new IOException("JMH failed on " + group.name() + "; see jmh.log", e);
        }
    }

    /** JMH begins its file anew for each run. */
    private Path nextLog() {
        int number = 1;
        while (Files.exists(folder.resolve("jmh-" + number + ".log"))) {
            number++;
        }
        return folder.resolve("jmh-" + number + ".log");
    }

    private static Measurement measurement(Group group, RunResult result) {
        SortedMap<String, String> params = new TreeMap<>();
        for (String name : result.getParams().getParamsKeys()) {
            params.put(name, result.getParams().getParam(name));
        }
        Result<?> score = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return new Measurement(
                group.name(),
                result.getParams().getBenchmark().substring(BENCHMARKS.length()),
                params,
                group.threads(),
                score.getScoreUnit(),
                rounded(score.getScore()),
                rounded(score.getScoreError()),
                result.getParams().getForks(),
                result.getParams().getMeasurement().getCount(),
                allocated == null ? null : (double) Math.round(allocated.getScore()));
    }

    /** Five digits, and 0 for an error that cannot be told from one sample. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? Double.parseDouble(String.format(Locale.ROOT, "%.4e", value)) : 0;
    }

    private static String shown(Map<String, String> params) {
        return String.join(" ", params.values());
    }

    private static String since(long start) {
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        return "%d:%02d".formatted(passed.toMinutes(), passed.toSecondsPart());
    }
}
