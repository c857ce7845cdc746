package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.ProblemKind.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/policy.md says what the code does. */
class PolicyPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+?) \\|(?: ([^|]+?) \\|)?");

    private static String page = "";

    @BeforeAll
    static void readThePage() throws IOException {
        page = Files.readString(Path.of(System.getProperty("bearergate.root"), "docs", "policy.md"));
    }

    @Test
    void theExampleOfThePageIsTheTestedOne() {
        assertThat(page).contains("```\n" + Policies.ORDERS + "```");
    }

    @Test
    void theExampleInJavaIsTheTestedOne() throws IOException {
        int from = page.indexOf("```java\n") + "```java\n".length();
        Path test = Path.of(
                System.getProperty("bearergate.root"),
                "validator-core/src/test/java/io/github/bearergate/policy/RulesTest.java");

        assertThat(withoutBlanks(Files.readString(test)))
                .contains(withoutBlanks(page.substring(from, page.indexOf("```", from))));
    }

    @Test
    void theTableOfSettingsHasEverySettingWithItsDefaultAndRange() {
        assertThat(rows("## Settings of an issuer")).zipSatisfy(List.of(Setting.values()), (row, setting) -> {
            assertThat(row.get(0)).isEqualTo(setting.word());
            if (!setting.standard().isEmpty()) {
                assertThat(row.get(1)).isEqualTo("`" + String.join(" ", setting.standard()) + "`");
            }
            if (!setting.range().isEmpty()) {
                assertThat(row.get(2)).isEqualTo(setting.range());
            }
        });
    }

    @Test
    void theTablesOfProblemsHaveEveryKind() {
        assertThat(rows("## Refused")).extracting(row -> row.get(0)).containsExactlyElementsOf(ids(Severity.REFUSAL));
        assertThat(rows("## Warned")).extracting(row -> row.get(0)).containsExactlyElementsOf(ids(Severity.WARNING));
    }

    /** The formatter breaks lines where a page does not. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static List<String> ids(Severity severity) {
        return Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.severity() == severity)
                .map(ProblemKind::id)
                .toList();
    }

    private static List<List<String>> rows(String heading) {
        int from = page.indexOf(heading);
        int to = page.indexOf("\n## ", from + 1);
        return ROW.matcher(page.substring(from, to))
                .results()
                .map(row -> List.of(row.group(1), row.group(2), row.group(3) == null ? "" : row.group(3)))
                .toList();
    }
}
