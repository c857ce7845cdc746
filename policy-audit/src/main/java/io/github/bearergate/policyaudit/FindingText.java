package io.github.bearergate.policyaudit;

import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Findings as a compiler prints them, in colours only where the terminal has them. */
final class FindingText {
    private final Ansi ansi;

    FindingText(Ansi ansi) {
        this.ansi = ansi;
    }

    String of(Finding finding) {
        String place = finding.file()
                + (finding.problem().line() > 0 ? ":" + finding.problem().line() : "") + ": ";
        StringBuilder text = new StringBuilder(place)
                .append(coloured(finding))
                .append(": ")
                .append(finding.problem().message())
                .append(" [")
                .append(finding.problem().id())
                .append("]\n");
        finding.witness()
                .ifPresent(
                        request -> text.append("    request: ").append(request).append('\n'));
        finding.accepted()
                .ifPresent(
                        reason -> text.append("    accepted: ").append(reason).append('\n'));
        return text.toString();
    }

    private String coloured(Finding finding) {
        if (!ansi.enabled()) {
            return finding.level();
        }
        String style = finding.isRefusal() ? "bold,red" : finding.accepted().isPresent() ? "faint" : "bold,yellow";
        return ansi.string("@|" + style + " " + finding.level() + "|@");
    }

    /** The last line of a report. */
    static String summary(int files, List<Finding> findings) {
        long errors = findings.stream().filter(Finding::isRefusal).count();
        long accepted = findings.stream()
                .filter(finding -> finding.accepted().isPresent())
                .count();
        long warnings = findings.size() - errors - accepted;
        return count(files, "file") + ": " + count(errors, "error") + ", " + count(warnings, "warning")
                + (accepted > 0 ? ", " + accepted + " accepted" : "");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
