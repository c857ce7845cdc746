package io.github.bearergate.testkit;

import java.net.InetAddress;
import java.util.Optional;

/** Whether an issuer is on the network; it comes back on the port that it had. Thread-safe. */
final class Listening {
    private final InetAddress address;
    private final LoopbackServer.Handler handler;
    private final int port;
    private Optional<LoopbackServer> pending;
    private Optional<LoopbackServer> running = Optional.empty();
    private boolean closed;

    /** Takes the port; requests are answered after {@link #start}. */
    Listening(InetAddress address, int port, LoopbackServer.Handler handler) {
        this.address = address;
        this.handler = handler;
        LoopbackServer first = new LoopbackServer(address, port, handler);
        this.pending = Optional.of(first);
        this.port = first.port();
    }

    int port() {
        return port;
    }

    /** Answers requests; does nothing when it does so already, or is closed. */
    synchronized void start() {
        if (running.isEmpty() && !closed) {
            LoopbackServer server = pending.orElseGet(() -> new LoopbackServer(address, port, handler));
            pending = Optional.empty();
            server.start();
            running = Optional.of(server);
        }
    }

    synchronized void stop() {
        running.ifPresent(LoopbackServer::close);
        running = Optional.empty();
    }

    synchronized void close() {
        closed = true;
        stop();
    }
}
