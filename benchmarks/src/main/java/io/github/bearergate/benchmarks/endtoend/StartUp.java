package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.benchmarks.results.StartResults;
import io.github.bearergate.benchmarks.results.StartResults.Start;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the example again and again, each time until it says that it is ready: until it can check tokens. */
public final class StartUp {
    private static final int STARTS = 10;

    /** It says so after it has its keys. */
    private static final String READY = "Commands to paste";

    private static final int SECONDS_TO_STOP = 30;

    private StartUp() {}

    /**
     * Starts it on a JVM like this one, with its own demo authorization server in the same process.
     *
     * @param example the example's jar
     * @param mode {@code smoke} for one start, else ignored
     * @param folder where {@code start.json} is written
     */
    public static void run(Path example, String mode, Path folder, PrintStream progress) throws IOException {
        if (!Files.isRegularFile(example)) {
            throw new IOException("there is no " + example + "; first: mvn -q -DskipTests package");
        }
        Files.createDirectories(folder);
        Path archive = archive(example, folder);
        Environment environment = Environment.here(mode, "java -jar benchmarks/target/benchmarks.jar start");
        List<Start> plain = new ArrayList<>();
        List<Start> withArchive = new ArrayList<>();
        int wanted = mode.equals("smoke") ? 1 : STARTS;
        if (wanted > 1) {
            start(example); // so that the first one that counts finds its files in memory as the others do
        }
        while (plain.size() < wanted) {
            plain.add(start(example));
            withArchive.add(start(example, "-XX:SharedArchiveFile=" + archive));
            progress.printf(
                    "start %d/%d: CPU %.2f s, %.2f s; with an archive of classes: CPU %.2f s, %.2f s%n",
                    plain.size(),
                    wanted,
                    last(plain).cpuSeconds(),
                    last(plain).seconds(),
                    last(withArchive).cpuSeconds(),
                    last(withArchive).seconds());
        }
        ResultFiles.write(folder.resolve("start.json"), new StartResults(environment, plain, withArchive));
        progress.println("written: " + folder.resolve("start.json"));
    }

    private static Start last(List<Start> starts) {
        return starts.get(starts.size() - 1);
    }

    /** Makes an archive of the classes that the example's self-test loads, and of how they are laid out in memory. */
    private static Path archive(Path example, Path folder) throws IOException {
        Path archive = Files.createTempDirectory(folder, "classes").resolve("example.jsa");
        Process process = new ProcessBuilder(
                        JavaCommand.java(),
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-jar",
                        example.toString(),
                        "--self-test")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("archive.log").toFile())
                .start();
        end(process, false);
        if (!Files.isRegularFile(archive)) {
            throw new IOException("no archive of classes was made; see " + folder.resolve("archive.log"));
        }
        return archive;
    }

    private static Start start(Path example, String... jvmArguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JavaCommand.java());
        command.addAll(List.of(jvmArguments));
        command.addAll(
                List.of("-jar", example.toString(), "--port", "0", "--management-port", "0", "--issuer-port", "0"));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder all = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(READY)) {
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    Duration cpu = process.toHandle()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow(() -> new IOException("this system does not tell the time of processes"));
                    return new Start(hundredths(cpu.toMillis() / 1e3), hundredths(seconds));
                }
                all.append(line).append('\n');
            }
            throw new IOException("the example has ended before it was ready: " + all);
        } finally {
            end(process, true);
        }
    }

    private static void end(Process process, boolean now) {
        if (now) {
            process.destroy();
        }
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static double hundredths(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }
}
