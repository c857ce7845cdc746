package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("raw-socket")
class TransportFaultsTest {
    private static final System.Logger LOG = System.getLogger(TransportFaultsTest.class.getName());
    private static final byte[] GOOD = RawServer.ok(FaultDrill.GOOD);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

    private final RawServer server = RawServer.start(RawServer.answering(GOOD));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("F01")
    void aRefusedConnectionIsSurvived() {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.close();
            drill.expect(RefreshOutcome.CONNECT);
            drill.expect(RefreshOutcome.CONNECT);
        }
    }

    @Test
    @Tag("F02")
    void aConnectionThatNobodyAnswersEndsAtItsOwnLimit() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = fill(full);
            Heard heard = new Heard();
            try (JwksKeySource source = FaultDrill.source(
                    URI.create("http://127.0.0.1:" + full.getLocalPort() + "/keys"),
                    heard,
                    FaultDrill.unhurried()
                            .andThen(wiring -> wiring.settings =
                                    FaultDrill.connecting(wiring.settings, Duration.ofMillis(200))))) {
                FaultDrill.soon().until(() -> !heard.outcomes().isEmpty());
                assertThat(heard.outcomes().get(0)).isEqualTo(RefreshOutcome.CONNECT);
                assertThat(heard.all(KeySourceEvent.Refreshed.class).get(0).took())
                        .isGreaterThanOrEqualTo(Duration.ofMillis(190));
                assertThat(source.status().ready()).isFalse();
            } finally {
                for (Socket filler : fillers) {
                    filler.close();
                }
            }
        }
    }

    /** Connections that are never accepted fill the queue; after that the system drops attempts to connect. */
    private static List<Socket> fill(ServerSocket full) throws IOException {
        List<Socket> fillers = new ArrayList<>();
        try {
            while (fillers.size() < 16) {
                Socket filler = new Socket();
                fillers.add(filler);
                filler.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 300);
            }
        } catch (SocketTimeoutException e) {
            return fillers;
        }
        return fillers;
    }

    @Test
    @Tag("F03")
    void anAnswerThatNeverComesEndsAtTheDeadlineAndItsConnectionIsReleased() throws Exception {
        givenUpAtTheDeadline(server.thenSilent(new byte[0]));
    }

    @Test
    @Tag("F04")
    void aBodyThatNeverComesEndsAtTheDeadlineAndItsConnectionIsReleased() throws Exception {
        givenUpAtTheDeadline(server.thenSilent(RawServer.bytes(HEAD + "{")));
    }

    @Test
    @Tag("F04")
    @Tag("X21")
    void aBodyThatDribblesEndsAtTheDeadlineAndItsConnectionIsReleased() throws Exception {
        givenUpAtTheDeadline(connection -> {
            RawServer.readRequest(connection);
            connection.getOutputStream().write(RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n"));
            dribble(connection, ' ');
        });
    }

    @Test
    @Tag("F06")
    void aHeadThatDribblesEndsAtTheDeadlineAndItsConnectionIsReleased() throws Exception {
        givenUpAtTheDeadline(connection -> {
            RawServer.readRequest(connection);
            connection.getOutputStream().write(RawServer.bytes("HTTP/1.1 200 OK\r\nX: "));
            dribble(connection, 'x');
        });
    }

    /** One byte at a time, paced by the client's silence: a read that times out is the pause. */
    private void dribble(Socket connection, char drop) throws IOException {
        connection.setSoTimeout(20);
        while (true) {
            connection.getOutputStream().write(drop);
            connection.getOutputStream().flush();
            try {
                if (connection.getInputStream().read() < 0) {
                    server.givenUp.countDown();
                    return;
                }
            } catch (SocketTimeoutException e) {
                // The pause is over.
            }
        }
    }

    private void givenUpAtTheDeadline(RawServer.Talk fault) throws InterruptedException {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(fault);
            drill.expect(RefreshOutcome.TIMEOUT);
            assertThat(drill.lastTook()).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
            assertThat(server.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
            server.talk(RawServer.answering(GOOD));
            drill.expectRecovery();
        }
    }

    @Test
    @Tag("F09")
    void aConnectionThatIsResetIsSurvived() {
        survives(
                connection -> {
                    RawServer.readRequest(connection);
                    connection.setSoLinger(true, 0);
                },
                RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("F11")
    void aConnectionThatIsClosedWithoutAnAnswerIsSurvived() {
        survives(RawServer::readRequest, RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("F14")
    void aBodyShorterThanItsLengthIsSurvived() {
        survives(RawServer.thenClosing(RawServer.bytes(HEAD + FaultDrill.GOOD)), RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("F15")
    void aBodyLongerThanItsLengthIsCutAndRefused() {
        survives(
                RawServer.thenClosing(
                        RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + FaultDrill.GOOD)),
                RefreshOutcome.NOT_JSON);
    }

    @Test
    @Tag("F13")
    void whatIsNoHttpIsSurvived() {
        byte[] noise = new byte[4_096];
        new Random(1).nextBytes(noise);
        survives(RawServer.thenClosing(noise), RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("F12")
    void aBrokenChunkIsSurvived() {
        survives(
                RawServer.thenClosing(RawServer.bytes(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + FaultDrill.GOOD)),
                RefreshOutcome.CONNECT,
                RefreshOutcome.NOT_JSON);
    }

    @Test
    @Tag("F50")
    void anEndlessBodyIsCutOffAtItsLimit() throws Exception {
        byte[] chunk = RawServer.bytes("4000\r\n" + " ".repeat(0x4000) + "\r\n");
        AtomicLong written = new AtomicLong();
        AtomicBoolean begun = new AtomicBoolean();
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(connection -> {
                if (begun.getAndSet(true)) {
                    RawServer.answering(GOOD).on(connection);
                    return;
                }
                RawServer.readRequest(connection);
                // What the system holds for a slow reader must not be taken for what was read.
                connection.setSendBufferSize(0x4000);
                connection
                        .getOutputStream()
                        .write(RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
                try {
                    for (int i = 0; i < 3_200; i++) {
                        connection.getOutputStream().write(chunk);
                        written.addAndGet(chunk.length);
                    }
                } finally {
                    server.givenUp.countDown();
                }
            });
            drill.expect(RefreshOutcome.TOO_LARGE);
            assertThat(server.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(written).hasValueLessThan(8L << 20);
            drill.expectRecovery();
        }
    }

    @Test
    @Tag("F17")
    void aKeptConnectionThatIsClosedJustWhenItIsUsedCostsAtMostOneFetch() {
        server.talk(RawServer.thenClosing(GOOD));
        try (FaultDrill drill = new FaultDrill(server.uri(), FaultDrill.often())) {
            for (int i = 0; i < 100; i++) {
                int ended = drill.heard.outcomes().size();
                drill.source.refresh();
                FaultDrill.soon().until(() -> drill.heard.outcomes().size() > ended);
                FaultDrill.soon().until(() -> drill.source.status().failures() == 0);
            }
            assertThat(drill.heard.outcomes().stream()
                            .filter(RefreshOutcome.OK::equals)
                            .count())
                    .isGreaterThanOrEqualTo(100);
            assertThat(drill.heard.outcomes().size()).isLessThanOrEqualTo(201);
        }
    }

    @Test
    @Tag("F09")
    @Tag("X22")
    void aConnectionThatIsResetWithinTheBodyIsSurvived() {
        survives(
                connection -> {
                    RawServer.readRequest(connection);
                    connection.getOutputStream().write(RawServer.bytes(HEAD + "{\"keys\":["));
                    connection.getOutputStream().flush();
                    connection.setSoLinger(true, 0);
                },
                RefreshOutcome.CONNECT);
    }

    /** The client's threads alone are counted; what they allocate in all is more than the heap can have grown by. */
    @Test
    @Tag("F50")
    void anEndlessBodyCostsLittleMemory() throws Exception {
        byte[] chunk = RawServer.bytes("4000\r\n" + " ".repeat(0x4000) + "\r\n");
        byte[] head = RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.count(RefreshOutcome.OK) > 1);
            Map<Long, Long> before = allocatedByClients();
            AtomicBoolean begun = new AtomicBoolean();
            server.talkOnEveryConnection(connection -> {
                if (begun.getAndSet(true)) {
                    RawServer.answering(GOOD).on(connection);
                    return;
                }
                RawServer.readRequest(connection);
                connection.getOutputStream().write(head);
                for (int i = 0; i < 3_200; i++) {
                    connection.getOutputStream().write(chunk);
                }
            });
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.count(RefreshOutcome.TOO_LARGE) > 0);
            long allocated = allocatedByClients().entrySet().stream()
                    .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                    .sum();
            LOG.log(Level.INFO, "a body of 50 MiB made the client allocate {0} KiB", allocated / 1024);
            // Heap cannot grow by more than was allocated.
            assertThat(allocated).isBetween(1L, 4L << 20);
        }
    }

    /** In bytes, by the id of the thread. */
    private static Map<Long, Long> allocatedByClients() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bearergate-jwks")
                        || Optional.ofNullable(thread.getThreadGroup())
                                .filter(group -> group.getName().startsWith("bearergate-jwks"))
                                .isPresent())
                .collect(Collectors.toMap(Thread::getId, thread -> threads.getThreadAllocatedBytes(thread.getId())));
    }

    @Test
    @Tag("X17")
    void plainHttpGoesThroughNoProxyBecauseItIsForThisMachine() {
        try (RawServer proxy = RawServer.start(RawServer.answering(GOOD));
                FaultDrill drill = new FaultDrill(
                        server.uri(),
                        wiring -> wiring.proxy = Optional.of(ProxySelector.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()))))) {
            drill.assertUnchanged();
            assertThat(proxy.connections()).isZero();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private void survives(RawServer.Talk fault, RefreshOutcome... outcomes) {
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talkOnEveryConnection(fault);
            drill.expect(outcomes);
            server.talk(RawServer.answering(GOOD));
            drill.expectRecovery();
        }
    }
}
