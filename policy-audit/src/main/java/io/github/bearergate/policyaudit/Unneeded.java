package io.github.bearergate.policyaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part of a policy that nobody needed.
 *
 * @param line its line, counted from 1
 * @param id its kind: {@code unused-rule} or {@code unneeded-scope}
 * @param message what is the case and what to do, in one line
 * @param subject the rule's id, or the scope
 */
record Unneeded(int line, String id, String message, String subject) {
    static List<Unneeded> of(Usage usage) {
        List<Unneeded> all = new ArrayList<>();
        usage.rules().stream().filter(Usage.OfRule::isUnused).map(Unneeded::of).forEach(all::add);
        usage.scopes().stream().filter(each -> !each.needed()).map(Unneeded::of).forEach(all::add);
        return all;
    }

    private static Unneeded of(Usage.OfRule usage) {
        String rule = usage.rule().id();
        String refused = usage.refused() == 0 ? "" : " (and refused " + usage.refused() + ")";
        return new Unneeded(
                usage.rule().line(),
                "unused-rule",
                "`" + rule + "` let no request through" + refused
                        + "; take the line out, unless what it is for has not happened yet",
                rule);
    }

    private static Unneeded of(Usage.OfScope usage) {
        String why = usage.askedBy().isEmpty()
                ? "no rule asks for it; take it out of `grants`"
                : "no rule that asks for it let a request through; callers need not be given it";
        return new Unneeded(
                usage.line(),
                "unneeded-scope",
                "the scope `" + usage.scope() + "` was never needed: " + why,
                usage.scope());
    }

    Map<String, Object> json() {
        return Json.object("line", line, "id", id, "message", message, "subject", subject);
    }

    /** The finding as a result of SARIF 2.1.0. */
    Map<String, Object> sarif(String uri) {
        return Json.object(
                "ruleId",
                id,
                "level",
                "warning",
                "message",
                Map.of("text", message),
                "locations",
                List.of(Map.of(
                        "physicalLocation",
                        Json.object(
                                "artifactLocation",
                                Map.of("uri", uri),
                                "region",
                                Map.of("startLine", Math.max(1, line))))));
    }

    /** All findings as one run of SARIF 2.1.0 (OASIS). */
    static Map<String, Object> sarif(String uri, List<Unneeded> findings) {
        List<Map<String, Object>> rules = findings.stream()
                .map(Unneeded::id)
                .distinct()
                .map(id -> Json.object("id", id, "shortDescription", Map.of("text", id.replace('-', ' '))))
                .toList();
        Map<String, Object> driver = Json.object("name", "policy-audit", "semanticVersion", "0.1.0", "rules", rules);
        Map<String, Object> run = Json.object(
                "tool", Map.of("driver", driver),
                "results", findings.stream().map(each -> each.sarif(uri)).toList());
        return Json.object(
                "$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", List.of(run));
    }
}
