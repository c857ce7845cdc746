package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainingConnectorTest {
    private final Server server = new Server();
    private final DrainingConnector connector = new DrainingConnector(server, new HttpConfiguration());
    private final CompletableFuture<EndPoint> slow = new CompletableFuture<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
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
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        server.stop();
    }

    private Socket ask(String path) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
        return client;
    }

    private static String firstLine(Socket client) throws IOException {
        byte[] start = client.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRequestInFlightKeepsItsTimeAndAnIdleConnectionDoesNot() throws Exception {
        try (Socket idle = ask("/");
                Socket busy = ask("/slow")) {
            assertThat(firstLine(idle)).isEqualTo("HTTP/1.1 200 OK");
            EndPoint inFlight = slow.get(20, TimeUnit.SECONDS);

            CompletableFuture<Void> done = connector.shutdown();
            assertThat(connector.getConnectedEndPoints()).contains(inFlight);
            assertThat(connector.getConnectedEndPoints())
                    .allSatisfy(connection -> assertThat(connection.getIdleTimeout())
                            .isEqualTo(connection.equals(inFlight) ? 30_000 : 1_000));

            release.countDown();
            assertThat(firstLine(busy)).isEqualTo("HTTP/1.1 200 OK");
            done.get(20, TimeUnit.SECONDS);
            assertThat(connector.getConnectedEndPoints()).isEmpty();
        }
    }
}
