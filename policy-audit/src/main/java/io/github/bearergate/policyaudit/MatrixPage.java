package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.IssuerPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A matrix as one HTML page that needs nothing else: readable without JavaScript, sorted and filtered with it. */
final class MatrixPage {
    private final Matrix matrix;

    private MatrixPage(Matrix matrix) {
        this.matrix = matrix;
    }

    static String of(Matrix matrix) {
        return new MatrixPage(matrix).page();
    }

    private String page() {
        return resource("matrix.html")
                .replace("/*STYLE*/", resource("matrix.css"))
                .replace("/*SCRIPT*/", resource("matrix.js"))
                .replace("<!--TITLE-->", Html.escape(matrix.file()))
                .replace("<!--COUNTS-->", counts())
                .replace("<!--WARNINGS-->", warnings())
                .replace("<!--RULES-->", rules())
                .replace("<!--SCOPES-->", scopes())
                .replace("<!--ISSUERS-->", issuers())
                .replace("<!--DIGEST-->", matrix.policy().digest());
    }

    private String counts() {
        return count("open", "open to anyone")
                + count("token", "any valid token")
                + count("scope", "need scopes")
                + count("denied", "denied");
    }

    private String count(String access, String words) {
        long number = matrix.rows().stream()
                .filter(row -> row.access().equals(access))
                .count();
        return "<li class=\"" + access + "\"><b>" + number + "</b> " + words + "</li>";
    }

    private String warnings() {
        List<Finding> open = matrix.findings().stream().filter(Finding::isOpen).toList();
        List<Finding> accepted =
                matrix.findings().stream().filter(finding -> !finding.isOpen()).toList();
        return (open.isEmpty()
                        ? "<p class=\"fine\">"
                                + (accepted.isEmpty() ? "No warnings." : "No warnings but those which are accepted.")
                                + "</p>"
                        : list(open))
                + (accepted.isEmpty()
                        ? ""
                        : "<h3>Accepted <span class=\"size\">" + accepted.size() + "</span></h3>" + list(accepted));
    }

    private static String list(List<Finding> findings) {
        return findings.stream().map(MatrixPage::warning).collect(Collectors.joining("\n", "<ul>", "</ul>"));
    }

    private static String warning(Finding finding) {
        return "<li><span class=\"kind\">" + Html.escape(finding.id()) + "</span> line "
                + finding.line() + ": " + Html.code(finding.message())
                + finding.witness()
                        .map(request ->
                                " <span class=\"request\">Request: <code>" + Html.escape(request) + "</code></span>")
                        .orElse("")
                + finding.accepted()
                        .map(reason -> " <span class=\"reason\">Accepted: " + Html.escape(reason) + "</span>")
                        .orElse("")
                + "</li>";
    }

    private String rules() {
        return matrix.rows().stream().map(this::rule).collect(Collectors.joining("\n"));
    }

    private String rule(MatrixRow row) {
        return "<tr class=\"" + row.access() + "\">"
                + cell("Line", Integer.toString(row.rule().line()), "number")
                + cell("Methods", chips(row.rule().methods().words(), "method"), "")
                + cell("Path", "<code>" + Html.path(row.rule().path().text()) + "</code>", "path")
                + cell("Needs", needs(row), "needs")
                + cell("Issuers", chips(row.issuers(), "issuer"), "")
                + cell("Except", except(row), "except")
                + "</tr>";
    }

    private static String cell(String label, String html, String kind) {
        return "<td data-label=\"" + label + "\"" + (kind.isEmpty() ? "" : " class=\"" + kind + "\"") + ">" + html
                + "</td>";
    }

    private static String needs(MatrixRow row) {
        String claims = row.claims().isEmpty()
                ? ""
                : " <span class=\"claims\">where <code>" + Html.escape(row.claims()) + "</code></span>";
        return "<span class=\"badge " + row.access() + "\">" + Html.escape(row.needs()) + "</span>" + claims;
    }

    private static String chips(List<String> words, String kind) {
        return words.stream()
                .map(word -> "<span class=\"chip " + kind + "\">" + Html.escape(word) + "</span>")
                .collect(Collectors.joining(" "));
    }

    /** Few are shown, many are folded. */
    private static String except(MatrixRow row) {
        String list = row.exceptIds().stream()
                .map(id -> "<code>" + Html.path(id) + "</code>")
                .collect(Collectors.joining("<br>"));
        int number = row.except().size();
        return number <= 3 ? list : "<details><summary>" + number + " rules</summary>" + list + "</details>";
    }

    private String scopes() {
        return matrix.scopes().stream()
                .map(scope -> group(scope, matrix.rowsOf(scope), scope))
                .collect(Collectors.joining("\n"));
    }

    private String issuers() {
        return matrix.policy().issuers().stream().map(this::issuer).collect(Collectors.joining("\n"));
    }

    private String issuer(IssuerPolicy issuer) {
        return group(issuer.alias() + " — " + issuer.issuer(), matrix.rowsOf(issuer), "");
    }

    private static String group(String title, List<MatrixRow> rows, String scope) {
        String items = rows.stream()
                .map(row -> "<li><code>" + Html.path(row.rule().id()) + "</code>" + together(row, scope) + "</li>")
                .collect(Collectors.joining());
        return "<details open><summary>" + Html.escape(title) + " <span class=\"size\">" + rows.size()
                + "</span></summary><ul>" + items + "</ul></details>";
    }

    private static String together(MatrixRow row, String scope) {
        String also = scope.isEmpty() ? row.needs() : MatrixView.also(row, scope);
        String claims = row.claims().isEmpty() ? "" : " where " + row.claims();
        return also.isEmpty() && claims.isEmpty()
                ? ""
                : " <span class=\"claims\">" + (scope.isEmpty() || also.isEmpty() ? "" : "with ")
                        + Html.escape(also + claims) + "</span>";
    }

    private static String resource(String name) {
        try (InputStream stream = MatrixPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
