package io.github.bearergate.policyaudit;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matrix}: what opens what. */
@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = "Shows what opens what: each rule with the requests that more specific rules leave to it.",
        footer = {"", "Exit codes: 0 drawn, 2 could not run."})
final class MatrixCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Mixin
    private Acceptance acceptance = new Acceptance();

    @Parameters(paramLabel = "FILE", description = "The policy file; - is the standard input.")
    private String file = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), md, csv, json or html.")
    private MatrixFormat format = MatrixFormat.TEXT;

    @Option(
            names = "--by",
            paramLabel = "VIEW",
            description = "path (default), scope or issuer; json and html hold all of them.")
    private MatrixView view = MatrixView.PATH;

    @Override
    public Integer call() {
        PolicyFile policy = reading.policy(file);
        Matrix matrix = Matrix.of(policy.name(), policy.parseSound(), acceptance.baseline());
        spec.commandLine().getOut().print(format.write(matrix, view));
        return PolicyAudit.CLEAN;
    }
}
