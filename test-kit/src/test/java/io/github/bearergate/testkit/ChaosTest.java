package io.github.bearergate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static final Duration WHILE = Duration.ofMillis(60);

    private final TestIssuer issuer = TestIssuer.builder().algorithms("ES256").start();
    private final String truth = issuer.jwks();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void slowAnswersRightlyButLate() throws Exception {
        issuer.chaos().slow(WHILE);

        long start = System.nanoTime();
        assertThat(served()).isEqualTo(truth);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(WHILE.toNanos());
    }

    @Test
    void dripSendsTheHeadAtOnceAndTheBodyInPieces() throws Exception {
        issuer.chaos().drip((truth.length() + 2) / 3, WHILE);

        long start = System.nanoTime();
        assertThat(served()).isEqualTo(truth);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * WHILE.toNanos());
    }

    @Test
    void dripHeadSendsTheHeadInPieces() throws Exception {
        issuer.chaos().dripHead((head().length() + 2) / 3, WHILE);

        long start = System.nanoTime();
        assertThat(served()).isEqualTo(truth);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * WHILE.toNanos());
    }

    @Test
    void aDripEndsWhenTheIssuerIsClosed() throws Exception {
        issuer.chaos().drip(1, Duration.ofHours(1));
        try (RawClient client = new RawClient(issuer)) {
            client.ask("/jwks");
            assertThat(client.read(head().length() + 1)).isEqualTo(head() + "{");
            issuer.close();
            assertThat(client.readAll()).isEmpty();
        }
        Eventually.until(() -> Threads.of(issuer).isEmpty());
    }

    @Test
    void hangTakesTheRequestAndNeverAnswers() throws Exception {
        issuer.chaos().hang();
        try (RawClient client = new RawClient(issuer)) {
            client.ask("/jwks");
            assertThat(issuer.awaitRequests("/jwks", 1, Duration.ofSeconds(10))).isTrue();
            issuer.chaos().stop();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void stallSendsABeginningAndKeepsTheConnectionOpen() throws Exception {
        issuer.chaos().stall(5);
        try (RawClient client = new RawClient(issuer)) {
            client.ask("/jwks");
            assertThat(client.read(head().length() + 5)).isEqualTo(head() + truth.substring(0, 5));
            issuer.chaos().stop();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void truncateClosesTheConnectionBeforeTheEndOfTheBody() throws Exception {
        issuer.chaos().truncate(7);

        assertThatThrownBy(this::served).isInstanceOf(IOException.class);
        try (RawClient client = new RawClient(issuer)) {
            assertThat(client.ask("/jwks").readAll()).endsWith("\r\n\r\n" + truth.substring(0, 7));
        }
    }

    @Test
    void resetEndsTheConnectionWithATcpReset() throws Exception {
        issuer.chaos().reset();
        try (RawClient client = new RawClient(issuer)) {
            client.ask("/jwks");
            assertThatThrownBy(client::readAll)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void anAnswerHasTheStatusTheHeadersAndTheBodyThatWereSet() throws Exception {
        issuer.chaos().answer(503);
        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(503);

        issuer.chaos().answer(500, truth);
        assertThat(Http.get(issuer.jwksUri()).body()).isEqualTo(truth);

        issuer.chaos()
                .answer(Reply.of(429, "")
                        .withHeader("Retry-After", "6")
                        .withHeader("retry-after", "7")
                        .andHeader("Cache-Control", "no-store")
                        .andHeader("Cache-Control", "max-age=5"));
        HttpResponse<String> busy = Http.get(issuer.jwksUri());
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().allValues("Retry-After")).containsExactly("7");
        assertThat(busy.headers().allValues("Cache-Control")).containsExactly("no-store", "max-age=5");
    }

    @Test
    void aHeaderIsAddedToTheTruth() throws Exception {
        issuer.chaos().header("Cache-Control", "max-age=60");

        HttpResponse<String> answer = Http.get(issuer.jwksUri());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=60");
        assertThat(answer.body()).isEqualTo(truth);
    }

    @Test
    void garbageIsNotJson() throws Exception {
        issuer.chaos().garbage();

        HttpResponse<byte[]> answer = Http.bytes(issuer.jwksUri());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(512).isNotEqualTo(truth.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.body()[0]).isNotEqualTo((byte) '{');
    }

    @Test
    void brokenHttpIsNoHttpAtAll() throws Exception {
        issuer.chaos().brokenHttp();
        try (RawClient client = new RawClient(issuer)) {
            assertThat(client.ask("/jwks").readAll()).hasSize(512).doesNotStartWith("HTTP");
        }
    }

    @Test
    void aCaptivePortalAnswersWithAPage() throws Exception {
        issuer.chaos().captivePortal();

        HttpResponse<String> page = Http.get(issuer.jwksUri());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(page.body()).startsWith("<!doctype html>");
    }

    @Test
    void anEmptySetLeavesTheMetadataAlone() throws Exception {
        issuer.chaos().emptySet();

        assertThat(served()).isEqualTo("{\"keys\":[]}");
        assertThat(Http.json(issuer.uri("/.well-known/openid-configuration"))).containsKey("jwks_uri");
    }

    @Test
    void aFrozenSetDoesNotFollowARotation() throws Exception {
        issuer.chaos().freeze();
        issuer.rotate();

        assertThat(served()).isEqualTo(truth).isNotEqualTo(issuer.jwks());
    }

    @Test
    void aRedirectNamesItsTarget() throws Exception {
        issuer.chaos().redirect(URI.create("http://127.0.0.1:1/elsewhere"));

        HttpResponse<String> answer = Http.get(issuer.jwksUri());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://127.0.0.1:1/elsewhere");
    }

    @Test
    void aHugeBodyIsAsLongAsItWasAskedToBeAndStillAKeySet() throws Exception {
        issuer.chaos().huge(100_000);

        HttpResponse<String> answer = Http.get(issuer.jwksUri());
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(answer.body()).hasSize(100_000);
        assertThat(JWKSet.parse(answer.body()).getKeys()).isEmpty();
    }

    @Test
    void gzipPacksTheTruthAlthoughNobodyAsked() throws Exception {
        issuer.chaos().gzip();

        HttpResponse<byte[]> answer = Http.bytes(issuer.jwksUri());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString()
                .isEqualTo(truth);
    }

    @Test
    void anUnknownKeyTypeStandsBeforeTheOthers() throws Exception {
        issuer.chaos().unknownKeyType();
        assertThat(served())
                .isEqualTo(truth.replace("[", "[{\"kty\":\"LATTICE\",\"kid\":\"of-a-later-age\",\"x\":\"AAAA\"},"));

        issuer.removeKey(issuer.kid());
        assertThat(served()).isEqualTo("{\"keys\":[{\"kty\":\"LATTICE\",\"kid\":\"of-a-later-age\",\"x\":\"AAAA\"}]}");
    }

    @Test
    void aFaultForOnePathWinsOverTheFaultForAll() throws Exception {
        issuer.chaos().answer(500);
        issuer.chaos().only("/jwks").answer(502);

        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(502);
        assertThat(Http.get(issuer.uri("/.well-known/openid-configuration")).statusCode())
                .isEqualTo(500);
    }

    @Test
    void aFaultForSomeAnswersPassesAfterThem() throws Exception {
        issuer.chaos().next(2).answer(500);

        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(500);
        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(500);
        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultOfTheCallersOwnSeesTheTruthAndTheWire() throws Exception {
        issuer.chaos().fault((reply, wire) -> {
            wire.write("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n");
            wire.write(reply.text().substring(0, 1));
            wire.write("}");
        });

        assertThat(served()).isEqualTo("{}");
    }

    @Test
    void amountsThatMakeNoSenseAreRefusedAtOnce() {
        Chaos chaos = issuer.chaos();

        assertThatThrownBy(() -> chaos.next(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at least 1, not 0");
        assertThatThrownBy(() -> chaos.drip(0, WHILE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chaos.dripHead(0, WHILE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chaos.stall(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chaos.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void calmEndsEverything() throws Exception {
        issuer.chaos().answer(500);
        issuer.chaos().emptySet();
        issuer.chaos().stop();
        issuer.chaos().calm();

        assertThat(served()).isEqualTo(truth);
    }

    private String head() {
        return "HTTP/1.1 200 \r\nContent-Length: " + truth.length() + "\r\nContent-Type: application/json\r\n\r\n";
    }

    private String served() throws Exception {
        return Http.get(issuer.jwksUri()).body();
    }
}
