package io.github.bearergate.jwks;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client, and when it gives way to a new one: a client keeps connections, and with them addresses and TLS sessions
 * that may be the very reason why nothing works.
 *
 * <p>Used by the loop's thread only.
 */
final class HttpClients {
    private final String alias;
    private final KeySourceSettings.Http limits;
    private final Optional<SSLContext> tls;
    private final Proxies proxies;
    private final LongSupplier nanoTime;
    private @Nullable OwnedClient current;
    private Set<InetAddress> addresses = Set.of();
    private boolean replaced;
    private long replacedAt;

    HttpClients(
            String alias,
            KeySourceSettings.Http limits,
            Optional<SSLContext> tls,
            Proxies proxies,
            LongSupplier nanoTime) {
        this.alias = alias;
        this.limits = limits;
        this.tls = tls;
        this.proxies = proxies;
        this.nanoTime = nanoTime;
    }

    /**
     * Gives the client for the next fetch.
     *
     * @param failures how many attempts in a row have failed
     * @param resolved the addresses of the host; empty when nobody looked them up
     */
    HttpClient client(int failures, Set<InetAddress> resolved) {
        OwnedClient client = current;
        if (client != null && isWorn(failures, resolved)) {
            replaced = true;
            replacedAt = nanoTime.getAsLong();
            close();
            client = null;
        }
        if (client == null) {
            client = OwnedClient.make(alias, limits.connect(), tls, proxies);
            current = client;
            addresses = resolved;
        }
        return client.http();
    }

    /** Ends the client's threads and connections. */
    void close() {
        OwnedClient client = current;
        current = null;
        if (client != null) {
            client.close();
        }
    }

    private boolean isWorn(int failures, Set<InetAddress> resolved) {
        if (replaced && nanoTime.getAsLong() - replacedAt < limits.clientGap().toNanos()) {
            return false;
        }
        return failures >= limits.failuresOfClient() || (!resolved.isEmpty() && !resolved.equals(addresses));
    }
}
