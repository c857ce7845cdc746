package io.github.bearergate.policyaudit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Findings with what a team has accepted of them, as text, JSON or SARIF. */
final class FindingReport {
    private final Map<String, Object> head;
    private final List<Finding> findings;
    private final List<Finding> stale;

    /**
     * Makes a report.
     *
     * @param ids the findings that the command looks for
     * @param head what the JSON document says first, such as the files looked at
     * @param found what was found
     * @param accepted what the team has accepted; what nothing needs any more is a finding too, as it would hide what comes back
     */
    FindingReport(FindingIds ids, Map<String, Object> head, List<Finding> found, Baseline accepted) {
        this.head = head;
        this.findings = accepted.mark(found);
        this.stale = accepted.unused(found, ids);
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
            case JSON -> out.print(Json.text(json()));
            case SARIF -> out.print(Json.text(Sarif.of(all)));
        }
        return all.stream().anyMatch(Finding::isOpen) ? PolicyAudit.FINDINGS : PolicyAudit.CLEAN;
    }

    private Map<String, Object> json() {
        Map<String, Object> report = Json.object();
        report.putAll(head);
        report.put("findings", findings.stream().map(Finding::json).toList());
        report.put("unusedAcceptances", stale.stream().map(Finding::json).toList());
        return report;
    }
}
