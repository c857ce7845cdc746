package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.bearergate.jwks.KeySourceEvent.KeysChanged;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.SourceUnavailableException;
import io.github.bearergate.spi.VerificationKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that are correct as HTTP, and odd or hostile in what they say, where they send one to and when they speak. */
@Timeout(120)
@Tag("raw-socket")
class ProviderTricksTest {
    private static final String SET = FaultDrill.GOOD;
    private static final String OTHER_SET = "{\"keys\":[" + SimProvider.jwk(1) + "]}";

    private final RawServer server = RawServer.start(RawServer.answering(RawServer.ok(SET)));

    @AfterEach
    void stop() {
        server.close();
    }

    /** The name says nothing about the key: what counts is the material that is published now. */
    @Test
    @Tag("X26")
    void aKeyWhoseMaterialChangesUnderItsNameIsTheNewOneAfterOneFetch() throws Exception {
        String sameName = "{\"keys\":[" + SimProvider.jwk(1).replace(SimProvider.kid(1), SimProvider.kid(0)) + "]}";
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            List<VerificationKey> before = drill.source.find(FaultDrill.KNOWN);
            server.talkOnEveryConnection(RawServer.answering(RawServer.ok(sameName)));
            refreshWell(drill);
            FaultDrill.soon().until(() -> drill.heard.all(KeysChanged.class).size() == 2); // told after the fetch
            List<VerificationKey> after = drill.source.find(FaultDrill.KNOWN);
            assertThat(after).hasSize(1);
            assertThat(after.get(0).thumbprint()).isNotEqualTo(before.get(0).thumbprint());
            assertThat(drill.heard.all(KeysChanged.class))
                    .last()
                    .extracting(KeysChanged::replaced)
                    .isEqualTo(1);
        }
    }

    static Stream<byte[]> unsolicited() {
        return Stream.of(
                RawServer.head("408 Request Timeout", "Connection: close", "Content-Length: 0"),
                RawServer.ok(OTHER_SET),
                RawServer.head("100 Continue"),
                RawServer.bytes("\r\n\r\n"),
                new byte[] {0});
    }

    /** Servers say 408 on a connection that was idle for too long, and an attacker could say more than that. */
    @ParameterizedTest
    @MethodSource("unsolicited")
    @Tag("X28")
    void whatComesOnAnIdleConnectionIsNoAnswerToTheNextRequest(byte[] words) throws Exception {
        CountDownLatch speak = new CountDownLatch(1);
        CountDownLatch spoken = new CountDownLatch(1);
        RawServer.Talk speaking = connection -> {
            RawServer.readRequest(connection);
            connection.getOutputStream().write(RawServer.ok(SET));
            awaitQuietly(speak);
            connection.getOutputStream().write(words);
            connection.getOutputStream().flush();
            spoken.countDown();
            RawServer.answering(RawServer.ok(SET)).on(connection);
        };
        server.talk(speaking);
        try (FaultDrill drill = new FaultDrill(server.uri())) {
            server.talk(RawServer.answering(RawServer.ok(SET)));
            speak.countDown();
            spoken.await();
            for (int i = 0; i < 3; i++) {
                refreshWell(drill);
                drill.assertServes();
            }
            assertThat(drill.heard.outcomes().stream().filter(outcome -> outcome != RefreshOutcome.OK))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:99999/k",
                "http://127.0.0.1:0/k",
                "http://127.0.0.1:/k",
                "http://localhost:1/k",
                "HTTP://LOCALHOST:1/k",
                "http://127.0.0.256/k",
                "http://127.0.0.1:2147483647/k"
            })
    @Tag("X29")
    void aPlaceOfKeysThatCannotBeReachedIsAFailureLikeAnyOther(String place) {
        Heard heard = new Heard();
        AtomicReference<String> keys = new AtomicReference<>(place);
        server.talkOnEveryConnection(discovering(keys::get));
        try (JwksKeySource source = discover(heard)) {
            FaultDrill.soon().until(() -> heard.outcomes().size() >= 3);
            assertThat(heard.outcomes()).doesNotContain(RefreshOutcome.OK);
            keys.set(server.uri().toString());
            FaultDrill.soon().until(() -> source.status().ready());
        }
    }

    @Test
    @Tag("X30")
    void metadataThatNameThemselvesAsTheKeySetAreNoKeySetUnlessTheyAreOne() {
        Heard heard = new Heard();
        AtomicReference<String> members = new AtomicReference<>("");
        server.talkOnEveryConnection(connection -> {
            while (RawServer.readRequest(connection)) {
                String self = "http://127.0.0.1:" + server.port();
                connection
                        .getOutputStream()
                        .write(RawServer.ok("{\"issuer\":\"" + self + "\",\"jwks_uri\":\"" + self
                                + "/.well-known/openid-configuration\"" + members.get() + "}"));
            }
        });
        try (JwksKeySource source = discover(heard)) {
            FaultDrill.soon().until(() -> heard.outcomes().size() >= 2);
            assertThat(heard.outcomes()).containsOnly(RefreshOutcome.NOT_JSON);
            members.set(",\"keys\":[" + SimProvider.jwk(0) + "]");
            FaultDrill.soon().until(() -> source.status().ready());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/", "%s#", "%s?", "%S", " %s", "%s ", "%s/.", "%s%%2F"})
    @Tag("X31")
    void metadataOfAnIssuerThatIsSpeltOtherwiseAreAnothers(String spelling) {
        Heard heard = new Heard();
        server.talkOnEveryConnection(connection -> {
            while (RawServer.readRequest(connection)) {
                String issuer = spelling.formatted("http://127.0.0.1:" + server.port());
                connection
                        .getOutputStream()
                        .write(RawServer.ok("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + server.uri() + "\"}"));
            }
        });
        try (JwksKeySource source = discover(heard)) {
            FaultDrill.soon().until(() -> heard.outcomes().size() >= 2);
            assertThat(heard.outcomes()).containsOnly(RefreshOutcome.NOT_JSON);
            assertThat(source.status().ready()).isFalse();
        }
    }

    @Test
    @Tag("X32")
    void anAddressOfTheOtherFamilyIsFetchedFromAsItIsWritten() throws IOException {
        ServerSocket listening;
        try {
            listening = new ServerSocket(
                    0, 5, InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        } catch (IOException e) {
            assumeThat(e).as("this machine has no IPv6").isNull();
            return;
        }
        try (RawServer six = RawServer.start(listening, RawServer.answering(RawServer.ok(SET)));
                FaultDrill drill = new FaultDrill(six.uri("http", "[::1]"))) {
            drill.assertUnchanged();
        }
    }

    /** Years pass for the wall clock, and come back: only the validity that keys themselves claim is read by it. */
    @Test
    @Tag("X33")
    void aWallClockThatJumpsByYearsOrFailsBetweenTwoFetchesLosesNoKey() {
        AtomicReference<Supplier<Instant>> wall = new AtomicReference<>(Instant::now);
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Objects.requireNonNull(wall.get()).get();
            }
        };
        try (FaultDrill drill = new FaultDrill(server.uri(), wiring -> wiring.clock = clock)) {
            for (Instant jump : List.of(
                    Instant.EPOCH, Instant.MAX, Instant.MIN, Instant.parse("1900-01-01T00:00:00Z"), Instant.now())) {
                wall.set(() -> jump);
                refreshWell(drill);
                drill.assertServes();
            }
            wall.set(() -> {
                throw new IllegalStateException("no clock");
            });
            long before = drill.heard.outcomes().size();
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.outcomes().size() > before);
            drill.assertServes();
            wall.set(Instant::now);
            refreshWell(drill);
        }
    }

    /** Two halves of a provider that do not know of each other: each answer is a whole set, and never a mixture. */
    @Test
    @Tag("X27")
    void aProviderThatAnswersTwoSetsInTurnIsBelievedEachTimeAndAskedNoMoreOften() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        server.talkOnEveryConnection(connection -> {
            while (RawServer.readRequest(connection)) {
                connection.getOutputStream().write(RawServer.ok(turn.getAndIncrement() % 2 == 0 ? SET : OTHER_SET));
            }
        });
        Heard heard = new Heard();
        try (JwksKeySource source = FaultDrill.source(server.uri(), heard, wiring -> {})) {
            FaultDrill.soon().until(() -> source.status().ready());
            long start = System.nanoTime();
            int mixed = 0;
            while (System.nanoTime() - start < Duration.ofSeconds(2).toNanos()) {
                // One of the two is unknown at any time, and asks for a fetch.
                found(source, 0);
                found(source, 1);
                if (source.status().keys() != 1) {
                    mixed++;
                }
            }
            assertThat(mixed).isZero();
            // Scaled by ten: three at once for unknown kids, one for each three seconds, and the first.
            assertThat(turn.get()).isLessThanOrEqualTo(3 + 1 + 1 + 1);
            assertThat(heard.outcomes()).containsOnly(RefreshOutcome.OK);
        }
    }

    private static int found(JwksKeySource source, int key) throws SourceUnavailableException {
        return source.find(Asking.forKid(SimProvider.kid(key), Algorithm.ES256)).size();
    }

    private JwksKeySource discover(Heard heard) {
        Wiring wiring = FaultDrill.wiring(heard, FaultDrill.often());
        wiring.origin = KeyOrigin.metadata();
        return wiring.start("http://127.0.0.1:" + server.port());
    }

    /** Answers requests for the metadata with this place of the keys, and all others with a set. */
    private RawServer.Talk discovering(Supplier<String> keys) {
        return connection -> {
            for (String path = pathOf(connection); !path.isEmpty(); path = pathOf(connection)) {
                String issuer = "http://127.0.0.1:" + server.port();
                connection
                        .getOutputStream()
                        .write(RawServer.ok(
                                path.contains("well-known")
                                        ? "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys.get() + "\"}"
                                        : SET));
            }
        };
    }

    private static String pathOf(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refreshWell(FaultDrill drill) {
        long good = drill.heard.count(RefreshOutcome.OK);
        drill.source.refresh();
        FaultDrill.soon().until(() -> drill.heard.count(RefreshOutcome.OK) > good);
    }
}
