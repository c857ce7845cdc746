package io.github.bearergate.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("in-memory")
class JunkKeysTest {
    private final AnswerReader reader =
            new AnswerReader("https://idp.example", KeySourceSettings.defaults(), Clock.systemUTC());

    static Stream<String> names() {
        return JunkKeys.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("F58")
    @Tag("F60")
    @Tag("F62")
    void aBadKeyAtAnyPositionIsSkippedForItsReasonAndItsNeighboursAreServed(String name) {
        for (int position = 0; position <= 2; position++) {
            List<String> elements = new ArrayList<>(List.of(SimProvider.jwk(0), SimProvider.jwk(1)));
            elements.add(position, JunkKeys.ALL.get(name));

            Event.Fetched fetched = (Event.Fetched)
                    reader.keys(1, ("{\"keys\":[" + String.join(",", elements) + "]}").getBytes(UTF_8), List.of());

            assertThat(fetched.keys()).hasSize(2);
            assertThat(fetched.skipped()).extracting(SkippedJwk::cause).containsExactly(JunkKeys.causeOf(name));
        }
    }
}
