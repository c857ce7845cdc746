package io.github.bearergate.jwks;

import io.github.bearergate.fuzz.FuzzTarget;
import io.github.bearergate.fuzz.Laws;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cache-Control, Retry-After and Date to the time of the next fetch: the first line of the input is a Date, the second a
 * Retry-After, and the others are Cache-Control.
 *
 * <p>Laws: whatever is written, the next fetch comes within the limits of the settings; of well-formed ages the first counts, by a
 * second reading of the grammar; a longer demand never brings the next fetch nearer.
 */
public final class CacheFieldsFuzz implements FuzzTarget {
    private static final CacheFieldsFuzz INSTANCE = new CacheFieldsFuzz();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final KeySourceSettings DEFAULTS = KeySourceSettings.defaults();
    private static final KeySourceSettings FIXED = DEFAULTS.withRefresh(Duration.ofSeconds(45));
    private static final BigInteger PLENTY = BigInteger.valueOf(Integer.MAX_VALUE);

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Laws.check(INSTANCE, input);
    }

    @Override
    public List<String> words() {
        return List.of(
                "max-age=",
                "MAX-AGE=",
                "s-maxage=",
                "no-store",
                "must-revalidate, ",
                ",",
                " ",
                "\"",
                "0",
                "9",
                "99999999999999999999",
                "-1",
                "+",
                "\n",
                "Sun, 22 Nov 2026 12:00:07 GMT",
                "2026",
                ".5",
                "\u0663");
    }

    @Override
    public int cases() {
        return 10_000;
    }

    @Override
    public boolean accepts(byte[] input) {
        List<String> lines = List.of(new String(input, StandardCharsets.ISO_8859_1).split("\n", -1));
        Optional<String> date = lines.stream().findFirst();
        List<String> retryAfter = lines.stream().skip(1).limit(1).toList();
        boolean aged = checkMaxAge(lines.stream().skip(2).toList());
        boolean asked = checkRetryAfter(retryAfter, date);
        return aged || asked;
    }

    private static boolean checkMaxAge(List<String> values) {
        Optional<Duration> maxAge = MaxAge.read(values);
        Optional<Duration> expected = values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .filter(CacheFieldsFuzz::isMaxAge)
                .findFirst()
                .map(directive -> new BigInteger(directive.substring("max-age=".length())).min(PLENTY))
                .map(seconds -> Duration.ofSeconds(seconds.longValueExact()));
        Laws.hold(maxAge.equals(expected), () -> "expected " + expected + ", not " + maxAge);
        within(DEFAULTS.intervalFor(maxAge), Duration.ofSeconds(60), Duration.ofSeconds(900));
        within(FIXED.intervalFor(maxAge), Duration.ofSeconds(45), Duration.ofSeconds(60));
        return maxAge.isPresent();
    }

    private static boolean isMaxAge(String directive) {
        String digits = directive.length() > 8 ? directive.substring(8) : "";
        return directive.regionMatches(true, 0, "max-age=", 0, 8)
                && !digits.isEmpty()
                && digits.length() <= 1_000
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean checkRetryAfter(List<String> values, Optional<String> date) {
        KeySourceSettings.Backoff limits = DEFAULTS.backoff();
        Optional<Duration> asked = RetryAfter.read(values, date, NOW, limits);
        asked.ifPresent(wait -> within(wait, limits.shortestAsked(), limits.longestAsked()));
        String text = values.isEmpty() ? "" : values.get(0).trim();
        if (text.matches("[0-9]{1,9}")) {
            long seconds = Math.max(1, Math.min(300, Long.parseLong(text)));
            Laws.hold(asked.equals(Optional.of(Duration.ofSeconds(seconds))), () -> text + " seconds became " + asked);
        }
        return asked.isPresent();
    }

    private static void within(Duration duration, Duration least, Duration most) {
        Laws.hold(
                duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
                () -> duration + " is not from " + least + " to " + most);
    }
}
