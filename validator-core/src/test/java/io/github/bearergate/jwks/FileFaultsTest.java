package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from a file that somebody changes while it is being served. */
@Timeout(120)
@Tag("file")
@Tag("X06")
class FileFaultsTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("keys.json");
        Files.writeString(file, FaultDrill.GOOD);
    }

    @Test
    void aFileThatVanishesServesOn() {
        survives(path -> delete(path), RefreshOutcome.CONNECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"keys\":[", "<html>"})
    void aFileWithoutASetServesOn(String text) {
        survives(path -> write(path, text), RefreshOutcome.NOT_JSON);
    }

    @Test
    void aFileWithAnEmptySetServesOn() {
        survives(path -> write(path, "{\"keys\":[]}"), RefreshOutcome.EMPTY);
    }

    @Test
    void aFileThatIsTooLongServesOn() {
        survives(path -> write(path, FaultDrill.GOOD + " ".repeat(256 << 10)), RefreshOutcome.TOO_LARGE);
    }

    @Test
    void aFileThatBecomesADirectoryServesOn() {
        survives(
                path -> {
                    delete(path);
                    assertThat(path.toFile().mkdir()).isTrue();
                },
                RefreshOutcome.CONNECT);
    }

    @Test
    void aFileThatBecomesAPipeIsNotWaitedFor() {
        survives(FileFaultsTest::makePipe, RefreshOutcome.CONNECT);
    }

    @Test
    void aFileWithANewSetIsReadWithoutARestart() throws IOException {
        try (FaultDrill drill = drill()) {
            Files.writeString(file, "{\"keys\":[" + SimProvider.jwk(0) + "," + SimProvider.jwk(1) + "]}");
            drill.source.refresh();
            await().until(() -> drill.source.status().keys() == 2);
        }
    }

    @Test
    void aFileThatIsNoSetStopsTheStart() throws IOException {
        Files.writeString(file, "{\"keys\":[{}]}");
        assertThatThrownBy(() -> JwksKeySource.builder("https://idp.example")
                        .staticFile(file)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("no usable key");
        assertThatThrownBy(() -> JwksKeySource.builder("https://idp.example")
                        .staticFile(directory)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
    }

    private void survives(Consumer<Path> fault, RefreshOutcome outcome) {
        try (FaultDrill drill = drill()) {
            fault.accept(file);
            drill.expect(outcome);
            delete(file);
            write(file, FaultDrill.GOOD);
            drill.expectRecovery();
        }
    }

    private FaultDrill drill() {
        return new FaultDrill(file.toUri(), wiring -> {
            wiring.origin = KeyOrigin.file(file);
            // The first fetch of a file is made by the thread that starts the source.
            wiring.fetcher = real -> real;
        });
    }

    private static void makePipe(Path path) {
        delete(path);
        try {
            Process made = new ProcessBuilder("mkfifo", path.toString()).start();
            assumeThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            assumeThat(e).as("mkfifo").isNull();
        }
    }

    private static void write(Path path, String text) {
        try {
            // Whole or not at all, as an administrator would.
            Path young = path.resolveSibling("young");
            Files.writeString(young, text);
            Files.move(young, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
