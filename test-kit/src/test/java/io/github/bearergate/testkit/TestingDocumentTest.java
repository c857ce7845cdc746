package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/testing.md to the tests that it quotes. */
class TestingDocumentTest {
    private static final Path DOCUMENT = root().resolve("docs/testing.md");
    /** The nearest link above a block, with nothing between them but the rest of its paragraph, and the block. */
    private static final Pattern QUOTED = Pattern.compile(
            "\\[\\w+\\]\\(([^)]+\\.java)\\)[^\\[`]*(?:`[^`\\n]+`[^\\[`]*)*\\n```java\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("quotations")
    void everyQuotedBlockIsWrittenSoInTheTestThatIsNamedAboveIt(String source, String block) throws IOException {
        Path file = DOCUMENT.resolveSibling(source).normalize();

        assertThat(withoutBlanks(Files.readString(file)))
                .as("%s, which docs/testing.md quotes", file)
                .contains(withoutBlanks(block));
    }

    @Test
    void noJavaBlockStandsWithoutATest() throws IOException {
        assertThat(quotations())
                .hasSameSizeAs(Pattern.compile("^```java$", Pattern.MULTILINE)
                        .matcher(Files.readString(DOCUMENT))
                        .results()
                        .toList());
    }

    static List<Object[]> quotations() throws IOException {
        return QUOTED.matcher(Files.readString(DOCUMENT))
                .results()
                .map(TestingDocumentTest::sourceAndBlock)
                .toList();
    }

    private static Object[] sourceAndBlock(MatchResult quotation) {
        return new Object[] {quotation.group(1), quotation.group(2)};
    }

    /** What is compared: the formatter may break lines where a page does not. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** Where the build was started; Maven says so, and an IDE starts tests in the module. */
    private static Path root() {
        return Path.of(System.getProperty("bearergate.root", "..")).toAbsolutePath();
    }
}
