package io.github.bearergate.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.ServletMapping;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real Jetty with filters and servlets, spoken to over a socket, so that nothing tidies up what tests send. */
public final class TestServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    final ServletContextHandler context;
    private final Server server = new Server();
    private final ServerConnector connector;
    private int filters;
    private int servlets;

    public TestServer() {
        this("/", UriCompliance.DEFAULT);
    }

    TestServer(String contextPath, UriCompliance compliance) {
        this(contextPath, http -> {
            http.setHeaderCacheCaseSensitive(true);
            http.setUriCompliance(compliance);
        });
    }

    TestServer(String contextPath, Consumer<HttpConfiguration> settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(32 * 1024);
        settings.accept(http);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        context = new ServletContextHandler(contextPath);
        server.setHandler(context);
    }

    /** Adds a filter for every path; for REQUEST and ASYNC unless told otherwise. */
    public TestServer filter(Filter filter, DispatcherType... dispatches) {
        EnumSet<DispatcherType> types = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
        types.addAll(List.of(dispatches));
        FilterHolder holder = new FilterHolder(filter);
        holder.setName("filter" + ++filters);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", types);
        return this;
    }

    public TestServer servlet(HttpServlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder("servlet" + ++servlets, servlet);
        holder.setAsyncSupported(true);
        ServletMapping mapping = new ServletMapping();
        mapping.setServletName(holder.getName());
        mapping.setPathSpecs(patterns);
        context.getServletHandler().addServlet(holder);
        context.getServletHandler().addServletMapping(mapping);
        return this;
    }

    public TestServer start() {
        try {
            server.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Sends a GET without a token. */
    Reply get(String target) {
        return send("GET", target);
    }

    Reply getWithToken(String target, String token) {
        return send("GET", target, "Authorization: Bearer " + token);
    }

    Reply send(String method, String target, String... fields) {
        StringBuilder request = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        return sendRaw(request + "Connection: close\r\n\r\n");
    }

    /** Sends exactly this, as UTF-8, and reads until the server closes the connection. */
    Reply sendRaw(String request) {
        return exchange(port(), request);
    }

    static Reply exchange(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
