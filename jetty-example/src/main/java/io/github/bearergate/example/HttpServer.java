package io.github.bearergate.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty server with one port, that answers what it has begun to answer before it stops. */
final class HttpServer implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(HttpServer.class.getName());

    /** How long requests in flight are waited for: less than the 30 seconds after which orchestrators usually kill. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration IDLE_WHILE_DRAINING = Duration.ofSeconds(1);

    /** Twice the longest token that the gate reads, so that the gate and not the server decides about long ones. */
    private static final int LONGEST_HEAD = 32 * 1024;

    private final Server server;
    private final DrainingConnector connector;

    private HttpServer(String name, Optional<String> host, int port, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName(name);
        Optional.ofNullable(VirtualThreads.getDefaultVirtualThreadsExecutor())
                .ifPresent(threads::setVirtualThreadsExecutor);
        server = new Server(threads);
        connector = new DrainingConnector(server, configuration(), IDLE_WHILE_DRAINING);
        host.ifPresent(connector::setHost);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(connector.observing(handler));
        server.setErrorHandler(new JsonErrors());
    }

    /**
     * Starts a server.
     *
     * @param host the address to listen on; empty for all interfaces
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port is taken or the host is not this machine's
     */
    static HttpServer start(String name, Optional<String> host, int port, Handler handler) {
        HttpServer server = new HttpServer(name, host, port, handler);
        try {
            server.server.start();
            return server;
        } catch (IOException busy) {
            server.close();
            throw new UncheckedIOException("the " + name + " cannot listen on port " + port, busy);
        } catch (Exception e) {
            server.close();
            throw new IllegalStateException("the " + name + " cannot start", e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Waits for the end of {@link #close}. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Takes no new connection, answers the requests on those there are within {@link #PATIENCE}, and ends. Idempotent. */
    @Override
    public void close() {
        try {
            if (server.isStarted() && !connector.drain(PATIENCE)) {
                LOGGER.log(
                        Level.WARNING, "some requests were not answered within " + PATIENCE.toSeconds() + " seconds");
            }
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a server did not stop in an orderly way", e);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        // Else Jetty looks each field up among those of the connection, which is dear for one as long as a token, and
        // takes one that differs from another in case alone for that one.
        http.setHeaderCacheSize(0);
        http.setRequestHeaderSize(LONGEST_HEAD);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        return http;
    }
}
