package io.github.bearergate.attacks;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.servlet.BearerTokenFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty on loopback with the filter in front of an application that counts how often it is reached. */
final class GatedServer implements AutoCloseable {
    static final String SERVED = "served";

    private static final int LONGEST_HEADER = 128 * 1_024;

    private final Server server;
    private final ServerConnector connector;
    private final Application application = new Application();

    /** Starts a server whose requests pass these filters, then the one that is tested. */
    GatedServer(RequestGuard guard, Filter... inFront) {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("gated");
        server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        // So that the filter sees what is too long for it, not the container alone.
        configuration.setRequestHeaderSize(LONGEST_HEADER);
        // Else Jetty hands over an earlier field of the connection for one that differs from it in case alone.
        configuration.setHeaderCacheCaseSensitive(true);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        for (Filter first : inFront) {
            context.addFilter(new FilterHolder(first), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        FilterHolder filter = new FilterHolder(new BearerTokenFilter(guard));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        context.addServlet(new ServletHolder(application), "/");
        server.setHandler(context);
        start();
    }

    private void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** How often the application was reached. */
    int reached() {
        return application.reached.get();
    }

    /** The parameter {@code access_token} as the application last read it; empty when there was none. */
    Optional<String> lastParameter() {
        return application.parameter;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final AtomicInteger reached = new AtomicInteger();
        private transient volatile Optional<String> parameter = Optional.empty();

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reached.incrementAndGet();
            parameter = Optional.ofNullable(request.getParameter("access_token"));
            response.setContentType("text/plain");
            response.getOutputStream().print(SERVED);
        }
    }
}
