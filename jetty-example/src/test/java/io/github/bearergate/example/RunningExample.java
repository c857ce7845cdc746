package io.github.bearergate.example;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An example on free ports, with its audit lines at hand. */
final class RunningExample implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> auditLines = new LinkedBlockingQueue<>();
    private final Example example;

    private RunningExample(Options options) {
        example = Example.start(options, auditLines::add);
    }

    /** With the demo's policy and keys that are there. */
    static RunningExample ofDemo(Options.Audit audit) {
        Options options = new Options();
        options.audit = audit;
        return new RunningExample(options).ready();
    }

    /** With a policy of the test's; keys may not be there yet. */
    static RunningExample of(Path policy) {
        Options options = new Options();
        options.policy = Optional.of(policy);
        return new RunningExample(options);
    }

    RunningExample ready() {
        if (!example.awaitReady(PATIENCE)) {
            throw new AssertionError("no keys came");
        }
        return this;
    }

    Example example() {
        return example;
    }

    DemoIssuer issuer() {
        return example.demoIssuer().orElseThrow();
    }

    String token(DemoClient client) {
        return issuer().mint(client, client.scopes());
    }

    String api(String path) {
        return "http://127.0.0.1:" + example.port() + path;
    }

    String management(String path) {
        return "http://127.0.0.1:" + example.managementPort() + path;
    }

    HttpResponse<String> get(String path, String token) {
        return send("GET", path, token, "");
    }

    HttpResponse<String> send(String method, String path, String token, String body) {
        return Http.send(
                method, api(path), body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    /** The next audit line; waits for it. */
    String auditLine() throws InterruptedException {
        String line = auditLines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no audit line came");
        }
        return line;
    }

    @Override
    public void close() {
        example.close();
    }
}
