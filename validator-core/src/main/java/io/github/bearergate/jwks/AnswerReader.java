package io.github.bearergate.jwks;

import io.github.bearergate.jose.JwkSet;
import io.github.bearergate.jose.JwkSetReader;
import io.github.bearergate.jose.StrictJson;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads answers as what they are: text from somebody else. Nothing in them makes it throw. */
final class AnswerReader {
    private final String issuer;
    private final KeySourceSettings settings;
    private final Clock clock;

    AnswerReader(String issuer, KeySourceSettings settings, Clock clock) {
        this.issuer = issuer;
        this.settings = settings;
        this.clock = clock;
    }

    Event read(Flight flight, Response response) {
        Optional<RefreshOutcome> refused = refused(response);
        if (refused.isPresent()) {
            return new Event.Failed(flight.id(), refused.get(), retryAfter(response));
        }
        return flight.errand()
                .fold(
                        keys -> keys(
                                flight.id(), response.body(), response.headers().allValues("Cache-Control")),
                        metadata -> metadata(flight.id(), metadata.from(), response.body()));
    }

    /** Reads a key set document. */
    Event keys(long id, byte[] document, List<String> cacheControl) {
        return JwkSetReader.read(document, clock.instant())
                .<Event>map(set ->
                        new Event.Fetched(id, set.keys(), skipped(set), MaxAge.read(cacheControl), clock.instant()))
                .orElseGet(() -> unreadable(id));
    }

    private Event metadata(long id, URI from, byte[] document) {
        Map<String, @Nullable Object> metadata = StrictJson.readObject(document).orElse(Map.of());
        if (issuer.equals(metadata.get("issuer")) && metadata.get("jwks_uri") instanceof String place) {
            Optional<URI> keys = KeyUris.namedBy(from, place);
            if (keys.isPresent()) {
                return new Event.Located(id, keys.get());
            }
        }
        return unreadable(id);
    }

    /** What is wrong with the answer whatever its body is. */
    private static Optional<RefreshOutcome> refused(Response response) {
        int status = response.status();
        if (status == 200) {
            boolean encoded = response.headers().allValues("Content-Encoding").stream()
                    .flatMap(value -> Stream.of(value.split(",")))
                    .map(String::trim)
                    // An empty member of a list is none (RFC 9110 section 5.6.1.2).
                    .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
            return encoded ? Optional.of(RefreshOutcome.ENCODING) : Optional.empty();
        }
        if (status == 429) {
            return Optional.of(RefreshOutcome.STATUS_429);
        }
        return Optional.of(
                switch (status / 100) {
                    case 3 -> RefreshOutcome.STATUS_3XX;
                    case 4 -> RefreshOutcome.STATUS_4XX;
                    case 0, 1, 2 -> RefreshOutcome.NOT_JSON;
                    default -> RefreshOutcome.STATUS_5XX;
                });
    }

    private Optional<Duration> retryAfter(Response response) {
        return RetryAfter.read(
                response.headers().allValues("Retry-After"),
                response.headers().firstValue("Date"),
                clock.instant(),
                settings.backoff());
    }

    private static List<SkippedJwk> skipped(JwkSet set) {
        return set.skipped().stream()
                .map(key -> new SkippedJwk(KeySkipCause.valueOf(key.cause().name()), key.fingerprint()))
                .toList();
    }

    private static Event unreadable(long id) {
        return new Event.Failed(id, RefreshOutcome.NOT_JSON, Optional.empty());
    }
}
