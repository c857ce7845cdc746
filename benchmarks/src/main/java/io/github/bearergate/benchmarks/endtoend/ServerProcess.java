package io.github.bearergate.benchmarks.endtoend;

import io.github.bearergate.benchmarks.endtoend.Protection.Gate;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One Jetty in a process of its own, on a free port of loopback; it ends when its standard input does. */
public final class ServerProcess {
    /** What the line begins with that says the port. */
    static final String READY = "listening on ";

    /** What is written to its standard input to have the keys fetched. */
    static final int REFRESH_KEYS = 'r';

    private static final int LONGEST_HEAD = 32 * 1024;

    private ServerProcess() {}

    /** Starts the server that the arguments name: a protection, then what it trusts. */
    public static void main(String[] arguments) throws Exception {
        Protection protection = Protection.of(arguments[0]);
        Trust trust = Trust.of(Arrays.asList(arguments).subList(1, arguments.length));
        Optional<Gate> gate = protection.gate(trust);
        Server server = start(gate);
        out().println(READY + port(server));
        obey(gate);
        server.stop();
        System.exit(0);
    }

    /** Starts a server in this process; {@link Server#stop} ends it. */
    private static Server start(Optional<Gate> gate) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        Optional.ofNullable(VirtualThreads.getDefaultVirtualThreadsExecutor())
                .ifPresent(threads::setVirtualThreadsExecutor);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        // As the example has it, and README advises: Jetty's memory of fields costs more than the filter.
        http.setHeaderCacheSize(0);
        http.setRequestHeaderSize(LONGEST_HEAD);
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        gate.ifPresent(before -> {
            FilterHolder holder = new FilterHolder(before.filter());
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        });
        context.addServlet(new ServletHolder(new OneOrder()), "/*");
        server.setHandler(context);
        server.start();
        return server;
    }

    private static int port(Server server) {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private static void obey(Optional<Gate> gate) throws IOException {
        for (int said = System.in.read(); said >= 0; said = System.in.read()) {
            if (said == REFRESH_KEYS) {
                gate.ifPresent(before -> before.refreshKeys().run());
            }
        }
    }

    @SuppressWarnings("SystemOut") // the parent process reads it
    private static PrintStream out() {
        return System.out;
    }

    static List<String> command(Protection protection, Trust trust) {
        List<String> command = JavaCommand.of(ServerProcess.class, "-Xms512m", "-Xmx512m");
        command.add(protection.argument());
        command.addAll(trust.arguments());
        return command;
    }
}
