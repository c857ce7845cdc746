package io.github.bearergate.example;

import io.github.bearergate.RequestGuard;
import io.github.bearergate.jwks.KeySourceStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JsonGenerator;

/**
 * What operators and orchestrators ask, on a port of its own: {@code /metrics}, {@code /health/live} and {@code /health/ready}.
 *
 * <p>Live means that the process answers. Ready means that there are keys to check tokens with, never that the provider can be
 * reached: its outage must not take every instance out of service.
 */
final class Management extends Handler.Abstract {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final RequestGuard guard;
    private final PrometheusMeterRegistry meters;

    Management(RequestGuard guard, PrometheusMeterRegistry meters) {
        this.guard = guard;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Optional.ofNullable(Request.getPathInContext(request)).orElse("");
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, 405);
            return true;
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        switch (path) {
            case "/metrics" -> metrics(response, callback);
            case "/health/live" -> JsonErrors.send(response, callback, "{\"status\":\"up\"}");
            case "/health/ready" -> ready(response, callback);
            default -> Response.writeError(request, response, callback, 404);
        }
        return true;
    }

    private void metrics(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, PROMETHEUS);
        Content.Sink.write(response, true, meters.scrape(), callback);
    }

    private void ready(Response response, Callback callback) {
        boolean ready = guard.ready();
        response.setStatus(ready ? 200 : 503);
        JsonErrors.send(response, callback, Json.object(out -> {
            out.writeStringProperty("status", ready ? "up" : "down");
            out.writeName("issuers");
            out.writeStartArray();
            guard.keySources().forEach(source -> write(source, out));
            out.writeEndArray();
        }));
    }

    private static void write(KeySourceStatus source, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("issuer", source.alias());
        out.writeStringProperty("keys", source.state().name());
        out.writeEndObject();
    }
}
