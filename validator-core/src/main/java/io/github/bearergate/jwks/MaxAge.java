package io.github.bearergate.jwks;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code max-age} of {@code Cache-Control} (RFC 9111 section 5.2.2.1), whatever is written there. */
final class MaxAge {
    private static final Pattern DIRECTIVE = Pattern.compile("max-age=([0-9]{1,1000})");
    private static final BigInteger PLENTY = BigInteger.valueOf(Integer.MAX_VALUE);

    private MaxAge() {}

    /**
     * Reads the field.
     *
     * @param values of the field; of several {@code max-age} the first well-formed one counts (RFC 9111 section 4.2.1)
     * @return empty when there is none; at most 2^31 - 1 seconds
     */
    static Optional<Duration> read(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(directive -> DIRECTIVE.matcher(directive.trim().toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .findFirst()
                .map(match -> new BigInteger(match.group(1)).min(PLENTY))
                .map(seconds -> Duration.ofSeconds(seconds.intValueExact()));
    }
}
