package io.github.bearergate.policyaudit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How commands read policy files. */
final class Reading {
    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description =
                    "The value of $${NAME} in issuer settings; else the environment's. A name that has neither is a"
                            + " finding, since the service would not start.")
    private Map<String, String> environment = new LinkedHashMap<>();

    /** Reads a policy file; {@code -} is the standard input. */
    PolicyFile policy(String name) {
        boolean standardInput = name.equals("-");
        return new PolicyFile(
                standardInput ? "(stdin)" : name,
                bytes(name),
                key -> environment.containsKey(key) ? environment.get(key) : System.getenv(key));
    }

    /** Reads any file; {@code -} is the standard input. */
    static byte[] bytes(String name) {
        try {
            return name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
        } catch (IOException e) {
            String cause = e.getMessage();
            boolean told = cause != null && !cause.equals(name);
            throw new CannotRunException(name + ": cannot be read" + (told ? ": " + cause : ""));
        }
    }
}
