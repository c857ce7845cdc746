package io.github.bearergate.attacks;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.policy.CanonicalPath;
import io.github.bearergate.servlet.BearerTokenFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Jetty that is as lax as it is told to be, with one application for each way to map servlets and each context path, told
 * apart by their host names, all behind the same policy.
 *
 * <p>The applications write down which path they believe they were reached with. Whatever is not {@code /public} must never be
 * among those unless there was a token.
 */
final class PathYard implements AutoCloseable {
    static final String RULES = """
            GET /public/** is open
            GET /api/** needs orders:read
            GET / needs orders:read
            """;

    /** The patterns that an application's servlet has, by the name of its host. */
    static final Map<String, List<String>> MAPPINGS = Map.of(
            "all.test", List.of("/*"),
            "default.test", List.of("/"),
            "prefix.test", List.of("/api/*", "/public/*"),
            "exact.test", List.of("/api/x", "/api/items", "/public/x", "/api", "/public"),
            "root.test", List.of("", "*.json"));

    final ConcurrentLinkedQueue<String> reached = new ConcurrentLinkedQueue<>();

    private final Server server;
    private final ServerConnector connector;
    private RawConnection http1;
    private RawHttp2 http2;

    PathYard(RequestGuard guard, UriCompliance compliance, boolean decodesAmbiguous) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("yard");
        server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setUriCompliance(compliance);
        HTTP2CServerConnectionFactory http2Factory = new HTTP2CServerConnectionFactory(configuration);
        http2Factory.setRateControlFactory(new RateControl.Factory() {}); // most requests here are errors
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration), http2Factory);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(600_000); // a connection may wait for its turn while others are tried
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        MAPPINGS.forEach((host, patterns) -> {
            contexts.addHandler(context(guard, "/", host, patterns, decodesAmbiguous));
            contexts.addHandler(context(guard, "/app", host, patterns, decodesAmbiguous));
        });
        server.setHandler(contexts);
        server.start();
        http1 = new RawConnection(connector.getLocalPort());
        http2 = new RawHttp2(connector.getLocalPort());
    }

    /** The status of the answer to a GET without a token over HTTP/1.1. */
    int overHttp1(String host, String target) throws IOException {
        return overHttp1(RawRequest.get(target).lines("Host: " + host));
    }

    int overHttp1(RawRequest request) throws IOException {
        if (!http1.isUsable()) {
            http1.close();
            http1 = new RawConnection(connector.getLocalPort());
        }
        return http1.exchange(request).status();
    }

    /** The same over HTTP/2; 0 when there was no answer. */
    int overHttp2(String host, String path) throws IOException {
        return overHttp2(RawHttp2.get(host, path));
    }

    int overHttp2(List<Map.Entry<String, String>> fields) throws IOException {
        if (!http2.isUsable()) {
            http2.close();
            http2 = new RawHttp2(connector.getLocalPort());
        }
        return http2.exchange(fields);
    }

    /** The status of the answer to a GET without a token that asks to be upgraded to HTTP/2. */
    int upgraded(String host, String target, String... lines) throws IOException {
        return RawHttp2.upgraded(
                connector.getLocalPort(),
                "GET " + target + " HTTP/1.1\r\nHost: " + host
                        + "\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                        + String.join("", lines) + "\r\n");
    }

    /** What applications were reached with that is not public beyond doubt; asked for once. */
    List<String> takeIntrusions() {
        List<String> intrusions =
                reached.stream().filter(path -> !isPublic(path)).toList();
        reached.clear();
        return intrusions;
    }

    @Override
    public void close() throws IOException {
        http1.close();
        http2.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(String path) {
        return CanonicalPath.isCanonical(path) && (path.equals("/public") || path.startsWith("/public/"));
    }

    private ServletContextHandler context(
            RequestGuard guard, String path, String host, List<String> patterns, boolean decodesAmbiguous) {
        ServletContextHandler context = new ServletContextHandler(path);
        context.setVirtualHosts(List.of(host));
        context.getServletHandler().setDecodeAmbiguousURIs(decodesAmbiguous);
        FilterHolder filter = new FilterHolder(new BearerTokenFilter(guard));
        filter.setName("gate");
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        patterns.forEach(pattern -> context.addServlet(new ServletHolder(new Application()), pattern));
        return context;
    }

    private final class Application extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reached.add(path(request));
            response.getOutputStream().print(GatedServer.SERVED);
        }

        /** A lax Jetty lets paths through that it will not tell. */
        private static String path(HttpServletRequest request) {
            try {
                String rest = request.getPathInfo();
                return request.getServletPath() + (rest == null ? "" : rest);
            } catch (IllegalArgumentException e) {
                return "untold: " + request.getRequestURI();
            }
        }
    }
}
