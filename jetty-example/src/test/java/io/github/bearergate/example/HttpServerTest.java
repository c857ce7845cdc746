package io.github.bearergate.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final Optional<String> LOOPBACK = Optional.of("127.0.0.1");

    /** Answers every request in the way given, or fails. */
    private static Handler handler(Runnable work) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                work.run();
                callback.succeeded();
                return true;
            }
        };
    }

    @Test
    void requestsRunOnVirtualThreadsWhereTheJdkHasThem() {
        CompletableFuture<String> thread = new CompletableFuture<>();
        Handler handler = handler(() -> thread.complete(Thread.currentThread().toString()));
        try (HttpServer server = HttpServer.start("test", LOOPBACK, 0, handler)) {
            Http.get("http://127.0.0.1:" + server.port() + "/");

            boolean expected = Runtime.version().feature() >= 21;
            assertThat(thread.join().startsWith("VirtualThread")).isEqualTo(expected);
        }
    }

    @Test
    void anErrorInTheApplicationIsAJson500ThatTellsNothing() {
        Handler handler = handler(() -> {
            throw new IllegalStateException("secret");
        });
        try (HttpServer server = HttpServer.start("test", LOOPBACK, 0, handler)) {
            var response = Http.get("http://127.0.0.1:" + server.port() + "/", "Accept", "text/html");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("{\"error\":\"server error\"}");
        }
    }
}
