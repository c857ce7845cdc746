package io.github.bearergate.policyaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The transcripts of the reviewer's guide are what the commands print. */
class ReviewingTest {
    private static final Pattern TRANSCRIPT =
            Pattern.compile("```console\\n\\$ policy-audit ([^\\n]*)\\n(.*?)```", Pattern.DOTALL);

    private final String root = Objects.requireNonNull(System.getProperty("bearergate.root")) + "/";

    @Test
    void everyTranscriptIsWhatTheCommandPrints() throws IOException {
        String guide = Files.readString(Path.of(root, "docs/reviewing.md"));
        List<MatchResult> transcripts = TRANSCRIPT.matcher(guide).results().toList();

        assertThat(transcripts).hasSizeGreaterThan(7);
        for (MatchResult transcript : transcripts) {
            String[] arguments = List.of(transcript.group(1).split(" ", -1)).stream()
                    .map(word -> word.startsWith("docs/") ? root + word : word)
                    .toArray(String[]::new);
            assertThat(Run.of(arguments).out().replace(root, ""))
                    .as(transcript.group(1))
                    .isEqualTo(transcript.group(2));
        }
    }
}
