package io.github.bearergate.example;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A port that tells connections with a request in flight from idle ones when it shuts down.
 *
 * <p>Jetty alone gives both the same second of silence: that cuts off a request whose client is slow, or makes the server wait
 * for clients that only keep a connection open. Here the former keep their time, and the latter are closed after that second.
 */
final class DrainingConnector extends ServerConnector {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration IDLE_AT_THE_END = Duration.ofSeconds(1);
    private static final long UNCHANGED = -1;

    private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

    DrainingConnector(Server server, HttpConfiguration configuration) {
        super(server, new HttpConnectionFactory(configuration));
        setIdleTimeout(IDLE.toMillis());
        setShutdownIdleTimeout(UNCHANGED);
    }

    /** Wraps the server's handler, to see the requests in flight. */
    Handler observing(Handler handler) {
        return new Handler.Wrapper(handler) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                begin(request);
                return super.handle(request, response, callback);
            }
        };
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = super.shutdown();
        for (EndPoint connection : getConnectedEndPoints()) {
            connection.setIdleTimeout(IDLE_AT_THE_END.toMillis());
            // In this order, and in begin() in the other, so that a request that begins meanwhile is seen by one of the
            // two.
            if (busy.contains(connection)) {
                connection.setIdleTimeout(IDLE.toMillis());
            }
        }
        return done;
    }

    private void begin(Request request) {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        busy.add(connection);
        if (connection.getIdleTimeout() != IDLE.toMillis()) {
            connection.setIdleTimeout(IDLE.toMillis());
        }
        Request.addCompletionListener(request, failure -> end(connection));
    }

    private void end(EndPoint connection) {
        busy.remove(connection);
        if (isShutdown()) {
            connection.setIdleTimeout(IDLE_AT_THE_END.toMillis());
        }
    }
}
