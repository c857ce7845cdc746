package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("in-memory")
class HeaderLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 1",
        "1, 1",
        "300, 300",
        "301, 300",
        "3600, 300",
        "-1, 1",
        "+9, 9",
        "100000000000000000000, 300",
        "-100000000000000000000, 1",
        "007, 7"
    })
    @Tag("F40")
    void retryAfterIsObeyedBetweenOneSecondAndFiveMinutes(String value, long seconds) {
        assertThat(retryAfter(value)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "7s", "1e3", "0x10", "7,8", "\u0661", "Sun, 99 Nov 2026 10:00:00 GMT"})
    @Tag("F40")
    void whatIsNoTimeIsIgnored(String value) {
        assertThat(retryAfter(value)).isEmpty();
    }

    @Test
    @Tag("F40")
    void aDateIsUnderstoodByTheClockOfTheAnswer() {
        assertThat(RetryAfter.read(
                        List.of("Sun, 22 Nov 2026 08:00:30 GMT"),
                        Optional.of("Sun, 22 Nov 2026 08:00:00 GMT"),
                        NOW,
                        KeySourceSettings.defaults().backoff()))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    @Tag("F40")
    void aDateInAnAnswerWithoutClockIsUnderstoodByOurs() {
        assertThat(retryAfter("Sun, 22 Nov 2026 10:01:00 GMT")).contains(Duration.ofMinutes(1));
        assertThat(retryAfter("Sun, 22 Nov 2026 09:01:00 GMT")).contains(Duration.ofSeconds(1));
        assertThat(retryAfter("Sun, 22 Nov 2099 09:01:00 GMT")).contains(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60|60",
                "public, Max-Age=5 , must-revalidate|5",
                "max-age=0|0",
                "no-store, max-age=9|9",
                "max-age=1, max-age=2|1",
                "max-age=-1, max-age=2|2",
                "max-age=100000000000000000000|2147483647"
            })
    @Tag("F47")
    void theFirstWellFormedMaxAgeCounts(String value, long seconds) {
        assertThat(MaxAge.read(List.of(value))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-store",
                "max-age",
                "max-age=",
                "max-age=\"5\"",
                "max-age=-1",
                "s-maxage=5",
                "max-age=5x",
                ","
            })
    @Tag("F47")
    void withoutAWellFormedMaxAgeThereIsNone(String value) {
        assertThat(MaxAge.read(List.of(value))).isEmpty();
    }

    @Test
    void severalFieldsAreOneList() {
        assertThat(MaxAge.read(List.of("no-cache", "max-age=61"))).contains(Duration.ofSeconds(61));
    }

    private static Optional<Duration> retryAfter(String value) {
        return RetryAfter.read(
                List.of(value),
                Optional.empty(),
                NOW,
                KeySourceSettings.defaults().backoff());
    }
}
