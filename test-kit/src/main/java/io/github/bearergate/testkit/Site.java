package io.github.bearergate.testkit;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything an issuer serves: its endpoints, the faults in front of them, and the log of what was asked. Thread-safe. */
final class Site implements LoopbackServer.Handler {
    private static final Logger LOGGER = System.getLogger(Site.class.getName());

    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final RequestLog log = new RequestLog();
    private final Weather weather = new Weather();

    void add(String path, Endpoint endpoint) {
        endpoints.put(path, endpoint);
    }

    RequestLog log() {
        return log;
    }

    Weather weather() {
        return weather;
    }

    @Override
    public void handle(ReceivedRequest request, Wire wire) throws IOException {
        log.add(request);
        Fault manner =
                weather.take(request.path()).orElse(request.method().equals("HEAD") ? Faults.HEAD_ONLY : Faults.NONE);
        manner.answer(truth(request), wire);
    }

    private Reply truth(ReceivedRequest request) {
        Endpoint endpoint = endpoints.getOrDefault(request.path(), unknown -> Reply.of(404, ""));
        try {
            return endpoint.answer(request);
        } catch (RuntimeException broken) {
            LOGGER.log(Level.ERROR, "an endpoint failed", broken);
            return Reply.of(500, "");
        }
    }
}
