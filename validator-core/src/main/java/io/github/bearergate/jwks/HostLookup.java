package io.github.bearergate.jwks;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resolves host names on threads of its own, because the system's resolver may hang and cannot be interrupted.
 *
 * <p>While one lookup of a name hangs, others of the same name join it, so threads do not pile up.
 */
final class HostLookup {
    private final Resolver resolver;
    private final Map<String, CompletableFuture<Set<InetAddress>>> underWay = new ConcurrentHashMap<>();

    /** The system's resolver, or a test's. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    HostLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Looks the name up; the result comes on the lookup's thread. */
    CompletableFuture<Set<InetAddress>> addressesOf(String host) {
        CompletableFuture<Set<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<Set<InetAddress>> other = underWay.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        try {
            Thread thread = new Thread(() -> resolve(host, mine), "bearergate-jwks-dns");
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable e) {
            underWay.remove(host, mine);
            throw e;
        }
        return mine;
    }

    private void resolve(String host, CompletableFuture<Set<InetAddress>> result) {
        try {
            Set<InetAddress> addresses = Set.copyOf(Arrays.asList(resolver.resolve(host)));
            underWay.remove(host, result);
            result.complete(addresses);
        } catch (Throwable e) {
            underWay.remove(host, result);
            result.completeExceptionally(e);
        }
    }
}
