package io.github.bearergate.jwks;

import io.github.bearergate.spi.SourceUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A source in a JVM of its own, for what can only be done to a whole process. It says {@code ready}, how each fetch ended, and
 * {@code lost} for each lookup of the known key that was not served; it ends when its input does.
 */
final class SourceProcess {
    private SourceProcess() {}

    /** Takes the URL of the keys and the refresh interval in milliseconds. */
    public static void main(String... arguments) throws IOException {
        Duration interval = Duration.ofMillis(Long.parseLong(arguments[1]));
        KeySourceListener saying = event -> {
            if (event instanceof KeySourceEvent.Refreshed refreshed) {
                say(refreshed.outcome().toString());
            }
        };
        try (JwksKeySource source = FaultDrill.source(
                URI.create(arguments[0]),
                saying,
                wiring -> wiring.settings = Tuned.refreshing(
                        wiring.settings, new KeySourceSettings.Refreshing(interval, true, interval, interval, 0.8)))) {
            FaultDrill.soon().until(() -> source.status().ready());
            say("ready");
            Thread request = new Thread(() -> request(source));
            request.setDaemon(true);
            request.start();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static void request(JwksKeySource source) {
        while (true) {
            try {
                if (source.find(FaultDrill.KNOWN).isEmpty()) {
                    say("lost");
                }
            } catch (SourceUnavailableException e) {
                say("lost");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @SuppressWarnings("SystemOut") // the way to say something to another process
    private static void say(String what) {
        System.out.println(what);
    }
}
