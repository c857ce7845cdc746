package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.jose.StrictJson;
import io.github.bearergate.policyaudit.Finding.Weight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code hosts read. */
class SarifTest {
    @TempDir
    private Path directory = Path.of("");

    private static Finding finding(String file, int line, String id, Weight weight) {
        return new Finding(
                file, line, id, weight, "a \"message\"", Optional.empty(), Optional.of("GET /a"), Optional.empty());
    }

    private static Map<?, ?> run(List<Finding> findings) {
        Map<?, ?> log = StrictJson.readObject(Json.text(Sarif.of(findings)).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(log.get("version")).isEqualTo("2.1.0");
        assertThat(log.get("$schema")).isEqualTo("https://json.schemastore.org/sarif-2.1.0.json");
        return (Map<?, ?>) at(log, "runs", 0);
    }

    private static Object at(Object value, Object... way) {
        Object here = value;
        for (Object step : way) {
            Object next = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
            here = Objects.requireNonNull(next, () -> step + " is missing");
        }
        return here;
    }

    @Test
    void everyResultHasItsRuleItsLevelItsMessageAndItsPlace() {
        Map<?, ?> run = run(List.of(
                finding("b/a b.policy", 7, "open-mutation", Weight.WARNING),
                finding("a.policy", 0, "bad-path", Weight.REFUSAL),
                finding("a.policy", 3, "more-closed", Weight.NOTE)));

        assertThat(at(run, "tool", "driver", "name")).isEqualTo("policy-audit");
        assertThat((List<?>) run.get("results")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Object index = at(run, "results", i, "ruleIndex");
            assertThat(at(run, "tool", "driver", "rules", ((Number) index).intValue(), "id"))
                    .isEqualTo(at(run, "results", i, "ruleId"));
            assertThat(at(run, "results", i, "message", "text")).isEqualTo("a \"message\" (request: GET /a)");
        }
        assertThat(at(run, "results", 0, "level")).isEqualTo("warning");
        assertThat(at(run, "results", 1, "level")).isEqualTo("error");
        assertThat(at(run, "results", 2, "level")).isEqualTo("note");
        Object place = at(run, "results", 0, "locations", 0, "physicalLocation");
        assertThat(at(place, "region", "startLine")).isEqualTo(7L);
        assertThat(at(place, "artifactLocation", "uri")).isEqualTo("b/a%20b.policy");
        assertThat(at(run, "results", 1, "locations", 0, "physicalLocation", "region", "startLine"))
                .isEqualTo(1L);
    }

    @Test
    void aRelativeNameIsRelativeToTheRootOfTheSourcesAndAnAbsoluteOneIsAUrl() {
        Map<?, ?> run = run(List.of(
                finding("api.policy", 1, "bad-path", Weight.REFUSAL),
                finding(directory.resolve("a?.policy").toAbsolutePath().toString(), 1, "bad-path", Weight.REFUSAL)));

        Object relative = at(run, "results", 0, "locations", 0, "physicalLocation", "artifactLocation");
        Object absolute = at(run, "results", 1, "locations", 0, "physicalLocation", "artifactLocation");
        assertThat(at(relative, "uriBaseId")).isEqualTo("%SRCROOT%");
        assertThat(((Map<?, ?>) at(run, "originalUriBaseIds")).containsKey("%SRCROOT%"))
                .isTrue();
        assertThat(at(absolute, "uri").toString()).startsWith("file:///").endsWith("/a%3F.policy");
        assertThat(((Map<?, ?>) absolute).containsKey("uriBaseId")).isFalse();
    }

    @Test
    void aChangeIsAnErrorAtItsLineWhenItOpensAWarningWhenThatIsAllowedAndANoteWhenItCloses() {
        String before = Run.policy(directory, "o", "GET /a needs a:read", "GET /b needs a:read");
        String after = Run.policy(directory, "n", "GET /a is open", "GET /b needs a:read and b:read");

        Run shown = Run.of("diff", before, after, "--format", "sarif");
        Run allowed = Run.of("diff", before, after, "--format", "sarif", "--allow-more-open");

        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out())
                .containsSubsequence(
                        "\"ruleId\": \"more-open\"",
                        "\"level\": \"error\"",
                        "`GET /a needs a:read (line 4)` became `GET /a is open (line 4)` (request: gets in now: GET /a"
                                + " by no token)",
                        "\"startLine\": 4",
                        "\"ruleId\": \"more-closed\"",
                        "\"level\": \"note\"",
                        "\"startLine\": 5");
        assertThat(allowed.code()).isZero();
        assertThat(allowed.out()).contains("\"level\": \"warning\"").doesNotContain("\"level\": \"error\"");
    }
}
