package io.github.bearergate.jwks;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3) within our limits, whatever is written there. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,1000}");
    private static final BigInteger PLENTY = BigInteger.valueOf(Integer.MAX_VALUE);

    private RetryAfter() {}

    /**
     * Reads the field.
     *
     * @param values of the field; the first counts
     * @param date the answer's own {@code Date}, by which a date is understood, so that our clock has no say
     * @param now our clock, for answers without one
     * @return empty when there is nothing that can be understood
     */
    static Optional<Duration> read(
            List<String> values, Optional<String> date, Instant now, KeySourceSettings.Backoff limits) {
        return values.stream()
                .findFirst()
                .map(String::trim)
                .flatMap(value -> SECONDS.matcher(value).matches()
                        ? Optional.of(seconds(value))
                        : httpDate(value)
                                .map(at -> Duration.between(
                                        date.flatMap(RetryAfter::httpDate).orElse(now), at)))
                .map(asked -> KeySourceSettings.longer(
                        limits.shortestAsked(), KeySourceSettings.shorter(asked, limits.longestAsked())));
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(
                new BigInteger(digits).min(PLENTY).max(PLENTY.negate()).intValueExact());
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
