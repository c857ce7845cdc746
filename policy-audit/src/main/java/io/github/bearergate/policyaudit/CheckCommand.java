package io.github.bearergate.policyaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: every refusal and every warning. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Lists everything for which the service would refuse the policy, and every warning.",
        footer = {"", "Exit codes: 0 nothing found, 1 findings, 2 could not run."})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Mixin
    private Acceptance acceptance = new Acceptance();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Policy files; - is the standard input.")
    private List<String> files = List.of();

    @Option(names = "--format", description = "text (default), json or sarif.", paramLabel = "FORMAT")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        Baseline accepted = acceptance.baseline();
        List<Finding> findings = new ArrayList<>();
        for (String file : files) {
            findings.addAll(Findings.of(reading.policy(file)));
        }
        return new FindingReport(FindingIds.CHECK, Json.object("files", files), findings, accepted)
                .write(spec, format, FindingText.count(files.size(), "file"));
    }
}
