package io.github.bearergate.jwks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
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
    void anyOtherStatusThan200IsAFailureEvenWithAGoodSet(int status, RefreshOutcome outcome) {
        survives(good().withStatus(status), outcome);
    }

    @Test
    void anAnswerWithoutContentIsAFailure() {
        survives(aResponse().withStatus(204), RefreshOutcome.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        survives(
                aResponse().withStatus(status).withHeader("Location", provider.baseUrl() + "/elsewhere"),
                RefreshOutcome.STATUS_3XX);
        provider.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keys", "http://169.254.169.254/keys", "file:///etc/passwd"})
    void redirectsInACircleOrInwardsAreNotFollowed(String target) {
        survives(aResponse().withStatus(302).withHeader("Location", target), RefreshOutcome.STATUS_3XX);
    }

    @Test
    void aPageOfHtmlIsNoSet() {
        survives(
                aResponse().withBody("<html>Sign in</html>").withHeader("Content-Type", "text/html"),
                RefreshOutcome.NOT_JSON);
    }

    @Test
    void theContentDecidesAndNotItsType() {
        answer(good().withHeader("Content-Type", "text/html"));
        try (FaultDrill drill = new FaultDrill(keys())) {
            assertThat(drill.heard.outcomes()).containsExactly(RefreshOutcome.OK);
        }
    }

    @Test
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
    void aBrokenConnectionIsSurvived(Fault fault) {
        survives(aResponse().withFault(fault), RefreshOutcome.CONNECT);
    }

    @Test
    void aMalformedChunkIsSurvived() {
        survives(
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), RefreshOutcome.CONNECT, RefreshOutcome.NOT_JSON);
    }

    @Test
    void aSlowAnswerWithinTheDeadlineIsGood() {
        answer(good().withFixedDelay(400));
        try (FaultDrill drill = new FaultDrill(keys())) {
            assertThat(drill.heard.outcomes()).containsExactly(RefreshOutcome.OK);
            assertThat(drill.lastTook()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void aSlowAnswerBeyondTheDeadlineIsNot() {
        survives(good().withFixedDelay(8_000), RefreshOutcome.TIMEOUT);
    }

    @Test
    void aBodyThatDribblesBeyondTheDeadlineIsNot() {
        survives(good().withChunkedDribbleDelay(40, 8_000), RefreshOutcome.TIMEOUT);
    }

    @Test
    void aSetWithoutKeysIsNoSet() {
        survives(aResponse().withBody("{\"keys\":[]}"), RefreshOutcome.EMPTY);
    }

    @Test
    void aSetThatIsLongerThan256KiBIsRefused() {
        survives(
                aResponse().withBody("{\"keys\":[" + SimProvider.jwk(0) + "],\"a\":\"" + "x".repeat(256 << 10) + "\"}"),
                RefreshOutcome.TOO_LARGE);
    }

    @Test
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
    void aCookieOfTheProviderIsNotSentBack() {
        answer(good().withHeader("Set-Cookie", "a=b"));
        try (FaultDrill drill = new FaultDrill(keys())) {
            drill.source.refresh();
            await().until(() -> drill.heard.count(RefreshOutcome.OK) == 2);
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
