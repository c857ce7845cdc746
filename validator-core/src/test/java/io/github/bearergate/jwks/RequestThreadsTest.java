package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.SourceUnavailableException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request's thread never does: fetch, lock, or wait for longer than it was told. */
@Timeout(120)
@Tag("raw-socket")
class RequestThreadsTest {
    private static final int LOOKUPS = 1_000_000;

    private final RawServer server = RawServer.start(RawServer.answering(RawServer.ok(FaultDrill.GOOD)));

    @AfterEach
    void stop() {
        server.close();
    }

    /** The drill's fetcher fails on any thread but the loop's, so this also shows that a lookup never runs fetch code. */
    @Test
    @Tag("X07")
    void aMillionLookupsDuringPublicationsAndAnOutageNeitherBlockNorWaitOnce() throws Exception {
        String two = "{\"keys\":[" + SimProvider.jwk(0) + "," + SimProvider.jwk(1) + "]}";
        AtomicInteger answered = new AtomicInteger();
        server.talkOnEveryConnection(connection -> {
            while (RawServer.readRequest(connection)) {
                String set = answered.incrementAndGet() % 2 == 0 ? FaultDrill.GOOD : two;
                connection.getOutputStream().write(RawServer.ok(set));
            }
        });
        try (FaultDrill drill = new FaultDrill(server.uri(), FaultDrill.often())) {
            CompletableFuture<Long> stops = new CompletableFuture<>();
            AtomicBoolean seenEnough = new AtomicBoolean();
            Thread request = new Thread(() -> stops.complete(lookUp(drill.source, seenEnough)), "request");
            request.start();

            FaultDrill.soon().until(() -> {
                drill.source.refresh();
                return drill.heard.all(KeySourceEvent.KeysChanged.class).size() > 10;
            });
            server.vanish();
            FaultDrill.soon().until(() -> {
                drill.source.refresh();
                return drill.heard.count(RefreshOutcome.CONNECT) > 5;
            });
            seenEnough.set(true);

            assertThat(stops.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    /** At least a million lookups, and on until enough has happened; how often this thread had to stop. */
    private static long lookUp(JwksKeySource source, AtomicBoolean seenEnough) {
        find(source);
        long before = stops();
        for (int i = 0; i < LOOKUPS || !seenEnough.get(); i++) {
            find(source);
        }
        return stops() - before;
    }

    private static long stops() {
        ThreadInfo info = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId());
        return info.getBlockedCount() + info.getWaitedCount();
    }

    private static void find(JwksKeySource source) {
        try {
            if (source.find(FaultDrill.KNOWN).isEmpty()) {
                throw new AssertionError("a known key was not found");
            }
        } catch (SourceUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("X08")
    void aRequestThatIsInterruptedWhileItWaitsForAFetchGoesOnAtOnceAndStaysInterrupted() throws Exception {
        try (FaultDrill drill = new FaultDrill(server.uri(), FaultDrill::waitLong)) {
            server.talkOnEveryConnection(server.thenSilent(new byte[0]));
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread request = new Thread(() -> {
                findUnknown(drill.source);
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            request.start();
            FaultDrill.soon().until(() -> request.getState() == Thread.State.TIMED_WAITING);

            request.interrupt();

            assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Tag("X08")
    void aRequestThatWasInterruptedBeforeDoesNotWait() throws Exception {
        try (FaultDrill drill = new FaultDrill(server.uri(), FaultDrill::waitLong)) {
            server.talkOnEveryConnection(server.thenSilent(new byte[0]));
            Thread request = new Thread(() -> {
                Thread.currentThread().interrupt();
                findUnknown(drill.source);
            });
            request.start();
            request.join(20_000);
            assertThat(request.isAlive()).isFalse();
        }
    }

    private static void findUnknown(JwksKeySource source) {
        try {
            assertThat(source.find(Asking.forKid("unknown"))).isEmpty();
        } catch (SourceUnavailableException e) {
            throw new AssertionError(e);
        }
    }
}
