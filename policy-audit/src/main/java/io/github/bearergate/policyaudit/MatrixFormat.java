package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Rule;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** How a matrix is written. */
enum MatrixFormat {
    /** In columns. */
    TEXT {
        @Override
        String write(Matrix matrix, MatrixView view) {
            FindingText text = new FindingText(Ansi.OFF);
            String warnings = matrix.findings().stream().map(text::of).collect(Collectors.joining());
            return warnings + (warnings.isEmpty() ? "" : "\n")
                    + view.table(matrix).text() + "\n" + foot(matrix) + "\n";
        }
    },
    /** As GitHub's Markdown. */
    MD {
        @Override
        String write(Matrix matrix, MatrixView view) {
            String warnings = matrix.findings().stream()
                    .map(finding -> "> **" + finding.id() + "**, line " + finding.line() + ": " + finding.message()
                            + finding.accepted()
                                    .map(reason -> " *Accepted: " + Table.escaped(Printable.line(reason)) + "*")
                                    .orElse("")
                            + "\n>\n")
                    .collect(Collectors.joining());
            return "## " + matrix.file() + "\n\n" + warnings + (warnings.isEmpty() ? "" : "\n")
                    + view.table(matrix).markdown() + "\n" + foot(matrix) + "\n";
        }
    },
    /** As RFC 4180 has it, without warnings and digest. */
    CSV {
        @Override
        String write(Matrix matrix, MatrixView view) {
            return view.table(matrix).csv();
        }
    },
    /** One JSON document with all that any view shows. */
    JSON {
        @Override
        String write(Matrix matrix, MatrixView view) {
            return Json.text(Json.object(
                    "file", matrix.file(),
                    "digest", matrix.policy().digest(),
                    "issuers",
                            matrix.policy().issuers().stream()
                                    .map(issuer -> Json.object("alias", issuer.alias(), "issuer", issuer.issuer()))
                                    .toList(),
                    "rules", matrix.rows().stream().map(MatrixFormat::json).toList(),
                    "warnings", matrix.findings().stream().map(Finding::json).toList()));
        }
    },
    /** One page that needs nothing else. */
    HTML {
        @Override
        String write(Matrix matrix, MatrixView view) {
            return MatrixPage.of(matrix);
        }
    };

    abstract String write(Matrix matrix, MatrixView view);

    /** What identifies the policy. */
    static String foot(Matrix matrix) {
        return "Everything else is denied. " + FindingText.count(matrix.rows().size(), "rule") + ", "
                + FindingText.count(matrix.policy().issuers().size(), "issuer") + ", SHA-256 "
                + matrix.policy().digest();
    }

    private static Map<String, Object> json(MatrixRow row) {
        Rule rule = row.rule();
        return Json.object(
                "id", rule.id(),
                "line", rule.line(),
                "methods", rule.methods().words(),
                "path", rule.path().text(),
                "access", row.access(),
                "anyOf",
                        rule.requirement().alternatives().stream()
                                .map(set -> set.stream().sorted().toList())
                                .toList(),
                "claims", row.claims(),
                "issuers", row.issuers(),
                "except", row.exceptIds(),
                "example", row.example());
    }
}
