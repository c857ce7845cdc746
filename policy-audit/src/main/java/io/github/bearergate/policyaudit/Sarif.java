package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as SARIF 2.1.0 (OASIS), one run. */
final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    static Map<String, Object> of(List<Finding> findings) {
        List<Map<String, Object>> rules = findings.stream()
                .map(finding -> finding.problem().kind())
                .distinct()
                .sorted()
                .map(Sarif::rule)
                .toList();
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "policy-audit");
        driver.put("semanticVersion", "0.1.0");
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", findings.stream().map(Sarif::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> rule(ProblemKind kind) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", kind.id());
        rule.put("shortDescription", Map.of("text", kind.id().replace('-', ' ')));
        rule.put("defaultConfiguration", Map.of("level", level(kind)));
        return rule;
    }

    private static String level(ProblemKind kind) {
        return switch (kind.severity()) {
            case REFUSAL -> "error";
            case WARNING -> "warning";
        };
    }

    private static Map<String, Object> result(Finding finding) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.problem().id());
        result.put("level", level(finding.problem().kind()));
        String message = finding.problem().message()
                + finding.witness()
                        .map(request -> " (request: " + request + ")")
                        .orElse("");
        result.put("message", Map.of("text", message));
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("artifactLocation", Map.of("uri", uri(finding.file())));
        place.put("region", Map.of("startLine", Math.max(1, finding.problem().line())));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        finding.accepted()
                .ifPresent(reason ->
                        result.put("suppressions", List.of(Json.object("kind", "external", "justification", reason))));
        return result;
    }

    /** A relative reference (RFC 3986): what a URI cannot hold is percent-encoded. */
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
