package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessTest {
    private static final String ORDER = "{\"item\":\"tea\",\"quantity\":2}";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void sigtermAnswersTheRequestInFlightAndTakesNoOther() throws Exception {
        try (ExampleProcess example = new ExampleProcess();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), example.port())) {
            OutputStream request = client.getOutputStream();
            request.write(head(example.printed("Bearer (\\S+)' -H 'Content-Type")));
            request.flush();
            InputStream response = client.getInputStream();
            // The server says so when the application reads the body: the request is in flight from here on.
            assertThat(new String(response.readNBytes(CONTINUE.length()), StandardCharsets.ISO_8859_1))
                    .isEqualTo(CONTINUE);

            example.terminate();
            awaitRefusal(example.port());
            assertThat(example.process().isAlive()).isTrue();
            request.write(ORDER.getBytes(StandardCharsets.UTF_8));
            request.flush();

            assertThat(new String(response.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 201 ")
                    .endsWith("\"item\":\"tea\",\"quantity\":2,\"tenant\":\"acme\"}");
            assertThat(example.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static byte[] head(String token) {
        return ("POST /orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
                        + ORDER.length() + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns when the server takes no new connection. */
    private static void awaitRefusal(int port) throws IOException {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            } catch (ConnectException refused) {
                return;
            }
        }
    }
}
