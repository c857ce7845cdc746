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

    /** Runs what the first argument names, or else JMH with all arguments; what is written wrongly ends with status 2. */
    public static void main(String[] arguments) throws IOException {
        try {
            run(arguments);
        } catch (IllegalArgumentException e) {
            out().println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(String... arguments) throws IOException {
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "suite" -> {
                Options options =
                        new Options("suite [--quick|--full|--smoke] [--minutes N] [--only PART] [--out FOLDER]", rest);
                Suite.run(options.mode(), options.minutes(), options.value("--only", ""), folder(options), out());
            }
            case "end-to-end" -> {
                Options options = new Options(
                        "end-to-end [--quick|--full|--smoke] [--minutes N] [--algorithm NAME] [--bundled] [--out FOLDER]",
                        rest);
                EndToEnd.run(
                        options.value("--algorithm", "RS256"),
                        options.mode(),
                        options.minutes(),
                        options.has("--bundled"),
                        folder(options),
                        out());
            }
            case "publication" -> {
                Options options =
                        new Options("publication [--quick|--full|--smoke] [--minutes N] [--out FOLDER]", rest);
                Publication.run(options.mode(), options.minutes(), folder(options), out());
            }
            case "start" -> {
                Options options = new Options("start [--quick|--full|--smoke] [--example JAR] [--out FOLDER]", rest);
                StartUp.run(options.path("--example").orElse(EXAMPLE), options.mode(), folder(options), out());
            }
            case "report" -> {
                Options options = new Options("report [--from FOLDER] [--docs FOLDER]", rest);
                report(options.path("--docs").orElse(Path.of("docs")), options.path("--from"));
            }
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }

    private static void report(Path docs, Optional<Path> results) throws IOException {
        if (results.isPresent()) {
            Report.adopt(results.get(), docs);
        }
        Report.write(docs);
    }

    private static Path folder(Options options) {
        return options.path("--out").orElseGet(() -> Suite.folderOfToday(RESULTS));
    }

    @SuppressWarnings("SystemOut") // a person watches
    private static PrintStream out() {
        return System.out;
    }
}
