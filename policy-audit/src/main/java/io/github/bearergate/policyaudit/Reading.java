package io.github.bearergate.policyaudit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How commands read policy files. */
final class Reading {
    /** How many bytes a file may have: far more than any policy, document or scrape, and far less than a device that never ends. */
    static final int LARGEST = 64 * 1024 * 1024;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description =
                    "The value of $${NAME} in issuer settings; else the environment's. A name that has neither is a"
                            + " finding, since the service would not start.")
    private Map<String, String> environment = new LinkedHashMap<>();

    /** Reads a policy file; {@code -} is the standard input. */
    PolicyFile policy(String name) {
        return new PolicyFile(
                shown(name),
                bytes(name),
                key -> environment.containsKey(key) ? environment.get(key) : System.getenv(key));
    }

    /** The name of a file in reports. */
    static String shown(String name) {
        return name.equals("-") ? "(stdin)" : name;
    }

    /**
     * Reads any file; {@code -} is the standard input.
     *
     * @throws CannotRunException when it cannot be read, or has more than {@link #LARGEST} bytes
     */
    static byte[] bytes(String name) {
        return bytes(name, LARGEST);
    }

    /** Reads a file of at most so many bytes. */
    static byte[] bytes(String name, int largest) {
        try (InputStream stream = name.equals("-") ? standardInput() : Files.newInputStream(Path.of(name))) {
            byte[] bytes = stream.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new CannotRunException(shown(name) + ": has more than " + largest + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw cannotRead(name, "no such file");
        } catch (AccessDeniedException e) {
            throw cannotRead(name, "permission denied");
        } catch (InvalidPathException e) {
            throw cannotRead(name, "no name of a file");
        } catch (IOException e) {
            throw cannotRead(name, String.valueOf(e.getMessage()));
        }
    }

    private static CannotRunException cannotRead(String name, String cause) {
        return new CannotRunException((name.isEmpty() ? "an empty name" : shown(name)) + ": cannot be read: " + cause);
    }

    /** The standard input; where it is closed, the JVM's own first file has its number, and would be read in its place. */
    private static InputStream standardInput() throws IOException {
        Path first = Path.of("/proc/self/fd/0");
        if (Files.isSymbolicLink(first)
                && Files.readSymbolicLink(first)
                        .startsWith(Path.of(System.getProperty("java.home")).toRealPath())) {
            throw new IOException("it is closed");
        }
        return System.in;
    }
}
