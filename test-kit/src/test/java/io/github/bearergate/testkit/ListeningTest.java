package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "8.8.8.8", "169.254.169.254"})
    void anAddressThatIsNotLoopbackIsRefused(String host) {
        assertThatThrownBy(() -> TestIssuer.builder().host(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a test issuer listens on loopback only, not on " + host);
    }

    @Test
    void theServerItselfRefusesWhatTheBuilderWouldLetThrough() throws IOException {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");

        assertThatThrownBy(() -> new LoopbackServer(everywhere, 0, (request, wire) -> {}).close())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHostIsNamedInTheIssuerAsItWasGiven() throws Exception {
        try (TestIssuer issuer = TestIssuer.builder().host("localhost").start()) {
            assertThat(issuer.issuer()).isEqualTo("http://localhost:" + issuer.port());
            assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aChosenPortIsTakenAndGivenBack() throws Exception {
        int port;
        try (TestIssuer first = TestIssuer.start()) {
            port = first.port();
            assertThatThrownBy(() -> TestIssuer.builder().port(port).start()).isInstanceOf(UncheckedIOException.class);
        }
        try (TestIssuer second = TestIssuer.builder().port(port).start()) {
            assertThat(Http.get(second.jwksUri()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requestsAreCountedByPathAndRemembered() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            issuer.token().sign();
            assertThat(issuer.requests()).isZero();

            Http.get(issuer.jwksUri());
            Http.get(issuer.uri("/jwks?x=y"));
            Http.get(issuer.uri("/elsewhere"));

            assertThat(issuer.requests()).isEqualTo(3);
            assertThat(issuer.requests("/jwks")).isEqualTo(2);
            assertThat(issuer.requests("/elsewhere")).isEqualTo(1);
            assertThat(issuer.requests("/never")).isZero();
            assertThat(issuer.lastRequests())
                    .extracting(ReceivedRequest::path)
                    .containsExactly("/jwks", "/jwks", "/elsewhere");
            assertThat(issuer.lastRequests().get(0).header("USER-agent"))
                    .hasValueSatisfying(agent -> assertThat(agent).startsWith("Java-http-client/"));
        }
    }

    @Test
    void theHundredAndFirstRequestIsCountedAndTheFirstForgotten() {
        RequestLog log = new RequestLog();
        for (int i = 0; i <= 100; i++) {
            log.add(new ReceivedRequest("GET", "/" + i, Map.of(), ""));
        }

        assertThat(log.total()).isEqualTo(101);
        assertThat(log.count("/0")).isEqualTo(1);
        assertThat(log.last())
                .hasSize(100)
                .extracting(ReceivedRequest::path)
                .startsWith("/1")
                .endsWith("/100");
    }

    @Test
    void pathsBeyondTheThousandthAreNotCountedOneByOneSoThatMemoryEnds() {
        RequestLog log = new RequestLog();
        for (int i = 0; i <= 1_000; i++) {
            log.add(new ReceivedRequest("GET", "/" + i, Map.of(), ""));
        }
        log.add(new ReceivedRequest("GET", "/999", Map.of(), ""));

        assertThat(log.total()).isEqualTo(1_002);
        assertThat(log.count("/999")).isEqualTo(2);
        assertThat(log.count("/1000")).isZero();
    }

    @Test
    void waitingForARequestEndsWhenItArrivesOrWhenTheTimeIsUp() throws Exception {
        try (TestIssuer issuer = TestIssuer.start();
                RawClient client = new RawClient(issuer)) {
            assertThat(issuer.awaitRequests("/jwks", 1, Duration.ofMillis(1))).isFalse();
            client.ask("/jwks");
            assertThat(issuer.awaitRequests("/jwks", 1, Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void anEndpointOfTheCallersOwnIsServed() throws Exception {
        try (TestIssuer issuer = TestIssuer.builder()
                        .endpoint(
                                "/token",
                                asked -> Reply.json("{\"got\":\"" + asked.method() + " " + asked.body() + "\"}"))
                        .start();
                RawClient client = new RawClient(issuer)) {
            client.send("POST /token HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b");

            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 200 \r\n")
                    .contains("Content-Length: 18\r\n")
                    .endsWith("\r\n\r\n{\"got\":\"POST a=b\"}");
        }
    }

    @Test
    void anEndpointCanMintBecauseItMayBeAddedWhenTheIssuerIsThere() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            issuer.endpoint(
                    "/token",
                    asked -> Reply.json(issuer.token().subject("carol").sign()));

            assertThat(Decoded.of(Http.get(issuer.uri("/token")).body()).claims())
                    .containsEntry("sub", "carol");
        }
    }

    @Test
    void anEndpointThatFailsAnswers500() throws Exception {
        Logger quiet = Logger.getLogger(Site.class.getName());
        quiet.setLevel(Level.OFF);
        try (TestIssuer issuer = TestIssuer.builder()
                .endpoint("/broken", asked -> {
                    throw new IllegalStateException("this failure is part of a test");
                })
                .start()) {
            assertThat(Http.get(issuer.uri("/broken")).statusCode()).isEqualTo(500);
        } finally {
            quiet.setLevel(null);
        }
    }

    @Test
    void aHeadRequestGetsNoBodyAndTheConnectionStaysInStep() throws Exception {
        try (TestIssuer issuer = TestIssuer.start();
                RawClient client = new RawClient(issuer)) {
            client.send("HEAD /jwks HTTP/1.1\r\nHost: test\r\n\r\n");
            client.send("GET /no HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");

            assertThat(client.readAll())
                    .isEqualTo(
                            "HTTP/1.1 200 \r\nContent-Length: " + issuer.jwks().length()
                                    + "\r\nContent-Type: application/json\r\n\r\n"
                                    + "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /jwks HTTP/1.1\r\nno colon\r\n\r\n",
                "POST /jwks HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /jwks HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n",
                "POST /jwks HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /jwks HTTP/1.1\r\nContent-Length: many\r\n\r\n"
            })
    void whatIsNotARequestEndsTheConnectionAndNothingElse(String bytes) throws Exception {
        try (TestIssuer issuer = TestIssuer.start();
                RawClient client = new RawClient(issuer)) {
            assertThat(client.send(bytes).readAll()).isEmpty();
            assertThat(issuer.requests()).isZero();
            assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closingEndsEveryConnectionAndEveryThread() throws Exception {
        TestIssuer issuer = TestIssuer.start();
        issuer.chaos().hang();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(new RawClient(issuer).ask("/jwks"));
        }
        assertThat(issuer.awaitRequests("/jwks", 5, Duration.ofSeconds(10))).isTrue();
        assertThat(Threads.of(issuer)).hasSize(6).allMatch(Thread::isDaemon);

        issuer.close();
        issuer.close();

        Eventually.until(() -> Threads.of(issuer).isEmpty());
        for (RawClient client : clients) {
            assertThat(client.readAll()).isEmpty();
            client.close();
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), issuer.port()).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void theThreadOfAClientThatLeftEnds() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            issuer.chaos().hang();
            try (RawClient client = new RawClient(issuer)) {
                client.ask("/jwks");
                assertThat(issuer.awaitRequests("/jwks", 1, Duration.ofSeconds(10)))
                        .isTrue();
            }
            for (Thread thread : Threads.of(issuer)) {
                if (!thread.getName().endsWith("accept")) {
                    thread.join(10_000);
                    assertThat(thread.isAlive()).isFalse();
                }
            }
        }
    }

    @Test
    void aStoppedIssuerRefusesClientsKeepsItsPortAndComesBackWithItsKeys() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            String before = issuer.jwks();
            issuer.chaos().stop();
            issuer.chaos().stop();

            assertThatThrownBy(() -> Http.get(issuer.jwksUri())).isInstanceOf(IOException.class);
            try (ServerSocket other = new ServerSocket()) {
                other.setReuseAddress(false);
                InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), issuer.port());
                assertThatThrownBy(() -> other.bind(same)).isInstanceOf(BindException.class);
            }
            assertThat(issuer.token().sign()).isNotEmpty();

            issuer.chaos().restart();
            issuer.chaos().restart();
            assertThat(Http.get(issuer.jwksUri()).body()).isEqualTo(before);
        }
    }

    @Test
    void aStoppedIssuerCanBeClosedAndGivesItsPortBack() throws Exception {
        TestIssuer issuer = TestIssuer.start();
        issuer.chaos().stop();
        issuer.close();
        issuer.chaos().restart();

        try (TestIssuer other = TestIssuer.builder().port(issuer.port()).start()) {
            assertThat(Http.get(other.jwksUri()).body()).isEqualTo(other.jwks());
        }
    }
}
