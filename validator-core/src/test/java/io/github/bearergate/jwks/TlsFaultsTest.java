package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
@Tag("raw-socket")
class TlsFaultsTest {
    private static final byte[] GOOD = RawServer.ok(FaultDrill.GOOD);

    private static SSLContext right;
    private static SSLContext expired;
    private static SSLContext ofAnotherHost;
    private static SSLContext renewed;
    private static TestCertificates authority;
    private static SSLContext client;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) {
        TestCertificates certificates = TestCertificates.in(directory);
        authority = certificates;
        renewed = certificates.renewed();
        right = certificates.right();
        expired = certificates.expired();
        ofAnotherHost = certificates.ofAnotherHost();
        client = certificates.client();
    }

    @Test
    void aTrustedCertificateOfTheRightHostIsAccepted() {
        try (RawServer server = RawServer.start(over(right));
                FaultDrill drill = new FaultDrill(server.uri("https", "127.0.0.1"), trusting(client))) {
            drill.assertUnchanged();
        }
    }

    @Test
    @Tag("X11")
    void anExpiredCertificateIsRefused() {
        refused(over(expired), trusting(client), RefreshOutcome.TLS);
    }

    @Test
    @Tag("F29")
    void theCertificateOfAnotherHostIsRefused() {
        refused(over(ofAnotherHost), trusting(client), RefreshOutcome.TLS);
    }

    @Test
    @Tag("F30")
    void theCertificateOfAnUnknownAuthorityIsRefused() {
        refused(over(right), wiring -> {}, RefreshOutcome.TLS);
    }

    @Test
    @Tag("F33")
    void protocolsBefore12AreRefused() {
        refused(
                connection -> {
                    SSLSocket socket = accepted(right, connection);
                    socket.setEnabledProtocols(new String[] {"TLSv1", "TLSv1.1"});
                    RawServer.answering(GOOD).on(socket);
                },
                trusting(client),
                RefreshOutcome.TLS);
    }

    @Test
    @Tag("X12")
    void aServerThatDoesNotSpeakTlsIsRefused() {
        refused(
                connection -> {
                    // The client's hello is no request, so nothing may be waited for.
                    connection.getOutputStream().write(GOOD);
                    connection.getOutputStream().flush();
                    connection.getInputStream().read();
                },
                trusting(client),
                RefreshOutcome.TLS,
                RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("X13")
    void aHandshakeThatStallsIsGivenUpAndItsConnectionReleased() throws Exception {
        try (RawServer server = RawServer.start(over(right))) {
            try (FaultDrill drill = new FaultDrill(server.uri("https", "127.0.0.1"), trusting(client))) {
                server.talkOnEveryConnection(server::awaitEnd);
                drill.expect(RefreshOutcome.CONNECT, RefreshOutcome.TIMEOUT);
                assertThat(server.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
                server.talk(over(right));
                drill.expectRecovery();
            }
        }
    }

    @Test
    @Tag("F34")
    @Tag("X11")
    void aCertificateThatIsRenewedIsAcceptedWithoutARestart() {
        try (RawServer server = RawServer.start(over(right));
                FaultDrill drill = new FaultDrill(server.uri("https", "127.0.0.1"), trusting(client))) {
            server.talkOnEveryConnection(over(expired));
            drill.expect(RefreshOutcome.TLS);
            server.talk(over(right));
            drill.expectRecovery();
        }
    }

    @Test
    @Tag("F34")
    void aCertificateThatIsRotatedIsAcceptedAtTheNextFetch() {
        try (RawServer server = RawServer.start(over(right));
                FaultDrill drill = new FaultDrill(
                        server.uri("https", "127.0.0.1"), trusting(client).andThen(FaultDrill.unhurried()))) {
            server.talkOnEveryConnection(over(renewed));
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.outcomes().size() > 1);
            assertThat(drill.heard.outcomes()).containsOnly(RefreshOutcome.OK);
        }
    }

    @Test
    @Tag("X14")
    void theServerIsToldWhichHostIsMeant() throws Exception {
        CompletableFuture<List<String>> named = new CompletableFuture<>();
        try (RawServer server = RawServer.start(connection -> {
                    SSLSocket socket = accepted(renewed, connection);
                    socket.startHandshake();
                    named.complete(((ExtendedSSLSession) socket.getSession())
                            .getRequestedServerNames().stream()
                                    .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                                    .toList());
                    RawServer.answering(GOOD).on(socket);
                });
                FaultDrill drill = new FaultDrill(server.uri("https", "localhost"), trusting(client))) {
            assertThat(named.get(10, TimeUnit.SECONDS)).containsExactly("localhost");
            drill.assertUnchanged();
        }
    }

    @Test
    @Tag("X15")
    void aServerThatWantsACertificateOfTheClientIsAFailure() {
        refused(
                connection -> {
                    SSLSocket socket = accepted(right, connection);
                    socket.setNeedClientAuth(true);
                    RawServer.answering(GOOD).on(socket);
                },
                trusting(client),
                RefreshOutcome.TLS,
                RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("X16")
    void aBodyThatIsCutOffWithoutTheEndOfTlsIsAFailure() {
        String head = "HTTP/1.1 200 OK\r\n\r\n";
        for (String length : List.of("", "Content-Length: " + FaultDrill.GOOD.length() + "\r\n")) {
            byte[] half = RawServer.bytes(head.replace("\r\n\r\n", "\r\n" + length + "\r\n")
                    + FaultDrill.GOOD.substring(0, FaultDrill.GOOD.length() - 1));
            try (RawServer server = RawServer.start(over(right));
                    FaultDrill drill = new FaultDrill(server.uri("https", "127.0.0.1"), trusting(client))) {
                server.talkOnEveryConnection(connection -> {
                    SSLSocket socket = accepted(right, connection);
                    RawServer.readRequest(socket);
                    socket.getOutputStream().write(half);
                    // The connection below, so that TLS does not say good-bye.
                    connection.close();
                });
                drill.expect(RefreshOutcome.CONNECT, RefreshOutcome.NOT_JSON, RefreshOutcome.TLS);
                server.talk(over(right));
                drill.expectRecovery();
            }
        }
    }

    /** As docs/operations.md describes it: a new source with the new store, which takes over when it has keys. */
    @Test
    @Tag("F35")
    void aTrustStoreThatIsReplacedIsUsedByTheNextSourceAndAnUnreadableOneLeavesTheOldSourceServing(
            @TempDir Path directory) throws Exception {
        Path store = directory.resolve("trust.p12");
        TestCertificates another = TestCertificates.in(Files.createDirectory(directory.resolve("another")));
        authority.writeTrustStore(store, "changeit");
        try (RawServer server = RawServer.start(over(right));
                FaultDrill old = new FaultDrill(server.uri("https", "127.0.0.1"), trusting(contextOf(store)))) {
            server.talkOnEveryConnection(over(another.right()));
            old.expect(RefreshOutcome.TLS);
            byte[] good = Files.readAllBytes(store);
            for (byte[] unreadable : List.of(new byte[0], Arrays.copyOf(good, good.length / 2))) {
                Files.write(store, unreadable);
                assertThatThrownBy(() -> contextOf(store)).isInstanceOf(IOException.class);
                old.assertUnchanged();
            }
            another.writeTrustStore(store, "changeit");
            try (JwksKeySource young =
                    FaultDrill.source(server.uri("https", "127.0.0.1"), event -> {}, trusting(contextOf(store)))) {
                FaultDrill.soon().until(() -> young.status().ready());
            }
            old.assertUnchanged();
        }
    }

    private static SSLContext contextOf(Path store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            trusted.load(in, "changeit".toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    @Tag("X17")
    void metadataOfAnHttpsIssuerCannotLeadToKeysOverPlainHttp() {
        Heard heard = new Heard();
        AtomicReference<byte[]> metadata = new AtomicReference<>(new byte[0]);
        try (RawServer plain = RawServer.start(RawServer.answering(GOOD));
                RawServer provider = RawServer.start(connection -> {
                    SSLSocket socket = accepted(right, connection);
                    while (RawServer.readRequest(socket)) {
                        socket.getOutputStream().write(metadata.get());
                    }
                })) {
            String issuer = "https://127.0.0.1:" + provider.port();
            metadata.set(RawServer.ok("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + plain.uri() + "\"}"));
            Wiring wiring = FaultDrill.wiring(heard, trusting(client));
            wiring.origin = KeyOrigin.metadata();
            try (JwksKeySource source = wiring.start(issuer)) {
                FaultDrill.soon().until(() -> heard.outcomes().size() >= 2);
                assertThat(heard.outcomes()).containsOnly(RefreshOutcome.NOT_JSON);
                assertThat(source.status().ready()).isFalse();
                assertThat(plain.connections()).isZero();
            }
        }
    }

    @Test
    @Tag("F20")
    void aProxyThatWantsCredentialsIsSurvived() {
        throughAProxy((proxy, drill) -> {
            proxy.talkOnEveryConnection(RawServer.thenClosing(RawServer.head(
                    "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=p", "Content-Length: 0")));
            drill.expect(RefreshOutcome.STATUS_4XX);
            proxy.talk(TlsFaultsTest::tunnel);
            drill.expectRecovery();
        });
    }

    @Test
    @Tag("F20")
    @Tag("X18")
    void aProxyThatRefusesToConnectIsSurvived() {
        throughAProxy((proxy, drill) -> {
            proxy.talkOnEveryConnection(RawServer.thenClosing(RawServer.head("403 Forbidden", "Content-Length: 0")));
            drill.expect(RefreshOutcome.CONNECT);
            proxy.talk(TlsFaultsTest::tunnel);
            drill.expectRecovery();
        });
    }

    @Test
    @Tag("F20")
    void aProxyThatIsDownIsSurvived() {
        throughAProxy((proxy, drill) -> {
            proxy.vanish();
            drill.expect(RefreshOutcome.CONNECT);
            drill.expect(RefreshOutcome.CONNECT);
        });
    }

    static Stream<RawServer.Talk> silentProxies() {
        return Stream.of(
                connection -> connection.getInputStream().readAllBytes(),
                connection -> {
                    RawServer.readRequest(connection);
                    connection.getOutputStream().write(RawServer.head("200 Connection established"));
                    connection.getInputStream().readAllBytes();
                },
                connection -> {
                    RawServer.readRequest(connection);
                    connection.getOutputStream().write(RawServer.bytes("HTTP/1.1 200 OK\r\n"));
                    while (true) {
                        connection.getOutputStream().write(RawServer.bytes("X: y\r\n"));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("silentProxies")
    @Tag("X34")
    void aProxyThatHangsBeforeWithinOrAfterItsAnswerIsGivenUp(RawServer.Talk fault) {
        throughAProxy((proxy, drill) -> {
            proxy.talkOnEveryConnection(fault);
            drill.expect(RefreshOutcome.TIMEOUT, RefreshOutcome.CONNECT);
            proxy.talk(TlsFaultsTest::tunnel);
            drill.expectRecovery();
        });
    }

    @Test
    @Tag("X35")
    void aProxySelectorThatThrowsOrChoosesNothingIsAFailureLikeAnyOther() {
        AtomicReference<Supplier<List<Proxy>>> choice = new AtomicReference<>(() -> List.of(Proxy.NO_PROXY));
        ProxySelector selector = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return Objects.requireNonNull(choice.get()).get();
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                throw new IllegalStateException("told of a failure");
            }
        };
        try (RawServer server = RawServer.start(over(right));
                FaultDrill drill = new FaultDrill(
                        server.uri("https", "127.0.0.1"),
                        trusting(client).andThen(wiring -> wiring.proxy = Optional.of(selector)))) {
            Proxy nobody = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
            List<Supplier<List<Proxy>>> troubles = List.of(
                    () -> {
                        throw new IllegalArgumentException("no such network");
                    },
                    () -> null,
                    () -> List.of(nobody));
            for (Supplier<List<Proxy>> trouble : troubles) {
                AtomicInteger asked = new AtomicInteger();
                choice.set(() -> {
                    asked.incrementAndGet();
                    return trouble.get();
                });
                drill.expect(RefreshOutcome.CONNECT);
                FaultDrill.soon().until(() -> asked.get() > 0); // not only the one before, whose fetch is repeated
            }
            choice.set(List::of);
            drill.expectRecovery();
        }
    }

    /** As one does that asks a revocation service which does not answer. */
    @Test
    @Tag("X36")
    void aTrustManagerThatHangsOrThrowsCostsFetchesAndNoThreads() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicReference<Runnable> trouble = new AtomicReference<>(() -> {});
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Troubled(authority.trusting(), trouble)}, null);
        try (RawServer server = RawServer.start(over(right));
                FaultDrill drill = new FaultDrill(server.uri("https", "127.0.0.1"), trusting(context))) {
            trouble.set(() -> {
                throw new StackOverflowError("thrown by a trust manager");
            });
            // Another server, so that no session is resumed: then nobody would ask for trust.
            server.talkOnEveryConnection(over(renewed));
            drill.expect(RefreshOutcome.TLS, RefreshOutcome.CONNECT, RefreshOutcome.TIMEOUT);
            trouble.set(() -> awaitUninterruptibly(hangs));
            int before = drill.heard.outcomes().size();
            FaultDrill.soon().until(() -> drill.heard.outcomes().size() >= before + 4);
            drill.assertUnchanged();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("bearergate-jwks-http"))
                    .hasSizeLessThanOrEqualTo(8);
            trouble.set(() -> {});
            hangs.countDown();
            drill.expectRecovery();
        } finally {
            hangs.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Trusts as another does, after some trouble. */
    private static final class Troubled extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager real;
        private final AtomicReference<Runnable> trouble;

        Troubled(X509ExtendedTrustManager real, AtomicReference<Runnable> trouble) {
            this.real = real;
            this.trouble = trouble;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            Objects.requireNonNull(trouble.get()).run();
            real.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            real.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            real.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            real.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            real.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            real.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return real.getAcceptedIssuers();
        }
    }

    private static void throughAProxy(BiConsumer<RawServer, FaultDrill> fault) {
        try (RawServer proxy = RawServer.start(TlsFaultsTest::tunnel);
                FaultDrill drill = new FaultDrill(
                        // Nobody listens there: it is reached through the proxy or not at all.
                        URI.create("https://127.0.0.1:1/keys"),
                        trusting(client)
                                .andThen(wiring -> wiring.proxy = Optional.of(ProxySelector.of(
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))))) {
            fault.accept(proxy, drill);
        }
    }

    /** A proxy that leads every connection to a provider that is well. */
    private static void tunnel(Socket connection) throws IOException {
        RawServer.readRequest(connection);
        connection.getOutputStream().write(RawServer.head("200 Connection established"));
        over(right).on(connection);
    }

    /** Starts against the fault, so that nothing is ever trusted. */
    private static void refused(RawServer.Talk fault, Consumer<Wiring> changes, RefreshOutcome... outcomes) {
        Heard heard = new Heard();
        try (RawServer server = RawServer.start(fault);
                JwksKeySource source = FaultDrill.source(
                        server.uri("https", "127.0.0.1"), heard, changes.andThen(FaultDrill.unhurried()))) {
            FaultDrill.soon().until(() -> heard.outcomes().size() >= 2);
            assertThat(heard.outcomes().subList(0, 2)).isSubsetOf(outcomes);
            assertThat(source.status().ready()).isFalse();
        }
    }

    private static Consumer<Wiring> trusting(SSLContext context) {
        return wiring -> {
            wiring.tls = Optional.of(context);
        };
    }

    private static RawServer.Talk over(SSLContext context) {
        return connection -> RawServer.answering(GOOD).on(accepted(context, connection));
    }

    private static SSLSocket accepted(SSLContext context, Socket connection) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        connection, InetAddress.getLoopbackAddress().getHostAddress(), connection.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
