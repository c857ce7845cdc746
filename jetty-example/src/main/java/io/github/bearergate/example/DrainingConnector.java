package io.github.bearergate.example;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A port that can be drained before it is stopped, so that no client loses a request.
 *
 * <p>Jetty's own graceful stop closes a connection right after a response that did not announce it, so a client that reuses it
 * may send its next request into the void, and it gives every connection one second of silence, so a request whose client is slow
 * is cut off. While this port drains, every response says {@code Connection: close} (RFC 9112 section 9.6), requests in flight
 * keep their time, and only connections on which nothing happens for a while are closed.
 */
final class DrainingConnector extends ServerConnector {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int LONGEST_QUEUE = 128;

    private final Duration idleWhileDraining;
    private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allClosed = lock.newCondition();
    private volatile Optional<ServerSocketChannel> port = Optional.empty();
    private int open;
    private volatile boolean draining;

    /** Connections are accepted without a thread that waits for them, so that draining can accept the last ones itself. */
    DrainingConnector(Server server, HttpConfiguration configuration, Duration idleWhileDraining) {
        super(server, 0, -1, new HttpConnectionFactory(configuration));
        this.idleWhileDraining = idleWhileDraining;
        setIdleTimeout(IDLE.toMillis());
    }

    /** Wraps the server's handler, to see the requests in flight. */
    Handler observing(Handler handler) {
        return new Handler.Wrapper(handler) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                begin(request, response);
                return super.handle(request, response, callback);
            }
        };
    }

    /**
     * Takes no new connection, answers what comes on those there are, and waits until all are closed.
     *
     * @return false when the time is up before
     */
    boolean drain(Duration patience) throws IOException, InterruptedException {
        draining = true;
        closePort();
        getConnectedEndPoints().forEach(this::limitSilence);
        long left = patience.toNanos();
        lock.lock();
        try {
            while (open > 0 && left > 0) {
                left = allClosed.awaitNanos(left);
            }
            return open == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected ServerSocketChannel openAcceptChannel() throws IOException {
        ServerSocketChannel opened = super.openAcceptChannel();
        port = Optional.of(opened);
        return opened;
    }

    /**
     * Accepts who has already connected, lest the operating system reset them when the port is closed; no more than fit into its
     * usual queue, so that a flood cannot keep the port open.
     */
    private void closePort() throws IOException {
        if (port.isEmpty() || !port.get().isOpen()) {
            return;
        }
        ServerSocketChannel listening = port.get();
        SocketChannel last = listening.accept();
        for (int taken = 1; last != null; taken++) {
            last.configureBlocking(false);
            configure(last.socket());
            getSelectorManager().accept(last);
            last = taken < LONGEST_QUEUE ? listening.accept() : null;
        }
        listening.close();
        // A channel that a selector watches is closed for good when the selector runs next.
        getSelectorManager().getBeans(ManagedSelector.class).forEach(watching -> watching.submit(selector -> {}));
    }

    /** Counts from here on: between being accepted and being opened a connection is in nobody's list. */
    @Override
    protected void configure(Socket socket) {
        super.configure(socket);
        count(1);
    }

    @Override
    protected void onEndPointOpened(EndPoint connection) {
        super.onEndPointOpened(connection);
        if (draining) {
            limitSilence(connection);
        }
    }

    @Override
    protected void onEndPointClosed(EndPoint connection) {
        super.onEndPointClosed(connection);
        count(-1);
    }

    private void count(int difference) {
        lock.lock();
        try {
            open += difference;
            if (open == 0) {
                allClosed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sets the limit and then looks; {@link #begin} goes the other way round, so one of the two sees the other. */
    private void limitSilence(EndPoint connection) {
        connection.setIdleTimeout(idleWhileDraining.toMillis());
        if (busy.contains(connection)) {
            connection.setIdleTimeout(IDLE.toMillis());
        }
    }

    private void begin(Request request, Response response) {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        busy.add(connection);
        if (connection.getIdleTimeout() != IDLE.toMillis()) {
            connection.setIdleTimeout(IDLE.toMillis());
        }
        if (draining) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Request.addCompletionListener(request, failure -> end(connection));
    }

    private void end(EndPoint connection) {
        busy.remove(connection);
        if (draining) {
            limitSilence(connection);
        }
    }
}
