package io.github.bearergate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of known attacks against the list and the tests that it is made from. */
class KnownAttacksPageTest {
    private static final Path ROOT = Path.of(System.getProperty("bearergate.root", ".."));
    private static final Path PAGE = ROOT.resolve("docs").resolve("known-attacks.md");

    @Test
    void thePageSaysWhatTheListAndTheTestsSay() throws Exception {
        String generated = new KnownAttacksPage(AttackTests.find(), ROOT).text();
        if (Boolean.getBoolean("bearergate.write")) {
            Files.writeString(PAGE, generated);
        }

        assertThat(PAGE)
                .as("write it again with -Dtest=KnownAttacksPageTest -Dbearergate.write=true")
                .content()
                .isEqualTo(generated);
    }
}
