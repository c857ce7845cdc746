package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: what became more open, more closed, or different. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Shows what became more open, more closed or different, each with a request that shows it; exact.",
        footer = {"", "Exit codes: 0 nothing became more open, 1 something did, 2 could not run."})
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Reading reading = new Reading();

    @Parameters(index = "0", paramLabel = "OLD", description = "The old policy file.")
    private String oldFile = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The new policy file.")
    private String newFile = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json or sarif.")
    private Format format = Format.TEXT;

    @Option(names = "--allow-more-open", description = "Exit with 0 also when something became more open.")
    private boolean allowMoreOpen;

    @Override
    public Integer call() {
        if (oldFile.equals("-") && newFile.equals("-")) {
            throw new CannotRunException("only one of the policies can come from the standard input");
        }
        Policy before = reading.policy(oldFile).parseSound();
        Policy after = reading.policy(newFile).parseSound();
        List<Change> changes = PolicyDiff.between(before, after);
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> {
                changes.forEach(change -> out.println(change.text()));
                out.println(summary(changes));
            }
            case JSON ->
                out.print(Json.text(Json.object(
                        "old", Json.object("file", Reading.shown(oldFile), "digest", before.digest()),
                        "new", Json.object("file", Reading.shown(newFile), "digest", after.digest()),
                        "changes", changes.stream().map(Change::json).toList())));
            case SARIF ->
                out.print(Json.text(Sarif.of(changes.stream()
                        .map(change -> change.finding(Reading.shown(newFile), allowMoreOpen))
                        .toList())));
        }
        boolean opens = changes.stream().anyMatch(change -> change.direction().opens());
        return opens && !allowMoreOpen ? PolicyAudit.FINDINGS : PolicyAudit.CLEAN;
    }

    private static String summary(List<Change> changes) {
        return changes.isEmpty()
                ? "no change of access"
                : List.of(Direction.values()).stream()
                        .map(direction -> count(changes, direction) + " " + direction)
                        .collect(Collectors.joining(", "));
    }

    private static long count(List<Change> changes, Direction direction) {
        return changes.stream()
                .filter(change -> change.direction() == direction)
                .count();
    }
}
