package io.github.bearergate.policyaudit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Findings as SARIF 2.1.0 (OASIS), one run. */
final class Sarif {
    /** What relative names of files are relative to: code hosts put the root of the repository for it. */
    private static final String ROOT = "%SRCROOT%";

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    static Map<String, Object> of(List<Finding> findings) {
        Map<String, Finding> kinds = new TreeMap<>();
        findings.forEach(finding -> kinds.putIfAbsent(finding.id(), finding));
        List<String> ids = List.copyOf(kinds.keySet());
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "policy-audit");
        driver.put("semanticVersion", "0.1.0");
        driver.put("rules", kinds.values().stream().map(Sarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put(
                "originalUriBaseIds",
                Map.of(ROOT, Map.of("description", Map.of("text", "The directory that policy-audit was started in."))));
        run.put(
                "results",
                findings.stream()
                        .map(finding -> result(finding, ids.indexOf(finding.id())))
                        .toList());
        return Json.object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
    }

    private static Map<String, Object> rule(Finding finding) {
        return Json.object(
                "id",
                finding.id(),
                "shortDescription",
                Map.of("text", finding.id().replace('-', ' ')),
                "defaultConfiguration",
                Map.of("level", finding.level()));
    }

    private static Map<String, Object> result(Finding finding, int ruleIndex) {
        String message = finding.message()
                + finding.witness()
                        .map(request -> " (request: " + request + ")")
                        .orElse("");
        Map<String, Object> place = Json.object(
                "artifactLocation", artifact(finding.file()),
                "region", Map.of("startLine", Math.max(1, finding.line())));
        Map<String, Object> result = Json.object(
                "ruleId", finding.id(),
                "ruleIndex", ruleIndex,
                "level", finding.level(),
                "message", Map.of("text", message),
                "locations", List.of(Map.of("physicalLocation", place)));
        finding.accepted()
                .ifPresent(reason ->
                        result.put("suppressions", List.of(Json.object("kind", "external", "justification", reason))));
        return result;
    }

    /** A relative name, or an absolute one as a URL. */
    private static Map<String, Object> artifact(String file) {
        return Path.of(file).isAbsolute()
                ? Json.object("uri", "file://" + (file.startsWith("/") ? "" : "/") + uri(file))
                : Json.object("uri", uri(file), "uriBaseId", ROOT);
    }

    /** The path of a URI (RFC 3986): what it cannot hold is percent-encoded. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte octet : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }
}
