package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every set and every header field that a provider can send. */
class KeyReadingProperties {
    private static final KeySourceSettings SETTINGS = KeySourceSettings.defaults();

    private final AnswerReader reader = new AnswerReader("https://idp.example", SETTINGS, Clock.systemUTC());

    @Provide
    Arbitrary<List<String>> junk() {
        return Arbitraries.of(JunkKeys.ALL.values()).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property
    void theOrderOfTheKeysDoesNotMatter(
            @ForAll @Size(max = 12) List<@IntRange(max = 11) Integer> numbers, @ForAll Random random) {
        // Few names for many keys, so that some share one.
        List<VerificationKey> keys = new ArrayList<>(numbers.stream()
                .map(number -> TestKeys.named("k" + number % 4, number))
                .toList());
        KeyTable one = KeyTable.of(keys);
        Collections.shuffle(keys, random);
        KeyTable other = KeyTable.of(keys);

        assertThat(other.keys()).isEqualTo(one.keys());
        for (int name = 0; name < 5; name++) {
            Optional<String> kid = Optional.of("k" + name);
            assertThat(other.find(kid, Algorithm.ES256)).isEqualTo(one.find(kid, Algorithm.ES256));
        }
        assertThat(other.find(Optional.empty(), Algorithm.ES256))
                .isEqualTo(one.find(Optional.empty(), Algorithm.ES256));
    }

    @Property
    void junkNeverRemovesAGoodKey(@ForAll("junk") List<String> junk, @ForAll Random random) {
        List<String> elements = new ArrayList<>(junk);
        IntStream.range(0, 3).forEach(key -> elements.add(SimProvider.jwk(key)));
        Collections.shuffle(elements, random);

        Event.Fetched fetched = (Event.Fetched)
                reader.keys(1, ("{\"keys\":[" + String.join(",", elements) + "]}").getBytes(UTF_8), List.of());

        assertThat(fetched.keys())
                .extracting(key -> key.kid().orElseThrow())
                .containsExactlyInAnyOrder("key-0", "key-1", "key-2");
        assertThat(fetched.skipped()).hasSize(junk.size());
    }

    @Property
    void anyRetryAfterIsIgnoredOrWithinItsLimits(@ForAll String value, @ForAll long number) {
        for (String text : List.of(value, Long.toString(number), number + value)) {
            RetryAfter.read(List.of(text), Optional.of(value), Instant.now(), SETTINGS.backoff())
                    .ifPresent(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5)));
        }
    }

    @Property
    void anyMaxAgeGivesAnIntervalWithinItsLimits(@ForAll String value, @ForAll long number) {
        for (String text : List.of(value, "max-age=" + value, "max-age=" + number, "max-age=" + number + "0000000")) {
            assertThat(SETTINGS.intervalFor(MaxAge.read(List.of(text))))
                    .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(15));
        }
    }

    @Property
    void anyNumberOfFailuresGivesABackoffWithinItsLimits(
            @ForAll @IntRange(min = 1) int failures, @ForAll boolean cold) {
        assertThat(Backoffs.step(SETTINGS.backoff(), failures, cold))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(cold ? 10 : 60));
    }

    @Property
    void anyDiceStayWithinTheirRange(@ForAll long seed) {
        assertThat(new Dice(seed).between(0.8, 1.0)).isBetween(0.8, 1.0);
        assertThat(new Dice(seed).next()).isNotEqualTo(new Dice(seed));
    }
}
