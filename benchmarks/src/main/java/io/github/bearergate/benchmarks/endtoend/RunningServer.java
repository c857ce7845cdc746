package io.github.bearergate.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server in its own process, and what it has cost so far. */
final class RunningServer implements AutoCloseable {
    private static final int SECONDS_TO_STOP = 10;

    private final Protection protection;
    private final Process process;
    private final int port;

    private RunningServer(Protection protection, Process process, int port) {
        this.protection = protection;
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it listens. */
    static RunningServer start(Protection protection, Trust trust, Path log) throws IOException {
        Process process = new ProcessBuilder(ServerProcess.command(protection, trust))
                .redirectError(Redirect.appendTo(log.toFile()))
                .start();
        try {
            return new RunningServer(protection, process, readPort(process));
        } catch (IOException | RuntimeException e) {
            process.destroy();
            throw new IOException(protection.title() + " does not start; see " + log, e);
        }
    }

    private static int readPort(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ServerProcess.READY)) {
                return Integer.parseInt(line.substring(ServerProcess.READY.length()));
            }
        }
        throw new IOException("it has ended");
    }

    Protection protection() {
        return protection;
    }

    int port() {
        return port;
    }

    /** Lets it fetch the keys of its issuer. */
    void refreshKeys() throws IOException {
        process.getOutputStream().write(ServerProcess.REFRESH_KEYS);
        process.getOutputStream().flush();
    }

    /** Time on a processor since the start, of all threads, compilers and collectors included. */
    Duration cpu() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell the time of processes"));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
