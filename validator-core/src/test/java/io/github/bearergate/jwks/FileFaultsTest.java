package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

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
    void aFileThatBecomesADeviceWithoutEndServesOn() {
        Path zero = Path.of("/dev/zero");
        assumeThat(zero).exists();
        survives(path -> link(path, zero), RefreshOutcome.CONNECT);
    }

    @Test
    void aFileThatBecomesALinkToItselfOrToNothingServesOn() {
        survives(path -> link(path, path), RefreshOutcome.CONNECT);
        survives(path -> link(path, path.resolveSibling("nothing")), RefreshOutcome.CONNECT);
    }

    /** The way a mounted configuration changes: a link leads to a directory, and is exchanged for one to another. */
    @Test
    void aLinkThatIsExchangedLeadsToTheNewSet() throws IOException {
        Path old = Files.createDirectory(directory.resolve("old"));
        Path young = Files.createDirectory(directory.resolve("new"));
        Files.writeString(old.resolve("keys.json"), FaultDrill.GOOD);
        Files.writeString(
                young.resolve("keys.json"), "{\"keys\":[" + SimProvider.jwk(0) + "," + SimProvider.jwk(1) + "]}");
        link(directory.resolve("current"), old);
        file = directory.resolve("current").resolve("keys.json");
        try (FaultDrill drill = drill()) {
            link(directory.resolve("current"), young);
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.source.status().keys() == 2);
        }
    }

    /** Half of it is there while it is read: that is no set, and no key of it is taken. */
    @Test
    void aFileThatIsBeingWrittenServesOn() {
        String whole = "{\"keys\":[" + SimProvider.jwk(1) + "," + SimProvider.jwk(0) + "]}";
        for (int share = 1; share < 4; share++) {
            String half = whole.substring(0, whole.length() * share / 4);
            survives(path -> write(path, half), RefreshOutcome.NOT_JSON);
        }
    }

    @Test
    void aFileWithANewSetIsReadWithoutARestart() throws IOException {
        try (FaultDrill drill = drill()) {
            Files.writeString(file, "{\"keys\":[" + SimProvider.jwk(0) + "," + SimProvider.jwk(1) + "]}");
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.source.status().keys() == 2);
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

    private static void link(Path path, Path to) {
        try {
            Path young = path.resolveSibling("young-link");
            Files.createSymbolicLink(young, to);
            Files.move(young, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
