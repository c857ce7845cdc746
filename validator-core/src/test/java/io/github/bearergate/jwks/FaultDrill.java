package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bearergate.jwks.KeySourceEvent.Refreshed;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.KeyQuery;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;

/**
 * A source that has fetched one good set and now meets a fault: the set must stay as it was, the fault must be called by its
 * name, and afterwards the source must recover by itself.
 */
final class FaultDrill implements AutoCloseable {
    static final String GOOD = "{\"keys\":[" + SimProvider.jwk(0) + "]}";
    static final KeyQuery KNOWN = Asking.forKid(SimProvider.kid(0), Algorithm.ES256);

    /** Enough for a busy machine, and short enough to wait for. */
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    final Heard heard = new Heard();
    final JwksKeySource source;
    private final List<VerificationKey> before;
    private final Optional<Instant> lastSuccess;
    private final AtomicInteger unserved = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread request;

    FaultDrill(URI keys) {
        this(keys, wiring -> {});
    }

    /** Starts against a provider that is well. */
    FaultDrill(URI keys, Consumer<Wiring> changes) {
        this.source = source(keys, heard, changes);
        // The set is published a moment before its fetch is told of: expect() counts what it hears from here on.
        soon().until(() -> source.status().ready() && !heard.outcomes().isEmpty());
        this.before = known();
        this.lastSuccess = source.status().lastSuccess();
        assertThat(before).hasSize(1);
        this.request = new Thread(this::request, "drill-request");
        this.request.setDaemon(true);
        this.request.start();
    }

    /** Presents the known key a thousand times a second, whatever happens. */
    private void request() {
        while (!over.get()) {
            try {
                if (source.find(KNOWN).isEmpty()) {
                    unserved.incrementAndGet();
                }
            } catch (SourceUnavailableException | RuntimeException | Error e) {
                unserved.incrementAndGet();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Looks often and waits long: what is awaited usually comes within milliseconds, but not on a busy machine. */
    static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30));
    }

    static JwksKeySource source(URI keys, KeySourceListener listener, Consumer<Wiring> changes) {
        return wiring(listener, scaled -> {
                    scaled.origin = KeyOrigin.url(keys);
                    changes.accept(scaled);
                })
                .start("https://idp.example");
    }

    /** Scaled down by ten, and patient enough for a busy machine. */
    static Wiring wiring(KeySourceListener listener, Consumer<Wiring> changes) {
        Wiring wiring = new Wiring();
        wiring.alias = Optional.of("drill");
        wiring.settings = patient(Scaled.down(KeySourceSettings.defaults(), 10), DEADLINE);
        wiring.listener = listener;
        wiring.fetcher = LoopOnly::new;
        changes.accept(wiring);
        return wiring;
    }

    /** A busy machine needs more than a tenth of two seconds to connect: only the deadline ends a fetch. */
    static KeySourceSettings patient(KeySourceSettings from, Duration deadline) {
        return connecting(from.withDeadline(deadline), deadline);
    }

    /** With its own limit for connections. */
    static KeySourceSettings connecting(KeySourceSettings from, Duration limit) {
        KeySourceSettings.Http http = from.http();
        return Tuned.http(
                from, new KeySourceSettings.Http(limit, http.longestBody(), http.failuresOfClient(), http.clientGap()));
    }

    /** For a fetch that must be good whatever else the machine does. */
    static Consumer<Wiring> unhurried() {
        return wiring -> wiring.settings = patient(wiring.settings, Duration.ofSeconds(30));
    }

    /** Lets the operator refresh as often as a test likes, and leaves a failing provider alone for moments only. */
    static Consumer<Wiring> often() {
        return wiring -> {
            KeySourceSettings scaled = Scaled.down(KeySourceSettings.defaults(), 100);
            wiring.settings = Tuned.http(scaled.withDeadline(DEADLINE), wiring.settings.http());
        };
    }

    /** A request waits for the keys that it asked for longer than any test. */
    static void waitLong(Wiring wiring) {
        KeySourceSettings.UnknownKids limits = wiring.settings.unknownKids();
        wiring.settings = Tuned.unknownKids(
                wiring.settings.withDeadline(Duration.ofMinutes(1)),
                new KeySourceSettings.UnknownKids(
                        limits.burst(),
                        limits.refill(),
                        limits.entries(),
                        limits.gaps(),
                        Duration.ofMinutes(1),
                        limits.waiters(),
                        limits.longestKid()));
    }

    /** No thread but the loop's ever runs fetch code. */
    private static final class LoopOnly implements Fetcher {
        private final Fetcher real;

        LoopOnly(Fetcher real) {
            this.real = real;
        }

        @Override
        public Pending fetch(Flight flight, Consumer<Event> answer) {
            mustBeLoop();
            Pending pending = real.fetch(flight, event -> {
                mustBeLoop();
                answer.accept(event);
            });
            return () -> {
                mustBeLoop();
                pending.cancel();
            };
        }

        @Override
        public void close() {
            mustBeLoop();
            real.close();
        }

        private static void mustBeLoop() {
            String name = Thread.currentThread().getName();
            if (!name.startsWith("bearergate-jwks-") || name.startsWith("bearergate-jwks-http")) {
                throw new AssertionError("fetch code ran on " + name);
            }
        }
    }

    /** Fetches once, and expects that to fail like this and to change nothing. */
    void expect(RefreshOutcome... possible) {
        int ended = heard.outcomes().size();
        source.refresh();
        List<VerificationKey> during = known();
        soon().until(() -> heard.outcomes().size() > ended);
        assertThat(heard.outcomes().get(ended)).isIn((Object[]) possible);
        assertThat(during).isSameAs(before);
        assertUnchanged();
    }

    /** Expects a fetch to fail like this sooner or later, after another fault that is still being retried. */
    void expectSoonerOrLater(RefreshOutcome outcome) {
        source.refresh();
        soon().until(() -> heard.count(outcome) > 0);
        assertUnchanged();
    }

    /** The very object of before: the set was not exchanged, not even for an equal one. */
    void assertUnchanged() {
        assertThat(known()).isSameAs(before);
        assertThat(source.status().lastSuccess()).isEqualTo(lastSuccess);
        assertThat(source.status().ready()).isTrue();
    }

    /** A good set of whatever fetch. */
    void assertServes() {
        assertThat(known()).hasSize(1);
        assertThat(source.status().ready()).isTrue();
    }

    /** Expects the source to fetch a good set by itself, at least one attempt after the fault. */
    void expectRecovery() {
        soon().until(() -> source.status().state() == KeySourceState.FRESH
                && source.status().failures() == 0
                && !source.status().lastSuccess().equals(lastSuccess));
    }

    Duration lastTook() {
        List<Refreshed> all = heard.all(Refreshed.class);
        return all.get(all.size() - 1).took();
    }

    private List<VerificationKey> known() {
        try {
            return source.find(KNOWN);
        } catch (SourceUnavailableException e) {
            throw new AssertionError("503 while a live set exists", e);
        }
    }

    /** Also expects that every request with the known key was served, during the fault and after it. */
    @Override
    public void close() {
        over.set(true);
        try {
            request.join(10_000);
            assertThat(unserved).as("requests that were not served").hasValue(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            source.close();
        }
    }
}
