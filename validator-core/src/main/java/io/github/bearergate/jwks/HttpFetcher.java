package io.github.bearergate.jwks;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fetches over HTTP without ever blocking the loop's thread. */
final class HttpFetcher implements Fetcher {
    private final HttpClients clients;
    private final HostLookup lookup;
    private final Proxies proxies;
    private final AnswerReader reader;
    private final int longestBody;
    private final Executor loop;

    HttpFetcher(
            HttpClients clients,
            HostLookup lookup,
            Proxies proxies,
            AnswerReader reader,
            int longestBody,
            Executor loop) {
        this.clients = clients;
        this.lookup = lookup;
        this.proxies = proxies;
        this.reader = reader;
        this.longestBody = longestBody;
        this.loop = loop;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the step added here takes every failure and only queues work
    public Pending fetch(Flight flight, Consumer<Event> answer) {
        Exchange exchange = new Exchange(flight, answer);
        URI from = flight.errand().from();
        if (proxies.standBefore(from)) {
            // The proxy resolves the name; here it may not even exist.
            exchange.send(Set.of());
        } else {
            lookup.addressesOf(from.getHost())
                    .whenComplete((addresses, error) -> loop.execute(() -> exchange.resolved(addresses)));
        }
        return exchange;
    }

    @Override
    public void close() {
        clients.close();
    }

    private static HttpRequest request(URI from) {
        return HttpRequest.newBuilder(from)
                .header("Accept", "application/jwk-set+json, application/json")
                .header("Accept-Encoding", "identity")
                .header("Cache-Control", "no-cache")
                .header("User-Agent", "BearerGate")
                .build();
    }

    /** A body is taken only with status 200, and none that says itself that it is too long. */
    private HttpResponse.BodySubscriber<byte[]> subscriber(HttpResponse.ResponseInfo info) {
        return new BoundedBody(info.statusCode() == 200 ? longestBody : 0);
    }

    /** One fetch; every method runs on the loop's thread. */
    private final class Exchange implements Pending {
        private final Flight flight;
        private final Consumer<Event> answer;
        private @Nullable HttpClient client;
        private @Nullable CompletableFuture<?> sent;
        private boolean over;

        Exchange(Flight flight, Consumer<Event> answer) {
            this.flight = flight;
            this.answer = answer;
        }

        void resolved(@Nullable Set<InetAddress> addresses) {
            if (over) {
                return;
            }
            if (addresses == null || !isAllowed(addresses)) {
                failed(RefreshOutcome.DNS);
            } else {
                send(addresses);
            }
        }

        /** Plain http is for this machine, and a resolver could be made to say that localhost is another one. */
        private boolean isAllowed(Set<InetAddress> addresses) {
            return !KeyUris.isPlain(flight.errand().from())
                    || addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the step added here takes every failure and only queues work
        void send(Set<InetAddress> addresses) {
            try {
                HttpClient current = clients.client(flight.failures(), addresses);
                CompletableFuture<HttpResponse<byte[]>> response =
                        current.sendAsync(request(flight.errand().from()), HttpFetcher.this::subscriber);
                client = current;
                sent = response;
                response.whenComplete((received, error) -> loop.execute(() -> ended(received, error)));
            } catch (RuntimeException | Error e) {
                // No memory or no thread for a client is an attempt that failed, and the next one may go well.
                failed(TransportFailure.outcome(e));
            }
        }

        private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable error) {
            if (over) {
                return;
            }
            if (response == null) {
                failed(error == null ? RefreshOutcome.CONNECT : TransportFailure.outcome(error));
            } else {
                over = true;
                answer.accept(
                        reader.read(flight, new Response(response.statusCode(), response.headers(), response.body())));
            }
        }

        private void failed(RefreshOutcome outcome) {
            over = true;
            answer.accept(new Event.Failed(flight.id(), outcome, Optional.empty()));
        }

        /**
         * Closes the connection on a thread of the client: it may have to wait for a handshake, and that for a trust manager
         * that asks somebody else.
         */
        @Override
        public void cancel() {
            over = true;
            CompletableFuture<?> given = sent;
            if (given != null && client != null) {
                try {
                    client.executor().orElseThrow().execute(() -> given.cancel(true));
                } catch (RejectedExecutionException e) {
                    // The client was closed, and its connections with it.
                }
            }
        }
    }
}
