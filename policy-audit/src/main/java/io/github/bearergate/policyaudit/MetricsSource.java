package io.github.bearergate.policyaudit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where metrics are read: a file, the standard input, or a service itself, within a bounded time and size. */
final class MetricsSource {
    static final int LARGEST = 32 * 1024 * 1024;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Duration patience;
    private final int largest;

    MetricsSource() {
        this(Duration.ofSeconds(20), LARGEST);
    }

    /**
     * Makes a source with other bounds.
     *
     * @param patience how long a service may take for its whole answer
     * @param largest how many bytes its answer, or a file, may have
     */
    MetricsSource(Duration patience, int largest) {
        this.patience = patience;
        this.largest = largest;
    }

    /**
     * Reads the metrics.
     *
     * @param place a file, {@code -}, or a URL: https, or http on this machine, so that nobody on the way can change the counters
     * @throws CannotRunException when they cannot be read
     */
    byte[] read(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        byte[] bytes = lower.startsWith("http:") || lower.startsWith("https:")
                ? fetched(place)
                : Reading.bytes(place, largest);
        if (bytes.length > largest) {
            throw new CannotRunException(place + ": has more than " + largest + " bytes, which no scrape has");
        }
        return bytes;
    }

    private byte[] fetched(String place) {
        URI uri = uri(place);
        CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> fetch(place, uri), task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true); // one that never ends must not keep the tool
            thread.start();
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CannotRunException(place + ": did not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotRunException told) {
                throw told;
            }
            throw new CannotRunException(place + ": cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRunException(place + ": was interrupted");
        }
    }

    private static URI uri(String place) {
        URI uri;
        try {
            uri = URI.create(place);
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(place + ": is no URL");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || (!https && !LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT)))) {
            throw new CannotRunException(
                    place + ": metrics are fetched over https, or over http from this machine; or give a"
                            + " file that they were saved to");
        }
        return uri;
    }

    /** Has no deadline of its own: two would race, and the caller's bounds the whole answer. */
    private byte[] fetch(String place, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "text/plain; version=0.0.4")
                .build();
        try {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new CannotRunException(
                            place + ": answered with the status " + response.statusCode() + " instead of 200");
                }
                return body.readNBytes(largest + 1);
            }
        } catch (IOException e) {
            throw new CannotRunException(place + ": cannot be read: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRunException(place + ": was interrupted");
        }
    }
}
