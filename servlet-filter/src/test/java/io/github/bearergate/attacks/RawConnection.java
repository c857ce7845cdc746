package io.github.bearergate.attacks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client's connection to a server on loopback, on which any bytes can be sent. Not thread-safe. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private boolean usable = true;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request and reads the answer to it. */
    RawResponse exchange(RawRequest request) throws IOException {
        RawResponse response = exchange(request.bytes(), request.method().equals("HEAD"));
        usable &= request.version().equals("HTTP/1.1");
        return response;
    }

    /** Sends these bytes and reads one answer, which has no body if it answers HEAD. */
    RawResponse exchange(byte[] bytes, boolean isHead) throws IOException {
        usable = false;
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        RawResponse head = new RawResponse(status, fields, "");
        String body = isHead || status == 204 || status == 304 ? "" : body(head);
        // After an error page of its own Jetty closes, and does not always say so.
        usable = head.values("Connection").stream().noneMatch("close"::equalsIgnoreCase)
                && head.values("Content-Type").stream().noneMatch(type -> type.startsWith("text/html"))
                && in.available() == 0;
        return new RawResponse(status, fields, body);
    }

    /** Whether another request may be sent. */
    boolean isUsable() {
        return usable;
    }

    /** Whatever else the server sends until it closes the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String body(RawResponse head) throws IOException {
        if (head.values("Transfer-Encoding").contains("chunked")) {
            return chunks();
        }
        List<String> length = head.values("Content-Length");
        return length.isEmpty() ? rest() : text(Integer.parseInt(length.get(0)));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.append(text(length));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection after \"" + line + '"');
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
