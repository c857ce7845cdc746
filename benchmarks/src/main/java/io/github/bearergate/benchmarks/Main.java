package io.github.bearergate.benchmarks;

import io.github.bearergate.benchmarks.endtoend.EndToEnd;
import io.github.bearergate.benchmarks.endtoend.Publication;
import io.github.bearergate.benchmarks.endtoend.StartUp;
import io.github.bearergate.benchmarks.report.Report;
import io.github.bearergate.benchmarks.suite.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the jar begins: our own commands, or else JMH. */
public final class Main {
    private static final Path RESULTS = Path.of("benchmarks", "results");
    private static final Path EXAMPLE = Path.of("jetty-example", "target", "jetty-example.jar");

    private Main() {}

    /** Runs what the first argument names, or else JMH with all arguments. */
    public static void main(String[] arguments) throws IOException {
        String command = arguments.length == 0 ? "" : arguments[0];
        List<String> options = Arrays.asList(arguments);
        switch (command) {
            case "suite" ->
                Suite.run(mode(options), minutes(options), value(options, "--only", ""), folder(options), out());
            case "end-to-end" ->
                EndToEnd.run(
                        value(options, "--algorithm", "RS256"),
                        mode(options),
                        minutes(options),
                        options.contains("--bundled"),
                        folder(options),
                        out());
            case "publication" -> Publication.run(mode(options), minutes(options), folder(options), out());
            case "start" ->
                StartUp.run(
                        Path.of(value(options, "--example", EXAMPLE.toString())),
                        mode(options),
                        folder(options),
                        out());
            case "report" -> report(Path.of(value(options, "--docs", "docs")), value(options, "--from", ""));
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }

    private static void report(Path docs, String results) throws IOException {
        if (!results.isEmpty()) {
            Report.adopt(Path.of(results), docs);
        }
        Report.write(docs);
    }

    private static String mode(List<String> options) {
        return options.contains("--full") ? "full" : options.contains("--smoke") ? "smoke" : "quick";
    }

    private static Optional<Integer> minutes(List<String> options) {
        String given = value(options, "--minutes", "");
        return given.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(given));
    }

    private static Path folder(List<String> options) {
        String given = value(options, "--out", "");
        return given.isEmpty() ? Suite.folderOfToday(RESULTS) : Path.of(given);
    }

    private static String value(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at >= 0 && at + 1 < options.size() ? options.get(at + 1) : otherwise;
    }

    @SuppressWarnings("SystemOut") // a person watches
    private static PrintStream out() {
        return System.out;
    }
}
