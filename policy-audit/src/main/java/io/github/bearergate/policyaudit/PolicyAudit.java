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
        int code = run(out, err, arguments);
        out.flush();
        System.exit(code);
    }

    /** Runs one command; the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new PolicyAudit());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (!(problem instanceof CannotRunException)) {
                throw problem;
            }
            command.getErr().println("policy-audit: " + problem.getMessage());
            return COULD_NOT_RUN;
        });
        line.setExitCodeExceptionMapper(problem -> COULD_NOT_RUN);
        if (arguments.length == 0) {
            line.usage(err);
            return COULD_NOT_RUN;
        }
        int code = line.execute(arguments);
        out.flush();
        return code;
    }
}
