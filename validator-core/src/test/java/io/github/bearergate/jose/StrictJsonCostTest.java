package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts made to be slow. What grows faster than the text takes minutes here; the limits leave room for a busy machine. */
class StrictJsonCostTest {
    private static final int SIZE = 256 * 1_024;

    @Test
    @Timeout(20)
    void namesWithOneHashCodeAreNotSlow() {
        // "Aa" and "BB" have the same hash code, and so have all texts made of the two in equal number.
        String members = IntStream.range(0, 1 << 13)
                .mapToObj(i -> "\"" + colliding(i) + "\":0")
                .collect(Collectors.joining(","));

        assertThat(StrictJson.readObject(Minted.utf8("{" + members + "}")).orElseThrow())
                .hasSize(1 << 13);
    }

    @Test
    @Timeout(20)
    void aNumberWithVeryManyDigitsIsRefusedAtOnce() {
        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":" + "9".repeat(SIZE) + "}")))
                .isEmpty();
        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":0." + "9".repeat(SIZE) + "}")))
                .isEmpty();
        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":1e" + "9".repeat(SIZE) + "}")))
                .isEmpty();
    }

    @Test
    @Timeout(20)
    void manyLongNumbersAreNotSlow() {
        String number = "1" + "7".repeat(300);
        String array = (number + ",").repeat(SIZE / number.length()) + "1";

        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":[" + array + "]}")))
                .isPresent();
    }

    @Test
    @Timeout(20)
    void escapesCommasAndSpacesWithoutEndAreNotSlow() {
        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":\"" + "\\u0041".repeat(SIZE / 6) + "\"}")))
                .isPresent();
        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":[" + "{},".repeat(SIZE / 3) + "1]}")))
                .isPresent();
        assertThat(StrictJson.readObject(Minted.utf8("{" + " ".repeat(SIZE) + "}")))
                .isPresent();
        assertThat(StrictJson.readObject(Minted.utf8("{\"a\":\"" + "\\".repeat(SIZE))))
                .isEmpty();
    }

    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 13; bit++) {
            text.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
