package io.github.bearergate.jwks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@Tag("wiremock")
class HttpFaultsTest {
    private final WireMockServer provider = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        provider.start();
        answer(good());
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "500, STATUS_5XX", "502, STATUS_5XX", "503, STATUS_5XX", "504, STATUS_5XX", "404, STATUS_4XX",
                "403, STATUS_4XX",
        "401, STATUS_4XX", "410, STATUS_4XX", "429, STATUS_429", "203, NOT_JSON", "206, NOT_JSON", "304, STATUS_3XX"
    })
    @Tag("F36")
    @Tag("F37")
    @Tag("F38")
    @Tag("F45")
    void anyOtherStatusThan200IsAFailureEvenWithAGoodSet(int status, RefreshOutcome outcome) {
        survives(good().withStatus(status), outcome);
    }

    @Test
    @Tag("F45")
    void anAnswerWithoutContentIsAFailure() {
        survives(aResponse().withStatus(204), RefreshOutcome.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("F41")
    void redirectsAreNotFollowed(int status) {
        survives(
                aResponse().withStatus(status).withHeader("Location", provider.baseUrl() + "/elsewhere"),
                RefreshOutcome.STATUS_3XX);
        provider.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keys", "http://169.254.169.254/keys", "file:///etc/passwd"})
    @Tag("F42")
    void redirectsInACircleOrInwardsAreNotFollowed(String target) {
        survives(aResponse().withStatus(302).withHeader("Location", target), RefreshOutcome.STATUS_3XX);
    }

    @Test
    @Tag("F43")
    void aPageOfHtmlIsNoSet() {
        survives(
                aResponse().withBody("<html>Sign in</html>").withHeader("Content-Type", "text/html"),
                RefreshOutcome.NOT_JSON);
    }

    @Test
    @Tag("F44")
    void theContentDecidesAndNotItsType() {
        answer(good().withHeader("Content-Type", "text/html"));
        try (FaultDrill drill = new FaultDrill(keys())) {
            assertThat(drill.heard.outcomes()).containsExactly(RefreshOutcome.OK);
        }
    }

    @Test
    @Tag("F48")
    void anHonestEncodingIsRefusedTooBecauseNoneWasAskedFor() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(FaultDrill.GOOD.getBytes(StandardCharsets.UTF_8));
        }
        survives(
                aResponse().withBody(packed.toByteArray()).withHeader("Content-Encoding", "gzip"),
                RefreshOutcome.ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE", "CONNECTION_RESET_BY_PEER"})
    @Tag("F11")
    @Tag("F13")
    @Tag("F09")
    void aBrokenConnectionIsSurvived(Fault fault) {
        survives(aResponse().withFault(fault), RefreshOutcome.CONNECT);
    }

    @Test
    @Tag("F12")
    void aMalformedChunkIsSurvived() {
        survives(
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), RefreshOutcome.CONNECT, RefreshOutcome.NOT_JSON);
    }

    @Test
    @Tag("F07")
    void aSlowAnswerWithinTheDeadlineIsGood() {
        answer(good().withFixedDelay(400));
        try (FaultDrill drill = new FaultDrill(keys(), FaultDrill.unhurried())) {
            assertThat(drill.heard.outcomes()).containsExactly(RefreshOutcome.OK);
            assertThat(drill.lastTook()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    @Tag("F03")
    void aSlowAnswerBeyondTheDeadlineIsNot() {
        survives(good().withFixedDelay(8_000), RefreshOutcome.TIMEOUT);
    }

    @Test
    @Tag("F04")
    @Tag("X21")
    void aBodyThatDribblesBeyondTheDeadlineIsNot() {
        survives(good().withChunkedDribbleDelay(40, 8_000), RefreshOutcome.TIMEOUT);
    }

    @Test
    @Tag("F57")
    void aSetWithoutKeysIsNoSet() {
        survives(aResponse().withBody("{\"keys\":[]}"), RefreshOutcome.EMPTY);
    }

    static Stream<byte[]> hostileDocuments() {
        String good = "{\"keys\":[" + SimProvider.jwk(0) + "]";
        byte[] broken = (good + "}").getBytes(StandardCharsets.UTF_8);
        broken[(good + "}").indexOf("key-0")] = (byte) 0xC0;
        return Stream.of(
                ("{\"keys\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                (good + ",\"a\":" + "{\"a\":".repeat(30_000)).getBytes(StandardCharsets.UTF_8),
                (good + ",\"a\":1" + "0".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + good + "}").getBytes(StandardCharsets.UTF_8),
                (good + "}").getBytes(StandardCharsets.UTF_16),
                (good + "}").getBytes(StandardCharsets.UTF_16LE),
                broken,
                (good + ",\"keys\":[]}").getBytes(StandardCharsets.UTF_8),
                (good + "}" + good + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** After each the timer is armed: the source fetches again by itself. */
    @ParameterizedTest
    @MethodSource("hostileDocuments")
    @Tag("F66")
    @Tag("F67")
    @Tag("F68")
    @Tag("F69")
    void aHostileDocumentIsAFailureLikeAnyOther(byte[] document) {
        survives(aResponse().withBody(document), RefreshOutcome.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource({"2, 429, STATUS_429", "1, 503, STATUS_5XX"})
    @Tag("F39")
    void theNextAttemptComesNoSoonerThanTheProviderAskedFor(int seconds, int status, RefreshOutcome outcome) {
        try (FaultDrill drill = new FaultDrill(keys())) {
            answer(aResponse().withStatus(status).withHeader("Retry-After", Integer.toString(seconds)));
            long asked = System.nanoTime();
            drill.expect(outcome);
            answer(good());
            drill.expectRecovery();
            // Scaled by ten, the longest Retry-After is 30 s and the backoff would be 0.1 s.
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(seconds * 900L));
        }
    }

    @Test
    @Tag("F50")
    void aSetThatIsLongerThan256KiBIsRefused() {
        survives(
                aResponse().withBody("{\"keys\":[" + SimProvider.jwk(0) + "],\"a\":\"" + "x".repeat(256 << 10) + "\"}"),
                RefreshOutcome.TOO_LARGE);
    }

    @Test
    @Tag("F54")
    void whatIsAskedForIsThePlainSetOfThisMoment() {
        try (FaultDrill drill = new FaultDrill(keys())) {
            drill.assertUnchanged();
            provider.verify(getRequestedFor(urlEqualTo("/keys"))
                    .withHeader("Accept", WireMock.containing("application/jwk-set+json"))
                    .withHeader("Accept-Encoding", WireMock.equalTo("identity"))
                    .withHeader("Cache-Control", WireMock.equalTo("no-cache"))
                    .withoutHeader("Cookie")
                    .withoutHeader("Authorization"));
        }
    }

    @Test
    @Tag("X23")
    void aCookieOfTheProviderIsNotSentBack() {
        answer(good().withHeader("Set-Cookie", "a=b"));
        try (FaultDrill drill = new FaultDrill(keys())) {
            drill.source.refresh();
            FaultDrill.soon().until(() -> drill.heard.count(RefreshOutcome.OK) == 2);
            provider.verify(0, anyRequestedFor(anyUrl()).withHeader("Cookie", WireMock.matching(".*")));
        }
    }

    private void survives(ResponseDefinitionBuilder fault, RefreshOutcome... outcomes) {
        try (FaultDrill drill = new FaultDrill(keys())) {
            answer(fault);
            drill.expect(outcomes);
            answer(good());
            drill.expectRecovery();
        }
    }

    private URI keys() {
        return URI.create(provider.baseUrl() + "/keys");
    }

    private void answer(ResponseDefinitionBuilder response) {
        provider.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder good() {
        return aResponse().withBody(FaultDrill.GOOD);
    }
}
