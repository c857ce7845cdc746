package io.github.bearergate.jwks;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP client that can be closed, with all its threads and connections.
 *
 * <p>Before JDK 21 a client has no close method: its selector thread ends some time after the last reference to the client has
 * gone, or at once when it is interrupted. So the client is made on a thread of a group of its own, which the selector thread
 * then belongs to, and the group is interrupted.
 */
final class OwnedClient {
    private static final Duration LONGEST_END = Duration.ofMillis(500);
    private static final Duration LONGEST_RELEASE = Duration.ofMillis(200);

    private final HttpClient http;
    private final ThreadGroup group;
    private final ThreadPoolExecutor executor;

    private OwnedClient(HttpClient http, ThreadGroup group, ThreadPoolExecutor executor) {
        this.http = http;
        this.group = group;
        this.executor = executor;
    }

    static OwnedClient make(String alias, Duration connect, Optional<SSLContext> tls, Proxies proxies) {
        ThreadGroup group = new ThreadGroup("bearergate-jwks-http-" + alias);
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(group, task));
        executor.allowCoreThreadTimeOut(true);
        AtomicReference<HttpClient> made = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread maker = daemon(group, () -> {
            try {
                made.set(client(connect, tls, proxies, executor));
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        maker.start();
        joinUninterruptibly(maker);
        HttpClient http = made.get();
        if (http == null) {
            executor.shutdownNow();
            throw new IllegalStateException("no HTTP client", failure.get());
        }
        return new OwnedClient(http, group, executor);
    }

    HttpClient http() {
        return http;
    }

    /** Ends the threads and waits a moment for their end; a thread that hangs in the system's resolver ends when that does. */
    void close() {
        long start = System.nanoTime();
        // What was just given up is still to be released.
        executor.shutdown();
        await(executor);
        executor.shutdownNow();
        group.interrupt();
        Thread[] threads = new Thread[8];
        int left = group.enumerate(threads);
        for (int i = 0; i < left; i++) {
            long rest = LONGEST_END.toNanos() - (System.nanoTime() - start);
            if (rest > 0) {
                join(threads[i], rest);
            }
        }
    }

    private static HttpClient client(
            Duration connect, Optional<SSLContext> tls, Proxies proxies, ThreadPoolExecutor executor) {
        SSLParameters protocols = new SSLParameters();
        protocols.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        // HTTP/1.1, so that giving a fetch up closes its connection instead of one stream of it.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .sslParameters(protocols)
                .proxy(proxies)
                .executor(executor);
        tls.ifPresent(builder::sslContext);
        return builder.build();
    }

    private static Thread daemon(ThreadGroup group, Runnable task) {
        Thread thread = new Thread(group, task, group.getName());
        thread.setDaemon(true);
        return thread;
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(ThreadPoolExecutor executor) {
        try {
            executor.awaitTermination(LONGEST_RELEASE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread, long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
