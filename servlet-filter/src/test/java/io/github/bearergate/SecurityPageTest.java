package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of SECURITY.md against the code and the tests that they name. */
class SecurityPageTest {
    private static final Path ROOT = Path.of(System.getProperty("bearergate.root", ".."));
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final String THREATS = "| | threat | where |";

    @Test
    void everyClassThatStandsInTheWayOfAThreatExists() throws IOException {
        Set<String> classes = sources("main").keySet();

        for (List<String> row : table(THREATS)) {
            assertThat(quoted(row.get(2))).as(row.get(1)).isNotEmpty().isSubsetOf(classes);
        }
    }

    @Test
    void everyTestAgainstAThreatExists() throws IOException {
        Map<String, String> tests = sources("test");

        for (List<String> row : table(THREATS)) {
            assertThat(quoted(row.get(4))).as(row.get(1)).isNotEmpty().allSatisfy(name -> {
                String[] parts = name.split("\\.", -1);
                assertThat(tests).containsKey(parts[0]);
                assertThat(parts[0]).matches(".*(Test|Properties)");
                assertThat(parts.length == 1
                                || String.valueOf(tests.get(parts[0])).contains(" " + parts[1] + "("))
                        .as("test %s", name)
                        .isTrue();
            });
        }
    }

    @Test
    void everyKindOfThreatIsThereAndSaysWhatRemains() throws IOException {
        List<List<String>> rows = table(THREATS);

        assertThat(rows).extracting(row -> row.get(0)).contains("S", "T", "R", "I", "D", "E");
        assertThat(rows).allSatisfy(row -> assertThat(row.get(5)).isNotEmpty());
    }

    @Test
    void everySettingIsJudged() throws IOException {
        Set<String> settings = new TreeSet<>();
        table(ROOT.resolve("docs/policy.md"), "| setting | default | allowed |")
                .forEach(row -> settings.addAll(quoted(row.get(0))));
        String reader = String.valueOf(sources("main").get("SettingsReader"));
        Pattern.compile("KNOWN = List\\.of\\(([^)]*)\\)")
                .matcher(reader)
                .results()
                .forEach(match -> settings.addAll(
                        Arrays.asList(match.group(1).replace("\"", "").split(", ", -1))));
        Arrays.stream(RequestGuardBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("build"))
                .forEach(settings::add);
        String page = page(ROOT.resolve("SECURITY.md"));
        String section = page.substring(page.indexOf("## Settings that weaken security"));

        assertThat(settings).contains("leeway", "audit", "memoSize");
        assertThat(new TreeSet<>(quoted(section))).containsAll(settings);
    }

    @Test
    void everyAlgorithmIsListedAsADefaultOrAsAChoice() throws IOException {
        List<List<String>> rows = table("| | allowed |");
        String byDefault = rows.get(0).get(1);
        String bySetting = rows.get(1).get(1);

        assertThat(Arrays.stream(io.github.bearergate.spi.Algorithm.values()).map(Enum::name))
                .allMatch(name -> byDefault.contains(name) != bySetting.contains(name));
    }

    /** The text of every source file of main or test code, by its class's name. */
    private static Map<String, String> sources(String kind) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("validator-core", "servlet-filter", "test-kit", "policy-audit", "jetty-example")) {
            try (Stream<Path> files =
                    Files.walk(ROOT.resolve(module).resolve("src").resolve(kind))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.merge(String.valueOf(file.getFileName()).replace(".java", ""), page(file), String::concat);
                }
            }
        }
        return sources;
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<List<String>> table(String heading) throws IOException {
        return table(ROOT.resolve("SECURITY.md"), heading);
    }

    /** The rows of the table whose first line begins so. */
    private static List<List<String>> table(Path page, String heading) throws IOException {
        List<List<String>> rows = page(page)
                .lines()
                .dropWhile(line -> !line.startsWith(heading))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .collect(Collectors.toList()))
                .toList();
        assertThat(rows).as("table %s", heading).isNotEmpty();
        return rows;
    }

    private static String page(Path file) throws IOException {
        return Files.readString(file);
    }
}
