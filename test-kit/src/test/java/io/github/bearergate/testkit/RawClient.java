package io.github.bearergate.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sees the bytes of an answer, and how the connection ends. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(TestIssuer issuer) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), issuer.port());
        socket.setSoTimeout(10_000);
    }

    RawClient ask(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** What comes before the connection ends. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The next bytes, as many as there are said to be. */
    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
