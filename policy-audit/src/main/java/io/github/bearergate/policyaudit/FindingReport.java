package io.github.bearergate.policyaudit;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Findings with what a team has accepted of them, as text, JSON or SARIF. */
final class FindingReport {
    private final List<String> files;
    private final List<Finding> findings;
    private final List<Finding> stale;

    /**
     * Makes a report.
     *
     * @param files the names of the files looked at
     * @param found what was found
     * @param accepted what the team has accepted; what nothing needs any more is a finding too, as it would hide what comes back
     */
    FindingReport(List<String> files, List<Finding> found, Baseline accepted) {
        this.files = List.copyOf(files);
        this.findings = accepted.mark(found);
        this.stale = accepted.unused(found);
    }

    /**
     * Writes the report.
     *
     * @param subject what was looked at, for the last line of the text, such as {@code 1 file}
     * @return the exit code
     */
    int write(CommandSpec command, Format format, String subject) {
        List<Finding> all = Stream.concat(findings.stream(), stale.stream()).toList();
        PrintWriter out = command.commandLine().getOut();
        switch (format) {
            case TEXT -> {
                FindingText text =
                        new FindingText(command.commandLine().getColorScheme().ansi());
                all.forEach(finding -> out.print(text.of(finding)));
                out.println(subject + ": " + FindingText.counts(all));
            }
            case JSON ->
                out.print(Json.text(Json.object(
                        "files", files,
                        "findings", findings.stream().map(Finding::json).toList(),
                        "unusedAcceptances", stale.stream().map(Finding::json).toList())));
            case SARIF -> out.print(Json.text(Sarif.of(all)));
        }
        return all.stream().anyMatch(Finding::isOpen) ? PolicyAudit.FINDINGS : PolicyAudit.CLEAN;
    }
}
