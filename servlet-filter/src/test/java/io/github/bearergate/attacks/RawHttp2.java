package io.github.bearergate.attacks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/**
 * A client's connection that speaks HTTP/2 without TLS from the first byte (RFC 9113 section 3.3), and sends header lists that no
 * library would send: nothing is checked, sorted or made unique. One request after the other. Not thread-safe.
 */
final class RawHttp2 implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final Socket socket;
    private final InputStream in;
    private final HpackDecoder decoder = new HpackDecoder(65_536, System::nanoTime);
    private int stream = -1;
    private boolean usable = true;

    RawHttp2(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        begin();
    }

    private void begin() throws IOException {
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    /** Comes to HTTP/2 by way of an upgrade, whose request becomes the first stream (RFC 7540 section 3.2). */
    private RawHttp2(int port, String request) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        stream = 1;
    }

    /** Sends a request that asks for an upgrade, and returns the status of the answer to it, over whichever protocol. */
    static int upgraded(int port, String request) throws IOException {
        try (RawHttp2 connection = new RawHttp2(port, request)) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = connection.in.read();
                if (octet < 0) {
                    throw new EOFException("the server closed the connection after: " + head);
                }
                head.append((char) octet);
            }
            int status = Integer.parseInt(head.substring(9, 12));
            if (status != 101) {
                return status;
            }
            connection.begin();
            return connection.answer();
        }
    }

    /** The header list of a usual request for this path. */
    static List<Map.Entry<String, String>> get(String authority, String path) {
        return List.of(
                Map.entry(":method", "GET"),
                Map.entry(":scheme", "http"),
                Map.entry(":authority", authority),
                Map.entry(":path", path));
    }

    boolean isUsable() {
        return usable;
    }

    /** Sends a header list as a whole request, and returns the status; 0 when the stream or the connection was ended instead. */
    int exchange(List<Map.Entry<String, String>> fields) throws IOException {
        stream += 2;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields) {
            block.write(0); // a literal that is not indexed, with its name (RFC 7541 section 6.2.2)
            text(field.getKey(), block);
            text(field.getValue(), block);
        }
        send(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
        return answer();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int answer() throws IOException {
        int status = 0;
        while (true) {
            byte[] head = in.readNBytes(9);
            if (head.length < 9) {
                usable = false;
                return status;
            }
            ByteBuffer frame = ByteBuffer.wrap(head);
            int length = ((frame.get() & 0xFF) << 16) | (frame.getShort() & 0xFFFF);
            int type = frame.get();
            int flags = frame.get();
            int id = frame.getInt() & Integer.MAX_VALUE;
            byte[] payload = in.readNBytes(length);
            if (payload.length < length) {
                throw new EOFException("a frame was cut off");
            }
            if (type == SETTINGS && (flags & 1) == 0) {
                send(SETTINGS, 1, 0, new byte[0]);
            } else if (type == PING && (flags & 1) == 0) {
                send(PING, 1, 0, payload);
            } else if (type == GOAWAY) {
                usable = false;
                return status;
            } else if (type == DATA && length > 0) {
                // What was read of the connection's share of unacknowledged bytes is given back.
                send(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(length).array());
            } else if (type == HEADERS) {
                int decoded = status(payload);
                status = id == stream ? decoded : status;
            }
            boolean over = type == RST_STREAM || ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0);
            if (over && id == stream) {
                return status;
            }
        }
    }

    private int status(byte[] block) {
        try {
            MetaData fields = decoder.decode(ByteBuffer.wrap(block));
            return fields instanceof MetaData.Response response ? response.getStatus() : 0;
        } catch (HpackException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(int type, int flags, int id, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(id).put(payload);
        socket.getOutputStream().write(frame.array());
        socket.getOutputStream().flush();
    }

    /** A string literal without Huffman's code (RFC 7541 section 5.2). */
    private static void text(String text, ByteArrayOutputStream to) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = bytes.length;
        if (length < 127) {
            to.write(length);
        } else {
            to.write(127);
            for (length -= 127; length >= 128; length >>= 7) {
                to.write((length & 127) | 128);
            }
            to.write(length);
        }
        to.writeBytes(bytes);
    }
}
