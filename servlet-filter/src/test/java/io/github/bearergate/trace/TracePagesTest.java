package io.github.bearergate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/requirements.md and docs/asvs.md to their data files, and those to the tests that exist. */
class TracePagesTest {
    private static final Path ROOT =
            Path.of(System.getProperty("bearergate.root", "..")).toAbsolutePath();
    private static final Path DATA = ROOT.resolve("servlet-filter/src/test/resources/io/github/bearergate/trace");
    private static final Path DESIGN =
            ROOT.resolve("../shared/design/requirements.md").normalize();

    private final TestSources sources = new TestSources(ROOT);

    @ParameterizedTest
    @EnumSource(Page.class)
    void everyTestThatIsNamedExistsAndRuns(Page page) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Requirement row : page.read().requirements()) {
            for (TestReference test : row.tests()) {
                Optional<String> problem = sources.problemWith(test);
                problem.ifPresent(text -> problems.add(row.id() + ": " + text));
            }
        }

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void everyRowSaysWhatIsAskedAndWhatBecameOfIt(Page page) throws IOException {
        assertThat(page.read().requirements()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.says()).as("what %s asks", row.id()).isNotEmpty();
            assertThat(row.source()).as("the source of %s", row.id()).isNotEmpty();
            assertThat(row.status().needsReason() && row.because().isEmpty())
                    .as("%s is %s without a reason", row.id(), row.status())
                    .isFalse();
            assertThat(row.status().needsTest() && row.tests().isEmpty())
                    .as("%s is claimed without a test", row.id())
                    .isFalse();
            assertThat(row.status().needsTest()
                            && row.isFromMemory()
                            && row.because().isEmpty())
                    .as("%s is claimed from memory and does not say so", row.id())
                    .isFalse();
            assertThat(row.says() + row.because() + row.source()).doesNotContain("|");
        });
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void noIdStandsTwice(Page page) throws IOException {
        assertThat(page.read().requirements()).extracting(Requirement::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void thePageIsWhatTheDataFileSays(Page page) throws IOException {
        String expected = new TracePage(sources).of(page.read());
        if (Boolean.getBoolean("bearergate.write")) {
            Files.writeString(page.file(), expected);
        }

        assertThat(Files.readString(page.file()))
                .as(
                        "docs/%s is generated, and the command for it stands in it",
                        page.file().getFileName())
                .isEqualTo(expected);
    }

    @Test
    void noRequirementOfTheDesignIsLeftOut() throws IOException {
        assumeTrue(Files.exists(DESIGN));
        List<String> ids = Pattern.compile("(?m)^\\| (R\\d{3}) \\|")
                .matcher(Files.readString(DESIGN))
                .results()
                .map(MatchResult::group)
                .map(row -> row.replaceAll("[| ]", ""))
                .toList();

        assertThat(ids).hasSizeGreaterThan(190);
        assertThat(Page.REQUIREMENTS.read().requirements())
                .extracting(Requirement::id)
                .containsExactlyElementsOf(ids);
    }

    /** The pages, each made of a data file. */
    private enum Page {
        REQUIREMENTS("requirements"),
        ASVS("asvs");

        private final String name;

        Page(String name) {
            this.name = name;
        }

        TraceFile read() throws IOException {
            return TraceFile.read(DATA.resolve(name + ".txt"));
        }

        Path file() {
            return ROOT.resolve("docs/" + name + ".md");
        }
    }
}
