package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/rejections.md against the reasons and outages that exist. */
class RejectionsPageTest {
    @Test
    void thePageListsEveryReasonInOrderWithItsStatusErrorAndSentence() throws IOException {
        List<String> expected = Arrays.stream(Reason.values())
                .map(reason -> String.join(
                        " | ",
                        reason.name(),
                        Integer.toString(reason.status()),
                        reason.error().map(error -> '`' + error + '`').orElse("none"),
                        reason.description().orElse("nothing")))
                .toList();

        assertThat(rows(7).map(cells -> String.join(" | ", cells[1], cells[3], cells[4], cells[5])))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void thePageListsEveryOutage() throws IOException {
        assertThat(rows(3).map(cells -> cells[1]))
                .containsExactlyElementsOf(
                        Arrays.stream(Outage.values()).map(Outage::name).toList());
    }

    /** The rows below the head of every table with so many columns. */
    private static Stream<String[]> rows(int columns) throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("bearergate.root"), "docs", "rejections.md")).stream()
                .filter(line -> line.matches("\\| [A-Z_0-9]+ \\|.*"))
                .map(line -> line.split(" *\\| *"))
                .filter(cells -> cells.length == columns + 1);
    }
}
