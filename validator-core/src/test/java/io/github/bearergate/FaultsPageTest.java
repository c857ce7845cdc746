package io.github.bearergate;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/faults.md against the tests: each fault of the page has a test that bears its number as a tag, each tag is on the
 * page, and the page names exactly these tests. What the page should say is written to target/faults.md.
 */
class FaultsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("bearergate.root"));
    private static final Path PAGE = ROOT.resolve("docs").resolve("faults.md");
    private static final Path SHOULD_SAY = Path.of("target", "faults.md");
    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final Pattern ROW = Pattern.compile("\\| ([FX][0-9]+) \\| ([^|]*) \\|.*");

    /** How a class makes its faults, by the tag that it bears. */
    private static final Map<String, String> MEANS = Map.of(
            "wiremock", "WireMock",
            "raw-socket", "raw sockets",
            "virtual-time", "virtual time",
            "in-memory", "in memory",
            "file", "a file");

    @Test
    void thePageNamesForEachFaultTheTestsThatShowIt() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<String> is = Files.readAllLines(PAGE);
        List<String> shouldBe = is.stream().map(line -> completed(line, tests)).toList();
        Files.write(SHOULD_SAY, shouldBe);

        assertThat(is).as("docs/faults.md; target/faults.md is right").isEqualTo(shouldBe);
    }

    @Test
    void noFaultIsWithoutATestAndNoTagWithoutAFault() throws IOException {
        assertThat(tests().keySet()).isEqualTo(idsOf(PAGE, ROW));
    }

    /** The design lists faults that must be survived; it is not part of every check-out. */
    @Test
    void noFaultOfTheDesignIsMissing() throws IOException {
        Path design = ROOT.resolve("..").resolve("shared").resolve("design").resolve("faults.md");
        assumeThat(design).exists();

        Set<String> wanted = idsOf(design, Pattern.compile("\\| (F[0-9]+) \\|.*"));

        assertThat(wanted).hasSizeGreaterThan(50);
        assertThat(idsOf(PAGE, ROW)).containsAll(wanted);
    }

    private static Set<String> idsOf(Path page, Pattern row) throws IOException {
        return Files.readAllLines(page).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static String completed(String line, Map<String, Set<String>> tests) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            return line;
        }
        String shownBy = String.join("; ", tests.getOrDefault(row.group(1), Set.of()));
        return "| " + row.group(1) + " | " + row.group(2) + " | " + shownBy + " |";
    }

    /** By fault: `Class.method` and how; a class that bears the tag itself is named as a whole. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Class<?> type : testClasses()) {
            String means =
                    tagsOf(type).filter(MEANS::containsKey).map(MEANS::get).collect(joining());
            List<String> ids = new ArrayList<>(ids(type));
            ids.forEach(id -> enter(tests, id, type.getSimpleName(), means));
            for (Method method : type.getDeclaredMethods()) {
                ids(method).forEach(id -> enter(tests, id, type.getSimpleName() + "." + method.getName(), means));
                ids.addAll(ids(method));
            }
            assertThat(ids.isEmpty() || !means.isEmpty())
                    .as("%s has a tag that says how it makes its faults", type)
                    .isTrue();
        }
        return tests;
    }

    private static void enter(Map<String, Set<String>> tests, String id, String test, String means) {
        tests.computeIfAbsent(id, any -> new TreeSet<>()).add("`" + test + "` (" + means + ")");
    }

    private static Set<String> ids(AnnotatedElement element) {
        return tagsOf(element).filter(tag -> tag.matches("[FX][0-9]+")).collect(toCollection(TreeSet::new));
    }

    private static Stream<String> tagsOf(AnnotatedElement element) {
        return Stream.of(element.getAnnotationsByType(Tag.class)).map(Tag::value);
    }

    private static List<Class<?>> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.startsWith("io") && name.endsWith("Test.class") && !name.contains("$"))
                    .<Class<?>>map(FaultsPageTest::load)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Class<?> load(String file) {
        String name = file.replace(".class", "").replace('/', '.').replace('\\', '.');
        try {
            return Class.forName(name, false, FaultsPageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
