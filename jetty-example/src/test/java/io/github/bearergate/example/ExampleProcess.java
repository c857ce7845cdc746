package io.github.bearergate.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The demo as a process of its own, on free ports, with what it prints. */
final class ExampleProcess implements AutoCloseable {
    private static final String LAST_LINE_OF_THE_BANNER = "  curl -s -X POST http";

    private final Process process;
    private final BufferedReader out;
    private final List<String> banner = new ArrayList<>();

    /** Returns when the whole banner is printed. */
    ExampleProcess() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0",
                        "--management-port=0",
                        "--issuer-port=0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        String line;
        do {
            line = out.readLine();
            if (line == null) {
                throw new AssertionError("it ended after printing " + banner);
            }
            banner.add(line);
        } while (!line.startsWith(LAST_LINE_OF_THE_BANNER));
    }

    /** The lines of the banner without the blanks around them. */
    List<String> banner() {
        return banner.stream().map(String::strip).toList();
    }

    /** What the first group of the pattern matches in the banner. */
    String printed(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(String.join("\n", banner));
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + banner);
        }
        return found.group(1);
    }

    int port() {
        return Integer.parseInt(printed("API +http://127\\.0\\.0\\.1:(\\d+)"));
    }

    /** What is printed after the banner; it ends when the process does. */
    Stream<String> linesAfterTheBanner() {
        return out.lines().filter(line -> !line.isEmpty());
    }

    /** Sends SIGTERM. Not by {@link Process#destroy}, which closes the output, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
