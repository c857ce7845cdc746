package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.benchmarks.results.Environment;
import io.github.bearergate.benchmarks.results.PublicationResults;
import io.github.bearergate.benchmarks.results.PublicationResults.Pair;
import io.github.bearergate.benchmarks.results.PublicationResults.Window;
import io.github.bearergate.benchmarks.results.ResultFiles;
import io.github.bearergate.testkit.TestIssuer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Loads one server with our filter in pairs of short windows: one quiet, one in whose midst the issuer's key set changes and is
 * fetched, read and published.
 *
 * <p>The bundled load generator runs in this process, which has warmed up with the server: a generator that is new in each window
 * would be what the longest times show.
 */
public final class Publication {
    private static final String ALGORITHM = "RS256";
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP_SECONDS = 20;

    /** Longer than the least time between two fetches that are asked for. */
    private static final double WINDOW_SECONDS = 1.5;

    /** In which connections are opened. */
    private static final double UNSEEN_SECONDS = 0.1;

    private final TestIssuer issuer;
    private final RunningServer server;
    private final String token;
    private Optional<String> added = Optional.empty();

    private Publication(TestIssuer issuer, RunningServer server) {
        this.issuer = issuer;
        this.server = server;
        this.token = Traffic.token(issuer).sign();
    }

    /**
     * Measures for some minutes.
     *
     * @param mode {@code smoke} for one pair without warm-up, else ignored
     * @param folder where {@code publication.json} is written
     */
    public static void run(String mode, Optional<Integer> minutes, Path folder, PrintStream progress)
            throws IOException {
        Files.createDirectories(folder);
        int allowed = minutes.orElse(mode.equals("full") ? 10 : 2);
        boolean smoke = mode.equals("smoke");
        Environment environment =
                Environment.here(mode, "java -jar benchmarks/target/benchmarks.jar publication --minutes " + allowed);
        long end = System.nanoTime() + Duration.ofMinutes(allowed).toNanos();
        List<Pair> pairs = new ArrayList<>();
        try (TestIssuer issuer = TestIssuer.builder().algorithms(ALGORITHM).start();
                RunningServer server = RunningServer.start(
                        Protection.BEARERGATE, Traffic.trust(issuer, ALGORITHM), folder.resolve("servers.log"))) {
            Traffic.check(server, issuer);
            Publication publication = new Publication(issuer, server);
            progress.println("warming up");
            publication.window(smoke ? WINDOW_SECONDS : WARM_UP_SECONDS, false);
            int before = issuer.requests(issuer.jwksUri().getPath());
            while (pairs.isEmpty() || (!smoke && System.nanoTime() - end < 0)) {
                Pair pair = publication.pair(pairs.size() % 2 == 0);
                pairs.add(pair);
                progress.printf(
                        "pair %d: p99.9 quiet %.0f us, publishing %.0f us%n",
                        pairs.size(),
                        pair.quiet().p999Micros(),
                        pair.publishing().p999Micros());
                ResultFiles.write(
                        folder.resolve("publication.json"),
                        new PublicationResults(environment, CONNECTIONS, WINDOW_SECONDS, pairs));
            }
            int fetched = issuer.requests(issuer.jwksUri().getPath()) - before;
            if (fetched < pairs.size()) {
                throw new IOException("of " + pairs.size() + " key sets the server has fetched " + fetched);
            }
        }
        progress.println("written: " + folder.resolve("publication.json"));
    }

    private Pair pair(boolean quietFirst) throws IOException {
        if (quietFirst) {
            Window quiet = window(WINDOW_SECONDS, false);
            return new Pair(quiet, window(WINDOW_SECONDS, true));
        }
        Window publishing = window(WINDOW_SECONDS, true);
        return new Pair(window(WINDOW_SECONDS, false), publishing);
    }

    private Window window(double seconds, boolean publishing) throws IOException {
        if (publishing) {
            change();
        }
        CompletableFuture<Void> refreshed = publishing
                ? CompletableFuture.runAsync(
                        this::refresh,
                        CompletableFuture.delayedExecutor(
                                (long) ((UNSEEN_SECONDS + seconds / 2) * 1_000), TimeUnit.MILLISECONDS))
                : CompletableFuture.completedFuture(null);
        try {
            Load.Outcome outcome =
                    LoadProcess.send(server.port(), Traffic.PATH, token, CONNECTIONS, UNSEEN_SECONDS, seconds);
            refreshed.join();
            return new Window(outcome.requests(), Math.rint(outcome.p99Micros()), Math.rint(outcome.p999Micros()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Adds a key that signs nothing, or takes it away again: making one is dear, so it is made between windows. */
    private void change() {
        if (added.isEmpty()) {
            added = Optional.of(issuer.addKey(ALGORITHM));
        } else if (!issuer.removeKey(added.get())) {
            issuer.publish(added.get());
        }
    }

    private void refresh() {
        try {
            server.refreshKeys();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
