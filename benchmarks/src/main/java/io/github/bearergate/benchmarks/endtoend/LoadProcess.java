package io.github.bearergate.benchmarks.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends requests over some connections, each the next as soon as the last is answered, and stops by itself: after a time of at
 * most ten minutes, or a hundred million requests. To loopback only.
 */
public final class LoadProcess {
    /** The first word of the line that says the outcome. */
    static final String RESULT = "answered";

    private static final int LONGEST_SECONDS = 600;
    private static final long MOST_REQUESTS = 100_000_000;
    private static final int SOCKET_TIMEOUT_MILLIS = 30_000;

    private LoadProcess() {}

    /** Takes port, path, token, connections and seconds; prints the number of requests, the seconds, median, p99 and p99.9 in us. */
    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) throws Exception {
        Load.Outcome outcome = send(
                Integer.parseInt(arguments[0]),
                arguments[1],
                arguments[2],
                Integer.parseInt(arguments[3]),
                Double.parseDouble(arguments[4]));
        System.out.println(RESULT
                + ' '
                + outcome.requests()
                + ' '
                + outcome.seconds()
                + ' '
                + outcome.p50Micros()
                + ' '
                + outcome.p99Micros()
                + ' '
                + outcome.p999Micros());
    }

    static Load.Outcome send(int port, String path, String token, int connections, double seconds)
            throws IOException, InterruptedException {
        return send(port, path, token, connections, 0, seconds);
    }

    /** Leaves out of account what is answered in the first seconds, in which connections are opened. */
    static Load.Outcome send(int port, String path, String token, int connections, double unseen, double seconds)
            throws IOException, InterruptedException {
        if (seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException("at most " + LONGEST_SECONDS + " seconds");
        }
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        long seen = start + (long) (unseen * 1e9);
        long end = seen + (long) (seconds * 1e9);
        ExecutorService workers = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Latencies>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(workers.submit(() -> converse(port, request, seen, end, MOST_REQUESTS / connections)));
            }
            Latencies all = new Latencies();
            for (Future<Latencies> each : running) {
                all.add(each.get());
            }
            double took = (System.nanoTime() - seen) / 1e9;
            return new Load.Outcome(all.count(), took, all.percentile(50), all.percentile(99), all.percentile(99.9));
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static Latencies converse(int port, byte[] request, long seen, long end, long most) throws IOException {
        Latencies latencies = new Latencies();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Answers answers = new Answers(in);
            long sent = System.nanoTime();
            while (sent - end < 0 && latencies.count() < most) {
                out.write(request);
                answers.readOne();
                long answered = System.nanoTime();
                if (sent - seen >= 0) {
                    latencies.record((answered - sent) / 1_000);
                }
                sent = answered;
            }
        }
        return latencies;
    }
}
