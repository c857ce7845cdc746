package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers and outcomes of docs/operations.md are those of the code. */
class OperationsPageTest {
    private static String page = "";

    @BeforeAll
    static void readThePage() throws IOException {
        page = Files.readString(Path.of(System.getProperty("bearergate.root"), "docs", "operations.md"));
    }

    @Test
    void theBoundsWithTheDefaultsAreThoseThatTheGuardComputes() {
        TrustBounds bounds = TrustBounds.of(KeySourceSettings.defaults());
        TrustBounds fixed = TrustBounds.of(KeySourceSettings.defaults().withRefresh(Duration.ofMinutes(5)));

        assertThat(page)
                .contains("| longest refresh interval + `timeout` | "
                        + bounds.removedKeyInHealth().toSeconds() + " s ("
                        + fixed.removedKeyInHealth().toSeconds() + " s with `refresh 300s`) |")
                .contains("| `max-stale` | " + bounds.removedKeyInOutage().toHours() + " h |")
                .contains("+ `timeout` | " + bounds.newKeyInHealth().toSeconds() + " s |");
    }

    @Test
    void theNumbersOfFetchingAreThoseInForce() {
        KeySourceSettings settings = KeySourceSettings.defaults();
        KeySourceSettings.Backoff backoff = settings.backoff();

        assertThat(withoutLineEnds())
                .contains("between " + settings.refreshing().shortest().toSeconds() + " s and "
                        + settings.refreshing().longest().toSeconds() + " s")
                .contains("grow from " + backoff.first().toSeconds() + " s to "
                        + backoff.cap().toSeconds() + " s with jitter")
                .contains("`Retry-After` is honoured between "
                        + backoff.shortestAsked().toSeconds() + " s and "
                        + backoff.longestAsked().toSeconds() + " s")
                .contains("growing pauses of at most " + backoff.coldCap().toSeconds() + " s")
                .contains("at most " + settings.unknownKids().burst() + " fetches, then one per "
                        + settings.unknownKids().refill().toSeconds() + " s");
    }

    @Test
    void everyOutcomeThatIsNoSuccessIsExplainedAndNoOther() {
        int from = page.indexOf("Outcomes: ");
        String outcomes = page.substring(from, page.indexOf("\n\n", from));

        assertThat(Pattern.compile("`([A-Z_0-9]+)`").matcher(outcomes).results().map(OperationsPageTest::name))
                .containsExactlyElementsOf(Arrays.stream(RefreshOutcome.values())
                        .filter(outcome -> outcome != RefreshOutcome.OK)
                        .map(RefreshOutcome::name)
                        .toList());
    }

    private static String name(MatchResult quoted) {
        return quoted.group(1);
    }

    private static String withoutLineEnds() {
        return page.replace('\n', ' ');
    }
}
