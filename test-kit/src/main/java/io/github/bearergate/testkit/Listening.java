package io.github.bearergate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Whether an issuer is on the network; it comes back on the port that it had. Thread-safe. */
final class Listening {
    private final ReentrantLock lock = new ReentrantLock();
    private final InetAddress address;
    private final LoopbackServer.Handler handler;
    private final int port;
    /** Has the port, and does not answer yet: before the start only. */
    private Optional<LoopbackServer> bound;

    private Optional<LoopbackServer> running = Optional.empty();
    /** Keeps the port from others while nobody listens on it; whoever connects is refused. */
    private Optional<Socket> placeholder = Optional.empty();

    private boolean closed;

    /** Takes the port; requests are answered after {@link #start}. */
    Listening(InetAddress address, int port, LoopbackServer.Handler handler) {
        this.address = address;
        this.handler = handler;
        LoopbackServer first = new LoopbackServer(address, port, handler);
        this.bound = Optional.of(first);
        this.port = first.port();
    }

    int port() {
        return port;
    }

    /** Answers requests; does nothing when it does so already, or is closed. */
    void start() {
        lock.lock();
        try {
            if (running.isPresent() || closed) {
                return;
            }
            freePort();
            LoopbackServer server = bound.orElseGet(() -> new LoopbackServer(address, port, handler));
            bound = Optional.empty();
            running = Optional.of(server);
            server.start();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every connection and refuses new ones, but keeps the port; does nothing when nobody listens. */
    void stop() {
        lock.lock();
        try {
            if (running.isPresent()) {
                running.get().close();
                running = Optional.empty();
                placeholder = Optional.of(holdPort());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends every connection and gives the port back. Idempotent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            running.ifPresent(LoopbackServer::close);
            running = Optional.empty();
            freePort();
        } finally {
            lock.unlock();
        }
    }

    private Socket holdPort() {
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot keep port " + port, taken);
        }
    }

    private void freePort() {
        try {
            if (placeholder.isPresent()) {
                placeholder.get().close();
            }
            placeholder = Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot free port " + port, broken);
        }
    }
}
