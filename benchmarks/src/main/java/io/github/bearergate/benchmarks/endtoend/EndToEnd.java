package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.benchmarks.results.EndToEndResults;
import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.testkit.TestIssuer;
import io.github.bearergate.testkit.TokenBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the servers side by side, loads them in turn, and writes what each did. */
public final class EndToEnd {
    private static final String PATH = "/orders/17";
    private static final String ALGORITHM = "RS256";
    private static final String AUDIENCE = "https://orders.example.com";
    private static final String SCOPE = "orders:read";
    private static final int OK = 200;

    private final Schedule schedule;
    private final Load load;
    private final Path folder;
    private final PrintStream progress;

    private EndToEnd(Schedule schedule, Load load, Path folder, PrintStream progress) {
        this.schedule = schedule;
        this.load = load;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs every server on JVMs like this one.
     *
     * @param mode {@code quick}, {@code full} or {@code smoke}
     * @param bundled whether to take our own load generator although wrk is installed
     * @param folder where {@code end-to-end.json} is written, and what servers complain about as {@code servers.log}
     */
    public static void run(String mode, boolean bundled, Path folder, PrintStream progress) throws IOException {
        Load own = new BundledLoad();
        Load load = bundled ? own : Wrk.installed().orElse(own);
        new EndToEnd(Schedule.named(mode), load, folder, progress).run(mode);
    }

    private void run(String mode) throws IOException {
        Files.createDirectories(folder);
        Environment environment =
                Environment.here(mode, "java -jar benchmarks/target/benchmarks.jar end-to-end --" + mode);
        List<RunningServer> servers = new ArrayList<>();
        try (TestIssuer issuer = TestIssuer.builder().algorithms(ALGORITHM).start()) {
            Trust trust = new Trust(issuer.issuer(), issuer.jwksUri().toString(), ALGORITHM, AUDIENCE, SCOPE, "at+jwt");
            for (Protection protection : Protection.values()) {
                if (protection.worksHere()) {
                    servers.add(RunningServer.start(protection, trust, folder.resolve("servers.log")));
                }
            }
            for (RunningServer server : servers) {
                check(server, issuer);
            }
            List<Server> found = measure(servers, token(issuer).sign());
            ResultFiles.write(
                    folder.resolve("end-to-end.json"),
                    new EndToEndResults(
                            environment,
                            load.name(),
                            schedule.connections(),
                            schedule.warmUpSeconds(),
                            schedule.roundSeconds(),
                            found));
            progress.println("written: " + folder.resolve("end-to-end.json"));
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
                        "warming %d/%d: %s%n",
                        slice + 1, schedule.warmUpSlices(), server.protection().title());
                send(server, token, schedule.warmUpSeconds() / schedule.warmUpSlices());
            }
        }
        Map<Protection, List<Round>> rounds = new EnumMap<>(Protection.class);
        for (int round = 0; round < schedule.rounds(); round++) {
            for (int i = 0; i < servers.size(); i++) {
                // Each round begins with another one.
                RunningServer server = servers.get((i + round) % servers.size());
                Round measured = measure(server, token);
                rounds.computeIfAbsent(server.protection(), any -> new ArrayList<>())
                        .add(measured);
                progress.printf(
                        "round %d/%d: %-40s %8.0f requests/s, p50 %6.0f us, p99 %6.0f us, CPU %5.1f us%n",
                        round + 1,
                        schedule.rounds(),
                        server.protection().title(),
                        measured.requestsPerSecond(),
                        measured.p50Micros(),
                        measured.p99Micros(),
                        measured.cpuMicrosPerRequest());
            }
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
        return load.send(server.port(), PATH, token, schedule.connections(), seconds);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static TokenBuilder token(TestIssuer issuer) {
        Instant now = Instant.now();
        return issuer.token()
                .audience(AUDIENCE)
                .subject("f3c9a1d2-6f0e-4a57-9d0c-2b8f1e7a5c44")
                .clientId("shop-frontend")
                .scope(SCOPE, "orders:write", "profile")
                .issuedAt(now)
                .notBefore(now)
                .expiresIn(Duration.ofHours(20))
                .claim("auth_time", now)
                .claim("tenant", "north")
                .claim("roles", List.of("clerk", "auditor"));
    }

    /** A server that lets a bad token pass, or keeps a good one out, is not measured. */
    private static void check(RunningServer server, TestIssuer issuer) throws IOException {
        expect(server, token(issuer).sign(), true, "a good token");
        if (server.protection() == Protection.NONE) {
            return;
        }
        expect(server, token(issuer).claim("iss", "https://login.example.net/").sign(), false, "a wrong issuer");
        expect(server, token(issuer).audience("https://billing.example.com").sign(), false, "a wrong audience");
        expect(server, token(issuer).expired().sign(), false, "an expired token");
        expect(server, token(issuer).forged().sign(), false, "a bad signature");
        expect(server, token(issuer).scope("profile").sign(), false, "a missing scope");
    }

    private static void expect(RunningServer server, String token, boolean passes, String about) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + PATH))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            if ((status == OK) != passes) {
                throw new IOException(
                        server.protection().title() + " answers " + status + " to a request with " + about);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
