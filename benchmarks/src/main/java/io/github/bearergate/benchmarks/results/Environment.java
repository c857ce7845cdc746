package io.github.bearergate.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where and how a run took place.
 *
 * @param date the UTC instant of its start, to the minute
 * @param mode {@code quick}, {@code full}, or what else was chosen
 * @param command what to type to have the same run
 * @param jdk the version of Java, such as {@code 17.0.15}
 * @param vm the virtual machine and its build
 * @param processor the processor's name, as the system tells it
 * @param cores how many processors the JVM sees
 * @param memoryGib the machine's memory in GiB; 0 when unknown
 * @param system the operating system
 */
public record Environment(
        String date,
        String mode,
        String command,
        String jdk,
        String vm,
        String processor,
        int cores,
        long memoryGib,
        String system) {

    /** This machine and this JVM, now. */
    public static Environment here(String mode, String command) {
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                mode,
                command,
                System.getProperty("java.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                field(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                gib(field(Path.of("/proc/meminfo"), "MemTotal")),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    /** The feature version of Java: 17, 25. */
    public int feature() {
        return Runtime.Version.parse(jdk).feature();
    }

    private static String field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    private static long gib(String kib) {
        return kib.endsWith(" kB") ? Math.round(Long.parseLong(kib.substring(0, kib.length() - 3)) / 1024.0 / 1024) : 0;
    }
}
