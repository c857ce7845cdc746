package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainingConnectorTest {
    private final Server server = new Server();
    private final CompletableFuture<EndPoint> slow = new CompletableFuture<>();
    private final CompletableFuture<Thread> drainerThread = new CompletableFuture<>();
    private final ExecutorService drainer = Executors.newSingleThreadExecutor();
    private final CountDownLatch release = new CountDownLatch(1);

    private DrainingConnector start(Duration idleWhileDraining) throws Exception {
        DrainingConnector connector = new DrainingConnector(server, new HttpConfiguration(), idleWhileDraining);
        server.addConnector(connector);
        server.setHandler(connector.observing(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (Request.getPathInContext(request).equals("/slow")) {
                    slow.complete(
                            request.getConnectionMetaData().getConnection().getEndPoint());
                    release.await();
                }
                callback.succeeded();
                return true;
            }
        }));
        server.start();
        return connector;
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        server.stop();
        drainer.shutdown();
    }

    private static Socket ask(DrainingConnector connector, String path) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        ask(client, path);
        return client;
    }

    private static void ask(Socket client, String path) throws IOException {
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** The head of a response that has no body. */
    private static String head(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("it ended after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private Future<Boolean> drain(DrainingConnector connector) {
        return drainer.submit(() -> {
            drainerThread.complete(Thread.currentThread());
            return connector.drain(Duration.ofSeconds(20));
        });
    }

    /** Returns when nothing is left to be done to the connections but to wait for their end. */
    private void awaitDraining() {
        Thread draining = drainerThread.join();
        Eventually.until(() -> draining.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void aRequestInFlightKeepsItsTimeAndAnIdleConnectionDoesNot() throws Exception {
        DrainingConnector connector = start(Duration.ofSeconds(1));
        try (Socket idle = ask(connector, "/");
                Socket busy = ask(connector, "/slow")) {
            assertThat(head(idle)).startsWith("HTTP/1.1 200 OK").doesNotContain("Connection: close");
            EndPoint inFlight = slow.get(20, TimeUnit.SECONDS);

            Future<Boolean> drained = drain(connector);
            awaitDraining();
            assertThat(inFlight.getIdleTimeout()).isEqualTo(30_000);
            assertThat(drained.isDone()).isFalse();

            release.countDown();
            assertThat(head(busy)).startsWith("HTTP/1.1 200 OK");
            assertThat(drained.get()).isTrue();
            assertThat(connector.getConnectedEndPoints()).isEmpty();
        }
    }

    @Test
    void aConnectionInUseIsAnsweredAndToldToClose() throws Exception {
        DrainingConnector connector = start(Duration.ofSeconds(20));
        Future<Boolean> drained;
        try (Socket client = ask(connector, "/");
                Socket busy = ask(connector, "/slow")) {
            assertThat(head(client)).startsWith("HTTP/1.1 200 OK");
            assertThat(slow.get(20, TimeUnit.SECONDS)).isNotNull();
            drained = drain(connector);
            awaitDraining();

            ask(client, "/");
            assertThat(head(client)).startsWith("HTTP/1.1 200 OK").contains("Connection: close");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            release.countDown();
            assertThat(head(busy)).startsWith("HTTP/1.1 200 OK");
        }
        assertThat(drained.get()).isTrue();
    }

    @Test
    void patienceEnds() throws Exception {
        DrainingConnector connector = start(Duration.ofSeconds(1));
        try (Socket busy = ask(connector, "/slow")) {
            assertThat(slow.get(20, TimeUnit.SECONDS)).isNotNull();

            assertThat(connector.drain(Duration.ofMillis(10))).isFalse();
            release.countDown();
            assertThat(head(busy)).startsWith("HTTP/1.1 200 OK");
            assertThat(connector.drain(Duration.ofSeconds(20))).isTrue();
        }
    }
}
