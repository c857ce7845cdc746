package io.github.bearergate.benchmarks.suite;

import io.github.bearergate.benchmarks.Turn;
import io.github.bearergate.benchmarks.TurnsBenchmark;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the parts of the suite in passes, each part in new JVMs in each pass, until the time is over; writes what was found after
 * each part.
 */
public final class Suite {
    private final String mode;
    private final Sizing sizing;
    private final Path folder;
    private final PrintStream progress;
    private final long start = System.nanoTime();

    /** What was seen so far, in the order of the first pass. */
    private final Map<String, Samples> found = new LinkedHashMap<>();

    /** How long each part took when it last ran. */
    private final Map<String, Duration> took = new HashMap<>();

    private Suite(String mode, Sizing sizing, Path folder, PrintStream progress) {
        this.mode = mode;
        this.sizing = sizing;
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
     * @param minutes how long instead of the mode's own time
     * @param only the name of the part to run; empty text for all
     * @param folder where {@code suite.json} is written, and JMH's own output as {@code jmh-N.log}
     */
    public static void run(String mode, Optional<Integer> minutes, String only, Path folder, PrintStream progress)
            throws IOException {
        Sizing sizing = Sizing.named(mode);
        new Suite(mode, minutes.map(sizing::within).orElse(sizing), folder, progress).run(only);
    }

    private void run(String only) throws IOException {
        Files.createDirectories(folder);
        List<Group> groups = Groups.all().stream()
                .filter(group -> only.isEmpty()
                        ? group.isDue(isQuick(), 1)
                        : group.name().equals(only))
                .toList();
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("the suite has no part " + only);
        }
        String command = "java -jar benchmarks/target/benchmarks.jar suite --" + mode
                + (sizing.minutes() > 0 ? " --minutes " + sizing.minutes() : "");
        Environment environment = Environment.here(mode, only.isEmpty() ? command : command + " --only '" + only + "'");
        for (int pass = 1; pass == 1 || sizing.minutes() > 0; pass++) {
            if (!pass(pass, due(groups, pass, only), environment)) {
                break;
            }
        }
        progress.printf("[%s] written: %s%n", since(start), folder.resolve("suite.json"));
    }

    private boolean isQuick() {
        return mode.equals("quick");
    }

    private List<Group> due(List<Group> groups, int pass, String only) {
        return groups.stream()
                .filter(group -> !only.isEmpty() || group.isDue(isQuick(), pass))
                .toList();
    }

    /** Runs every part that is still in time; false when none was. */
    private boolean pass(int pass, List<Group> groups, Environment environment) throws IOException {
        boolean any = false;
        for (Group group : groups) {
            if (!isInTime(group)) {
                progress.printf("[%s] no time left for %s%n", since(start), group.name());
                continue;
            }
            any = true;
            progress.printf(
                    "[%s of %d:00] pass %d, %s: %d in turn, %d JVMs%n",
                    since(start),
                    sizing.minutes(),
                    pass,
                    group.name(),
                    group.turns().size(),
                    group.jvms() * group.threads().size());
            long begin = System.nanoTime();
            for (int jvm = 0; jvm < group.jvms(); jvm++) {
                for (int threads : group.threads()) {
                    Samples samples = samples(group, threads);
                    runJmh(group, threads).forEach(samples::add);
                }
            }
            took.put(group.name(), Duration.ofNanos(System.nanoTime() - begin));
            group.threads().forEach(threads -> show(samples(group, threads).measurements()));
            write(environment);
        }
        return any;
    }

    private boolean isInTime(Group group) {
        double guess = sizing.seconds(group.turns().size())
                * group.jvms()
                * group.threads().size();
        double needed = Optional.ofNullable(took.get(group.name()))
                .map(last -> last.toMillis() / 1e3)
                .orElse(guess);
        double left = sizing.minutes() * 60 - (System.nanoTime() - start) / 1e9;
        return sizing.minutes() == 0 || needed <= left;
    }

    private Samples samples(Group group, int threads) {
        return found.computeIfAbsent(group.name() + " on " + threads, any -> new Samples(group, threads));
    }

    private void write(Environment environment) throws IOException {
        List<Measurement> all = found.values().stream()
                .flatMap(samples -> samples.measurements().stream())
                .toList();
        ResultFiles.write(folder.resolve("suite.json"), new SuiteResults(environment, all));
    }

    private void show(List<Measurement> measurements) {
        for (Measurement each : measurements) {
            progress.printf(
                    "    %-70s %10.3f +- %.3f %s (%d JVMs)%n",
                    each.benchmark() + " " + String.join(" ", each.params().values()) + " on " + each.threads(),
                    each.score(),
                    each.error(),
                    each.unit(),
                    each.forks());
        }
    }

    private List<BenchmarkResult> runJmh(Group group, int threads) throws IOException {
        int turns = group.turns().size();
        Options options = new OptionsBuilder()
                .include(TurnsBenchmark.class.getName().replace(".", "\\.") + "\\.run$")
                .param("turns", Turn.text(group.turns()))
                .forks(1)
                .warmupIterations(sizing.warmUpRounds() * turns)
                .warmupTime(TimeValue.milliseconds(sizing.turnMillis()))
                .measurementIterations(sizing.rounds() * turns)
                .measurementTime(TimeValue.milliseconds(sizing.turnMillis()))
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xms2g", "-Xmx2g", "-Djava.util.logging.config.file=" + quietLogging())
                .shouldFailOnError(true)
                .output(nextLog().toString())
                .build();
        try {
            List<BenchmarkResult> jvms = new ArrayList<>();
            for (RunResult result : new Runner(options).run()) {
                jvms.addAll(result.getBenchmarkResults());
            }
            return jvms;
        } catch (RunnerException e) {
            throw new IOException("JMH failed on " + group.name() + "; see the last jmh-N.log in " + folder, e);
        }
    }

    /** What libraries tell of themselves would hide the progress. */
    private Path quietLogging() throws IOException {
        return Files.writeString(
                folder.resolve("logging.properties"), "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n");
    }

    /** JMH begins its file anew for each run. */
    private Path nextLog() {
        int number = 1;
        while (Files.exists(folder.resolve("jmh-" + number + ".log"))) {
            number++;
        }
        return folder.resolve("jmh-" + number + ".log");
    }

    private static String since(long start) {
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        return "%d:%02d".formatted(passed.toMinutes(), passed.toSecondsPart());
    }
}
