package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server on loopback that does with its connections whatever a test wants, one thread each. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Those that the test itself ends, not the client. */
    private final Set<Socket> ended = ConcurrentHashMap.newKeySet();

    private final AtomicInteger connections = new AtomicInteger();
    private final Thread acceptor;
    private volatile Talk talk;

    /** Counted down when a connection ended that the client gave up. */
    final CountDownLatch givenUp = new CountDownLatch(1);

    /** What is done with one connection. */
    @FunctionalInterface
    interface Talk {
        void on(Socket connection) throws IOException;
    }

    private RawServer(ServerSocket listening, Talk talk) {
        this.listening = listening;
        this.talk = talk;
        this.acceptor = new Thread(this::accept, "raw-server");
        this.acceptor.setDaemon(true);
        this.acceptor.start();
    }

    static RawServer start(Talk talk) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), talk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawServer start(ServerSocket listening, Talk talk) {
        return new RawServer(listening, talk);
    }

    void talk(Talk other) {
        talk = other;
    }

    /** Like {@link #talk}, and ends the connections that are open, so that none goes on in the old way. */
    void talkOnEveryConnection(Talk other) {
        talk = other;
        ended.addAll(open);
        for (Socket connection : ended) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int connections() {
        return connections.get();
    }

    int port() {
        return listening.getLocalPort();
    }

    URI uri(String scheme, String host) {
        return URI.create(scheme + "://" + host + ":" + port() + "/keys");
    }

    URI uri() {
        return uri("http", "127.0.0.1");
    }

    /** Answers each request of a connection with these bytes, and keeps it open. */
    static Talk answering(byte[] response) {
        return connection -> {
            while (readRequest(connection)) {
                connection.getOutputStream().write(response);
                connection.getOutputStream().flush();
            }
        };
    }

    /** Takes one request, writes these bytes, and closes the connection. */
    static Talk thenClosing(byte[] response) {
        return connection -> {
            readRequest(connection);
            connection.getOutputStream().write(response);
        };
    }

    /** Takes one request, writes these bytes, and waits for the client to give up. */
    Talk thenSilent(byte[] response) {
        return connection -> {
            readRequest(connection);
            connection.getOutputStream().write(response);
            connection.getOutputStream().flush();
            awaitEnd(connection);
        };
    }

    void awaitEnd(Socket connection) {
        try {
            while (connection.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // A reset is an end too.
        }
        givenUp.countDown();
    }

    static byte[] ok(String body, String... fields) {
        return ok(body.getBytes(UTF_8), fields);
    }

    static byte[] ok(byte[] body, String... fields) {
        byte[] start = head(
                "200 OK",
                Stream.concat(Stream.of("Content-Length: " + body.length), Stream.of(fields))
                        .toArray(String[]::new));
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /** The head of an answer, with the empty line after it. */
    static byte[] head(String status, String... fields) {
        return bytes("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n");
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** Reads to the end of a request's head; false when the connection ended. */
    static boolean readRequest(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return true;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.incrementAndGet();
                open.add(connection);
                Thread thread = new Thread(() -> serve(connection), "raw-server-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed, or a handshake that failed: nothing to serve.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            talk.on(connection);
        } catch (IOException e) {
            if (!ended.contains(connection)) {
                givenUp.countDown();
            }
        } finally {
            open.remove(connection);
            ended.remove(connection);
        }
    }

    @Override
    public void close() {
        vanish();
    }

    /**
     * Ends every connection and refuses new ones.
     *
     * <p>A thread that waits in accept() holds the listening socket open until it has woken, and may still be given a connection:
     * only after its end is nobody there.
     */
    void vanish() {
        try {
            listening.close();
            acceptor.join();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
