package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ISSUER = "https://idp.example/realm";
    private static final String KEYS = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"a\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"},{\"kty\":\"oct\",\"k\":\"AAAA\"}]}";

    private final AnswerReader reader =
            new AnswerReader(ISSUER, KeySourceSettings.defaults(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aKeySetIsReadWithItsSkippedKeysAndItsMaxAge() {
        Event.Fetched fetched = (Event.Fetched) keys(200, KEYS, Map.of("Cache-Control", List.of("public, max-age=77")));

        assertThat(fetched.keys()).hasSize(1);
        assertThat(fetched.skipped()).extracting(SkippedJwk::cause).containsExactly(KeySkipCause.SYMMETRIC);
        assertThat(fetched.maxAge()).contains(Duration.ofSeconds(77));
        assertThat(fetched.at()).isEqualTo(NOW);
    }

    @Test
    void everyCauseOfTheReaderHasAName() {
        assertThat(Stream.of(io.github.bearergate.jose.SkipCause.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Stream.of(KeySkipCause.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "201, NOT_JSON",
        "203, NOT_JSON",
        "204, NOT_JSON",
        "206, NOT_JSON",
        "301, STATUS_3XX",
        "302, STATUS_3XX",
        "303, STATUS_3XX",
        "304, STATUS_3XX",
        "307, STATUS_3XX",
        "308, STATUS_3XX",
        "400, STATUS_4XX",
        "401, STATUS_4XX",
        "403, STATUS_4XX",
        "404, STATUS_4XX",
        "410, STATUS_4XX",
        "429, STATUS_429",
        "500, STATUS_5XX",
        "502, STATUS_5XX",
        "503, STATUS_5XX",
        "504, STATUS_5XX",
        "999, STATUS_5XX",
        "100, NOT_JSON",
        "0, NOT_JSON"
    })
    void onlyStatus200IsAnAnswerEvenIfTheBodyIsAKeySet(int status, RefreshOutcome outcome) {
        assertThat(keys(status, KEYS, Map.of())).isEqualTo(new Event.Failed(7, outcome, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "x", "none", "\"\""})
    void anyEncodingButIdentityIsRefused(String encoding) {
        assertThat(keys(200, KEYS, Map.of("Content-Encoding", List.of(encoding))))
                .isEqualTo(new Event.Failed(7, RefreshOutcome.ENCODING, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Identity", "", " ", "identity, ,identity,"})
    void theIdentityEncodingIsNoneAndAnEmptyListToo(String encoding) {
        assertThat(keys(200, KEYS, Map.of("Content-Encoding", List.of(encoding))))
                .isInstanceOf(Event.Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]", "\uFEFF{\"keys\":[]}"})
    void whatIsNoKeySetIsRefused(String body) {
        assertThat(keys(200, body, Map.of())).isEqualTo(new Event.Failed(7, RefreshOutcome.NOT_JSON, Optional.empty()));
    }

    @Test
    void aSetWithoutAnyKeyIsReadAsSuch() {
        assertThat(((Event.Fetched) keys(200, "{\"keys\":[]}", Map.of())).keys())
                .isEmpty();
    }

    @Test
    void whenAFailureSaysWhenToAskAgainItIsHeard() {
        assertThat(keys(503, "", Map.of("Retry-After", List.of("7"))))
                .isEqualTo(new Event.Failed(7, RefreshOutcome.STATUS_5XX, Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void theMetadataTellWhereTheKeysAre() {
        assertThat(metadata("{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"https://cdn.example/k\"}"))
                .isEqualTo(new Event.Located(7, URI.create("https://cdn.example/k")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example/realm/",
                "https://idp.example",
                "HTTPS://idp.example/realm",
                "https://evil.example",
                ""
            })
    void metadataOfAnotherIssuerAreRefused(String issuer) {
        assertThat(metadata("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"https://cdn.example/k\"}"))
                .isEqualTo(new Event.Failed(7, RefreshOutcome.NOT_JSON, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"http://cdn.example/k\"",
                "\"file:///etc/passwd\"",
                "\"//cdn.example/k\"",
                "\"/k\"",
                "\"\"",
                "7",
                "null",
                "[\"https://cdn.example/k\"]",
                "\"https://u@cdn.example/k\"",
                "\"https://cdn.example/k#f\"",
                "\"http://169.254.169.254/k\"",
                "\"https://a b/k\"",
                "\"https:cdn.example\""
            })
    void metadataWithoutAnAcceptablePlaceAreRefused(String place) {
        assertThat(metadata("{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":" + place + "}"))
                .isEqualTo(new Event.Failed(7, RefreshOutcome.NOT_JSON, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/k",
                "http://localhost/k",
                "HTTP://localhost/k",
                "http://[::1]/k",
                "http://127.9.9.9/k"
            })
    void metadataThatCameOverHttpsCannotLeadToPlainHttpEvenOnLoopback(String place) {
        String document = "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + place + "\"}";

        assertThat(metadata(document)).isEqualTo(new Event.Failed(7, RefreshOutcome.NOT_JSON, Optional.empty()));
        assertThat(metadata(URI.create("HTTPS://idp.example/m"), document))
                .isEqualTo(new Event.Failed(7, RefreshOutcome.NOT_JSON, Optional.empty()));
        assertThat(metadata(URI.create("http://localhost:9000/m"), document))
                .isEqualTo(new Event.Located(7, URI.create(place)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"issuer\":7}", "{\"issuer\":\"a\",\"issuer\":\"a\"}"})
    void whatIsNoMetadataIsRefused(String body) {
        assertThat(metadata(body)).isEqualTo(new Event.Failed(7, RefreshOutcome.NOT_JSON, Optional.empty()));
    }

    private Event keys(int status, String body, Map<String, List<String>> headers) {
        return read(new Errand.Keys(URI.create("https://idp.example/keys")), status, body, headers);
    }

    private Event metadata(String body) {
        return metadata(URI.create("https://idp.example/m"), body);
    }

    private Event metadata(URI from, String body) {
        return read(new Errand.Metadata(from, 0), 200, body, Map.of());
    }

    private Event read(Errand errand, int status, String body, Map<String, List<String>> headers) {
        Flight flight = new Flight(7, errand, RefreshTrigger.STARTUP, 0, 0);
        return reader.read(
                flight, new Response(status, HttpHeaders.of(headers, (name, value) -> true), body.getBytes(UTF_8)));
    }
}
