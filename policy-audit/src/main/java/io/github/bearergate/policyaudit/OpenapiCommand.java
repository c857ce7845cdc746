package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openapi}: a policy beside the document of the API. */
@Command(
        name = "openapi",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a policy with an OpenAPI 3.0 or 3.1 document, in both directions and exactly:",
            "operations that no rule covers or that ask other scopes than the document says, and rules that"
                    + " decide no operation.",
            "With --generate, writes a first policy from the document's security requirements."
        },
        footer = {
            "",
            "openapi FILE SPEC             compares",
            "openapi --generate SPEC       prints a policy",
            "openapi --generate FILE SPEC  writes it to a new file",
            "",
            "Only references inside the document are followed; nothing is fetched.",
            "",
            "Exit codes: 0 no difference, or all could be written, 1 findings, 2 could not run."
        })
final class OpenapiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Mixin
    private Acceptance acceptance = new Acceptance();

    @Parameters(
            arity = "1..2",
            paramLabel = "FILE SPEC",
            description = "The policy file and the document, YAML or JSON; - is the standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            description = "What stands before the document's paths in the policy's; / for nothing. Default: the path of"
                    + " the servers' URL.")
    private Optional<String> basePath = Optional.empty();

    @Option(names = "--generate", description = "Write a first policy instead.")
    private boolean generate;

    @Option(
            names = "--audience",
            paramLabel = "TEXT",
            description = "With --generate: the audience of the tokens. Default: the URL of the first https server.")
    private Optional<String> audience = Optional.empty();

    @Option(names = "--format", description = "text (default), json or sarif.", paramLabel = "FORMAT")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        String document = files.get(files.size() - 1);
        if (!generate && files.size() < 2) {
            throw new CannotRunException("name the policy and the document: openapi FILE SPEC; to write a first policy,"
                    + " openapi --generate SPEC");
        }
        SpecApi api = SpecApi.of(
                SpecDocument.read(Reading.shown(document), Reading.bytes(document)), basePath.map(SpecApi::base));
        return generate ? generate(api) : compare(api);
    }

    private int compare(SpecApi api) {
        PolicyFile file = reading.policy(files.get(0));
        Policy policy = file.parseSound();
        List<Finding> found = SpecComparison.findings(file.name(), policy, api);
        String tail = FindingText.count(api.operations().size(), "operation") + ", "
                + FindingText.count(policy.rules().size(), "rule");
        List<String> names = List.of(file.name(), api.document().name());
        return new FindingReport(FindingIds.OPENAPI, Json.object("files", names), found, acceptance.baseline())
                .write(spec, format, tail);
    }

    private int generate(SpecApi api) {
        SpecPolicy written = SpecPolicy.of(api, audience);
        if (files.size() < 2 || files.get(0).equals("-")) {
            spec.commandLine().getOut().print(written.text());
        } else {
            write(Path.of(files.get(0)), written.text());
        }
        PrintWriter err = spec.commandLine().getErr();
        written.notes()
                .forEach(note -> err.println(Printable.line(api.document().name() + note)));
        return written.notes().isEmpty() ? PolicyAudit.CLEAN : PolicyAudit.FINDINGS;
    }

    private static void write(Path file, String text) {
        if (Files.exists(file)) {
            throw new CannotRunException(
                    file + ": is there already; name a new file, or compare it without --generate");
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CannotRunException(file + ": cannot be written: " + e.getMessage());
        }
    }
}
