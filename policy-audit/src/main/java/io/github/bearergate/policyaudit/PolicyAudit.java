package io.github.bearergate.policyaudit;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line over the policy engine that decides at run time. */
@Command(
        name = "policy-audit",
        description = "Says what a BearerGate policy lets in, what changed, and what can be proved of it.",
        mixinStandardHelpOptions = true,
        version = "policy-audit 0.1.0",
        subcommands = {
            CheckCommand.class,
            MatrixCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            OpenapiCommand.class,
            ProveCommand.class,
            UnusedCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 nothing found, 1 findings, 2 could not run."})
public final class PolicyAudit {
    /** Nothing was found. */
    static final int CLEAN = 0;
    /** There is something to look at. */
    static final int FINDINGS = 1;
    /** The question could not be answered. */
    static final int COULD_NOT_RUN = 2;

    private PolicyAudit() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command; the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new PolicyAudit());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Problems::tell);
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            Problems.tell(err, problem);
            return COULD_NOT_RUN;
        });
        if (arguments.length == 0) {
            line.usage(err);
            return COULD_NOT_RUN;
        }
        return delivered(execute(line, err, arguments), out, err);
    }

    private static int execute(CommandLine line, PrintWriter err, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError e) {
            Problems.tell(err, e);
            return COULD_NOT_RUN;
        }
    }

    /** A report that nobody got is none: a full disk and a closed pipe must not look like a clean policy. */
    private static int delivered(int code, PrintWriter out, PrintWriter err) {
        if (out.checkError()) {
            Problems.tell(err, new CannotRunException("the report could not be written"));
            return COULD_NOT_RUN;
        }
        return code;
    }
}
