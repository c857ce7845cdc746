package io.github.bearergate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/mutation.md: its groups are those of the poms, its figures add up, and it lists every survivor. */
class MutationPageTest {
    private static final Path ROOT = Path.of(System.getProperty("bearergate.root"));
    private static final List<String> MODULES = List.of("validator-core", "servlet-filter");
    private static final Set<String> STRICTER = Set.of("claims", "policy");

    private static final Pattern GROUP = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([\\w-]+) \\| [^|]+ \\|$");
    private static final Pattern RESULT = Pattern.compile(
            "(?m)^\\| `(\\w+)` \\| `\\w{7}` \\| (\\d+) of (\\d+) \\((\\d+)\\.(\\d) %\\) \\| (\\d+) \\|$");
    private static final Pattern SURVIVORS =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| (`\\w+`(?:, `\\w+`)*) \\| (\\d+) \\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern EXECUTION = Pattern.compile("<execution>\\s*<id>(\\w+)</id>");

    @Test
    void theGroupsOfThePageAreThoseOfThePoms() throws IOException {
        for (String module : MODULES) {
            String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            String profile = pom.substring(pom.indexOf("<id>mutation</id>"));
            Set<String> listed = rows(GROUP)
                    .filter(row -> row.group(2).equals(module))
                    .map(row -> row.group(1))
                    .collect(toCollection(TreeSet::new));

            assertThat(EXECUTION.matcher(profile).results().map(found -> found.group(1)))
                    .as(module)
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void everyGroupHasAResultThatReachesItsAim() throws IOException {
        assertThat(rows(RESULT).map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        rows(GROUP).map(row -> row.group(1)).toList());
        assertThat(rows(RESULT)).allSatisfy(row -> {
            int killed = Integer.parseInt(row.group(2));
            int total = Integer.parseInt(row.group(3));
            // Rounded down, so that no figure looks better than it is.
            assertThat(Integer.parseInt(row.group(4) + row.group(5))).isEqualTo(killed * 1_000 / total);
            assertThat(killed * 100).isGreaterThanOrEqualTo(total * (STRICTER.contains(row.group(1)) ? 95 : 90));
        });
    }

    @Test
    void everySurvivorIsListedWithAClassThatThereIs() throws IOException {
        Map<String, Integer> listed = rows(SURVIVORS)
                .collect(groupingBy(row -> row.group(1), summingInt(row -> Integer.parseInt(row.group(3)))));

        assertThat(rows(RESULT))
                .allSatisfy(row -> assertThat(listed.getOrDefault(row.group(1), 0))
                        .as(row.group(1))
                        .isEqualTo(Integer.parseInt(row.group(3)) - Integer.parseInt(row.group(2))));
        assertThat(classes())
                .containsAll(rows(SURVIVORS)
                        .flatMap(row -> Stream.of(row.group(2).replace("`", "").split(", ", -1)))
                        .toList());
    }

    private static Stream<MatchResult> rows(Pattern row) throws IOException {
        return row.matcher(Files.readString(ROOT.resolve("docs").resolve("mutation.md")))
                .results();
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(names::add);
            }
        }
        return names;
    }
}
