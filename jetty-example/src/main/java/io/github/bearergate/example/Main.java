package io.github.bearergate.example;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs the example from the command line. */
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Starts the example and runs it until the process is told to end. */
    public static void main(String[] arguments) {
        oneLinePerLogRecord();
        System.exit(new Main(System.out, System.err).run(arguments));
    }

    /** Does what the arguments say; returns the exit status. */
    int run(String... arguments) {
        Options options = new Options();
        CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(arguments);
            options.check(line);
        } catch (ParameterException wrong) {
            err.println(wrong.getMessage());
            err.println("--help lists the options.");
            return WRONG_USAGE;
        }
        if (options.help) {
            line.usage(out);
            return DONE;
        }
        return start(options);
    }

    private int start(Options options) {
        try {
            return options.selfTest ? selfTest() : serve(options);
        } catch (EnforcedPolicy.RefusedException refused) {
            err.println(refused.getMessage());
            return WRONG_USAGE;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage() + ": " + rootMessage(e));
            return FAILED;
        }
    }

    private int selfTest() {
        try (SelfTest test = SelfTest.start()) {
            SelfTestReport report = test.play();
            out.print(report.table());
            return report.isRight() ? DONE : FAILED;
        }
    }

    private int serve(Options options) {
        Example example = Example.start(options, out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(example), "stop"));
        if (example.demoIssuer().isPresent() && !example.awaitReady(PATIENCE)) {
            err.println("the demo authorization server's keys did not come; see /health/ready");
        }
        out.print(new Banner(example).text());
        out.flush();
        try {
            example.join();
            return DONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void stop(Example example) {
        err.println("Stopping: answering the requests in flight");
        example.close();
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static void oneLinePerLogRecord() {
        String format = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(format) == null) {
            System.setProperty(format, "%1$tFT%1$tT %4$s %3$s: %5$s%6$s%n");
        }
    }
}
