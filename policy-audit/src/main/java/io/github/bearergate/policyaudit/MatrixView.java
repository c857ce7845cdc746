package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.IssuerPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a matrix is arranged. */
enum MatrixView {
    /** A line for each rule. */
    PATH {
        @Override
        Table table(Matrix matrix) {
            List<List<String>> lines = new ArrayList<>();
            matrix.rows()
                    .forEach(row -> lines.add(List.of(
                            Integer.toString(row.rule().line()),
                            row.rule().methods().text(),
                            row.rule().path().text(),
                            row.needs(),
                            row.claims(),
                            String.join(" ", row.issuers()),
                            shortList(row.exceptIds()))));
            return new Table(List.of("LINE", "METHODS", "PATH", "NEEDS", "CLAIMS", "ISSUERS", "EXCEPT"), lines);
        }
    },
    /** What the holder of each scope can do. */
    SCOPE {
        @Override
        Table table(Matrix matrix) {
            List<List<String>> lines = new ArrayList<>();
            matrix.rowsWithoutScope()
                    .forEach(row -> lines.add(List.of(
                            row.access().equals("open") ? "(no token)" : "(any token)",
                            row.rule().id(),
                            "",
                            row.claims())));
            for (String scope : matrix.scopes()) {
                for (MatrixRow row : matrix.rowsOf(scope)) {
                    lines.add(List.of(scope, row.rule().id(), also(row, scope), row.claims()));
                }
            }
            return new Table(List.of("SCOPE", "OPENS", "TOGETHER WITH", "CLAIMS"), lines);
        }
    },
    /** What the tokens of each issuer can do. */
    ISSUER {
        @Override
        Table table(Matrix matrix) {
            List<List<String>> lines = new ArrayList<>();
            matrix.rows().stream()
                    .filter(row -> row.access().equals("open"))
                    .forEach(row -> lines.add(List.of("(no token)", row.rule().id(), row.needs(), row.claims())));
            for (IssuerPolicy issuer : matrix.policy().issuers()) {
                for (MatrixRow row : matrix.rowsOf(issuer)) {
                    lines.add(List.of(issuer.alias(), row.rule().id(), row.needs(), row.claims()));
                }
            }
            return new Table(List.of("ISSUER", "OPENS", "NEEDS", "CLAIMS"), lines);
        }
    };

    private static final int MOST_LISTED = 4;

    abstract Table table(Matrix matrix);

    /** The scopes that a rule needs beside one; empty when that one suffices. */
    static String also(MatrixRow row, String scope) {
        boolean suffices = row.rule().requirement().alternatives().contains(Set.of(scope));
        return suffices
                ? ""
                : String.join(
                        " and ",
                        row.rule().requirement().scopes().stream()
                                .filter(other -> !other.equals(scope))
                                .toList());
    }

    /** A list that stays short for a reader. */
    static String shortList(List<String> items) {
        return items.size() <= MOST_LISTED
                ? String.join(", ", items)
                : String.join(", ", items.subList(0, MOST_LISTED)) + " and " + (items.size() - MOST_LISTED) + " more";
    }
}
