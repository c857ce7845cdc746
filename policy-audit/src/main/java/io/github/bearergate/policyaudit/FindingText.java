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
        String place = Printable.line(finding.file()) + (finding.line() > 0 ? ":" + finding.line() : "") + ": ";
        StringBuilder text = new StringBuilder(place)
                .append(coloured(finding))
                .append(": ")
                .append(Printable.line(finding.message()))
                .append(" [")
                .append(finding.id())
                .append("]\n");
        finding.witness()
                .ifPresent(request -> text.append("    request: ")
                        .append(Printable.line(request))
                        .append('\n'));
        finding.accepted()
                .ifPresent(reason -> text.append("    accepted: ")
                        .append(Printable.line(reason))
                        .append('\n'));
        return text.toString();
    }

    private String coloured(Finding finding) {
        if (!ansi.enabled()) {
            return finding.word();
        }
        String style = !finding.isOpen() ? "faint" : finding.level().equals("error") ? "bold,red" : "bold,yellow";
        return ansi.string("@|" + style + " " + finding.word() + "|@");
    }

    /** How many findings of each kind there are. */
    static String counts(List<Finding> findings) {
        long errors = number(findings, "error");
        long warnings = number(findings, "warning");
        long accepted = number(findings, "accepted");
        return count(errors, "error") + ", " + count(warnings, "warning")
                + (accepted > 0 ? ", " + accepted + " accepted" : "");
    }

    private static long number(List<Finding> findings, String word) {
        return findings.stream().filter(finding -> finding.word().equals(word)).count();
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
