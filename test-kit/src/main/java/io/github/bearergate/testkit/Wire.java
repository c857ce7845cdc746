package io.github.bearergate.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection to a client of a {@link TestIssuer}, as a {@link Fault} sees it: bytes can be written, withheld and cut off.
 *
 * <p>Every wait ends at once when the client leaves or the issuer is closed. Used by one thread.
 */
public final class Wire {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    /** Writes a whole response, with its true length unless it names another. */
    public void send(Reply reply) throws IOException {
        out.write(reply.head(true));
        out.write(reply.body());
        out.flush();
    }

    /** Writes the head of a response with the length of its whole body, and none of the body. */
    public void sendHead(Reply reply) throws IOException {
        write(reply.head(true));
    }

    /** Writes these bytes. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Writes this text in ISO 8859-1. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits; ends with an exception when the client leaves, sends something more, or the issuer is closed. */
    public void pause(Duration duration) throws IOException {
        long millis = duration.toMillis();
        if (millis <= 0) {
            return;
        }
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        try {
            if (in.read() < 0) {
                throw new EOFException("the client left");
            }
            throw new ProtocolException("the client did not wait for its answer");
        } catch (SocketTimeoutException over) {
            // The time is up, and the client is still there.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Answers nothing until the client leaves or the issuer is closed. */
    public void hang() throws IOException {
        while (in.read() >= 0) {
            // Whatever the client still sends is not listened to.
        }
        throw new EOFException("the client left");
    }

    /** Ends the connection in an orderly way. */
    public void close() throws IOException {
        socket.close();
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    InputStream in() {
        return in;
    }

    @Override
    public String toString() {
        return "Wire[" + socket.getRemoteSocketAddress() + ']';
    }
}
