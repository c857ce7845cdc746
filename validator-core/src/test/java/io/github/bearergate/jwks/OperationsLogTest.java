package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/operations.md against what a key source really writes to the log. */
class OperationsLogTest {
    private static final Path ROOT = Path.of(System.getProperty("bearergate.root"));

    /** A line of the log as the page gives it, and its level. */
    private record Line(String text, String level) {
        boolean matches(Effect.Log log) {
            // Outside its placeholders a line has no character that means something in a pattern but these.
            String pattern = text.replace(".", "\\.")
                    .replaceAll("\\bN\\b", "[0-9]+")
                    .replaceAll("\\bCAUSE\\b", "[A-Z_]+")
                    .replaceAll("\\bFINGERPRINT\\b", "[^ ]+")
                    .replace(" (OUTCOME)", "( \\([A-Z_0-9]+\\))?");
            return log.level().name().equals(level) && log.message().matches("issuer idp:? " + pattern);
        }
    }

    @Test
    void everyLineOfTheLogIsOnThePageWithItsLevelAndNoOther() throws IOException {
        List<Line> page = lines();
        List<Effect.Log> written = written();

        assertThat(written)
                .allSatisfy(log -> assertThat(page)
                        .filteredOn(line -> line.matches(log))
                        .as("%s %s", log.level(), log.message())
                        .hasSize(1));
        String loop =
                Files.readString(ROOT.resolve("validator-core/src/main/java/io/github/bearergate/jwks/Loop.java"));
        assertThat(page)
                .allSatisfy(line -> assertThat(written.stream().anyMatch(line::matches)
                                || loop.contains("Level." + line.level() + ", \"" + line.text() + "\""))
                        .as(line.toString())
                        .isTrue());
    }

    /** Everything that the rules write in a life with an outage of eight hours, a purge, and keys of every bad kind. */
    private static List<Effect.Log> written() {
        Rig rig = Rig.make();
        rig.tick();
        rig.failed(RefreshOutcome.CONNECT);
        rig.until(rig.state.fetching().nextAt()).tick();
        rig.submit(new Event.Fetched(
                rig.flight().id(),
                TestKeys.keys(1),
                Stream.of(KeySkipCause.values())
                        .map(cause -> new SkippedJwk(cause, "f" + cause))
                        .filter(skipped -> skipped.cause() == KeySkipCause.PRIVATE_MEMBERS
                                || skipped.cause() == KeySkipCause.WEAK_RSA)
                        .toList(),
                Optional.empty(),
                Rig.WALL));
        rig.submit(new Event.Purge());
        rig.after(Duration.ofSeconds(2)).tick();
        rig.fetched(1);
        long start = rig.now;
        while (rig.now - start < Duration.ofHours(8).toNanos()) {
            rig.until(rig.state.wakeAt(rig.settings)).tick();
            if (rig.isFetching()) {
                rig.failed(RefreshOutcome.STATUS_5XX);
            }
        }
        List<Effect.Log> logs = new ArrayList<>();
        rig.allEffects.forEach(effect -> {
            if (effect instanceof Effect.Log log) {
                logs.add(log);
            }
        });
        assertThat(logs).hasSizeGreaterThan(7);
        return logs;
    }

    private static List<Line> lines() throws IOException {
        return page().lines()
                .map(line -> line.split(" *\\| *"))
                .filter(cells -> cells.length >= 4 && cells[2].matches("DEBUG|INFO|WARNING|ERROR"))
                .map(cells -> new Line(cells[1], cells[2]))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve("operations.md"));
    }
}
