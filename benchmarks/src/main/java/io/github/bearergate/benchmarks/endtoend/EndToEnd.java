package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.testkit.TestIssuer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs the servers side by side, loads them in turn, and writes what each did. */
public final class EndToEnd {
    private final String algorithm;
    private final Schedule schedule;
    private final Load load;
    private final Path folder;
    private final PrintStream progress;

    private final long start = System.nanoTime();

    private EndToEnd(String algorithm, Schedule schedule, Load load, Path folder, PrintStream progress) {
        this.algorithm = algorithm;
        this.schedule = schedule;
        this.load = load;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs every server on JVMs like this one.
     *
     * @param algorithm {@code RS256} or {@code ES256}: what signs the token
     * @param mode {@code quick}, {@code full} or {@code smoke}
     * @param minutes how long instead of the mode's own time
     * @param bundled whether to take our own load generator although wrk is installed
     * @param folder where {@code end-to-end.json} is written, or {@code end-to-end-es256.json}, and what servers complain about as
     *     {@code servers.log}
     */
    public static void run(
            String algorithm,
            String mode,
            Optional<Integer> minutes,
            boolean bundled,
            Path folder,
            PrintStream progress)
            throws IOException {
        Load own = new BundledLoad();
        Load load = bundled ? own : Wrk.installed().orElse(own);
        Schedule schedule = Schedule.named(mode);
        new EndToEnd(algorithm, minutes.map(schedule::within).orElse(schedule), load, folder, progress).run(mode);
    }

    /** The name of the file of results. */
    public static String file(String algorithm) {
        return algorithm.equals("RS256")
                ? "end-to-end.json"
                : "end-to-end-" + algorithm.toLowerCase(Locale.ROOT) + ".json";
    }

    private void run(String mode) throws IOException {
        Files.createDirectories(folder);
        String command = "java -jar benchmarks/target/benchmarks.jar end-to-end --" + mode
                + (schedule.minutes() > 0 ? " --minutes " + schedule.minutes() : "")
                + (algorithm.equals("RS256") ? "" : " --algorithm " + algorithm);
        Environment environment = Environment.here(mode, command);
        List<RunningServer> servers = new ArrayList<>();
        try (TestIssuer issuer = TestIssuer.builder().algorithms(algorithm).start()) {
            Trust trust = Traffic.trust(issuer, algorithm);
            for (Protection protection : Protection.values()) {
                if (protection.worksHere()) {
                    servers.add(RunningServer.start(protection, trust, folder.resolve("servers.log")));
                }
            }
            for (RunningServer server : servers) {
                Traffic.check(server, issuer);
            }
            List<Server> found = measure(servers, Traffic.token(issuer).sign());
            Path file = folder.resolve(file(algorithm));
            ResultFiles.write(
                    file,
                    new EndToEndResults(
                            environment,
                            algorithm,
                            load.name(),
                            schedule.connections(),
                            schedule.warmUpSeconds(),
                            schedule.springWarmUpSeconds(),
                            schedule.roundSeconds(),
                            found));
            progress.println("written: " + file);
        } finally {
            for (RunningServer server : servers) {
                server.close();
            }
        }
    }

    private List<Server> measure(List<RunningServer> servers, String token) throws IOException {
        // In slices, so that what the machine does meanwhile meets all of them.
        for (int slice = 0; slice < schedule.warmUpSlices(); slice++) {
            for (RunningServer server : servers) {
                progress.printf(
                        "[%d s] warming %d/%d: %s%n",
                        since(start),
                        slice + 1,
                        schedule.warmUpSlices(),
                        server.protection().title());
                send(server, token, schedule.warmUpSeconds(server.protection()) / schedule.warmUpSlices());
            }
        }
        Map<Protection, List<Round>> rounds = new EnumMap<>(Protection.class);
        long lastRound = 0;
        for (int round = 0; round == 0 || since(start) + lastRound <= schedule.minutes() * 60L; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < servers.size(); i++) {
                // Each round begins with another one.
                RunningServer server = servers.get((i + round) % servers.size());
                Round measured = measure(server, token);
                rounds.computeIfAbsent(server.protection(), any -> new ArrayList<>())
                        .add(measured);
                progress.printf(
                        "[%d of %d s] round %d: %-40s %8.0f requests/s, p50 %6.0f us, p99 %6.0f us, CPU %5.1f us%n",
                        since(start),
                        schedule.minutes() * 60,
                        round + 1,
                        server.protection().title(),
                        measured.requestsPerSecond(),
                        measured.p50Micros(),
                        measured.p99Micros(),
                        measured.cpuMicrosPerRequest());
            }
            lastRound = since(begin) + 1;
        }
        List<Server> found = new ArrayList<>();
        rounds.forEach((protection, measured) -> found.add(new Server(protection.argument(), measured)));
        return found;
    }

    private Round measure(RunningServer server, String token) throws IOException {
        Duration before = server.cpu();
        Load.Outcome outcome = send(server, token, schedule.roundSeconds());
        Duration cpu = server.cpu().minus(before);
        return new Round(
                rounded(outcome.requests() / outcome.seconds()),
                rounded(outcome.p50Micros()),
                rounded(outcome.p99Micros()),
                rounded(cpu.toNanos() / 1e3 / outcome.requests()));
    }

    private Load.Outcome send(RunningServer server, String token, int seconds) throws IOException {
        return load.send(server.port(), Traffic.PATH, token, schedule.connections(), seconds);
    }

    private static long since(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
