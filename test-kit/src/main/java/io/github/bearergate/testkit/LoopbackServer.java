package io.github.bearergate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small HTTP/1.1 server for one test: one daemon thread that accepts and one for each connection.
 *
 * <p>It is written on plain sockets because a fault has to reach below HTTP: resets, half answers, bytes that are no HTTP.
 * Closing it ends every connection and waits for every thread.
 */
final class LoopbackServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Answers one request by writing to the wire. */
    interface Handler {
        void handle(ReceivedRequest request, Wire wire) throws IOException;
    }

    private final Handler handler;
    private final ServerSocket listener;
    private final Thread acceptor;
    /** Written by the acceptor only, so that close() finds every thread there once the acceptor has ended. */
    private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** Takes the port, any free one for 0; clients may connect, and are answered after {@link #start}. */
    LoopbackServer(InetAddress address, int port, Handler handler) {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "a test issuer listens on loopback only, not on " + address.getHostAddress());
        }
        this.handler = handler;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port), 1_024);
        } catch (IOException busy) {
            throw new UncheckedIOException("cannot listen on port " + port, busy);
        }
        acceptor = daemon("accept", this::accept);
    }

    /** Begins to answer; once only. */
    void start() {
        acceptor.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                Thread thread = daemon(String.valueOf(socket.getPort()), () -> serve(socket));
                connections.values().removeIf(served -> !served.isAlive());
                connections.put(socket, thread);
                thread.start();
            } catch (IOException closing) {
                // Either closed is set by now, or this one client went away before it was accepted.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket);
            while (!closed && wire.isOpen()) {
                Optional<ReceivedRequest> request = RequestReader.next(wire.in());
                if (request.isEmpty()) {
                    return;
                }
                handler.handle(request.get(), wire);
                if (request.get()
                        .header("Connection")
                        .filter("close"::equalsIgnoreCase)
                        .isPresent()) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client left, or the server is being closed: nobody is there to be told.
        }
    }

    /** Stops listening, ends every connection, and waits up to two seconds for the threads. Idempotent. */
    @Override
    public void close() {
        closed = true;
        quietly(listener::close);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        join(acceptor, deadline);
        connections.forEach((socket, thread) -> {
            quietly(socket::close);
            thread.interrupt();
        });
        connections.values().forEach(thread -> join(thread, deadline));
    }

    private static void join(Thread thread, long deadline) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread daemon(String role, Runnable work) {
        Thread thread = new Thread(work, "bearergate-test-issuer-" + port() + "-" + role);
        thread.setDaemon(true);
        return thread;
    }

    private interface Closing {
        void run() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException alreadyGone) {
            // What is closed need not be closed.
        }
    }
}
