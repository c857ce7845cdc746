package io.github.bearergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericDateTest {
    @Test
    void anAbsentClaimIsAbsent() {
        assertThat(NumericDate.read(Optional.empty()).isAbsent()).isTrue();
        assertThat(NumericDate.read(Optional.empty()).isMistyped()).isFalse();
    }

    @Test
    void fractionsAreDropped() {
        assertThat(seconds(new BigDecimal("1700000000.999"))).isEqualTo(1_700_000_000L);
        assertThat(seconds(new BigDecimal("1.9E+9"))).isEqualTo(1_900_000_000L);
        assertThat(seconds(new BigDecimal("0.5"))).isZero();
    }

    @Test
    void theRangeIsFromZeroToTwoToTheFiftyThird() {
        assertThat(seconds(0L)).isZero();
        assertThat(seconds(1L << 53)).isEqualTo(1L << 53);
        assertThat(seconds(new BigDecimal("0.0"))).isZero();
        assertThat(seconds(new BigDecimal("9007199254740992.0"))).isEqualTo(1L << 53);
        assertThat(NumericDate.read(Optional.of((1L << 53) + 1)).isMistyped()).isTrue();
        assertThat(NumericDate.read(Optional.of(Long.MAX_VALUE)).isMistyped()).isTrue();
        assertThat(NumericDate.read(Optional.of(-1L)).isMistyped()).isTrue();
        assertThat(NumericDate.read(Optional.of(Long.MIN_VALUE)).isMistyped()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "9007199254740992.1", "1E+300", "1E+308", "-1E+300", "18446744073709551616"})
    void numbersOutsideTheRangeAreMistyped(String number) {
        assertThat(NumericDate.read(Optional.of(new BigDecimal(number))).isMistyped())
                .isTrue();
    }

    static Stream<Object> otherTypes() {
        return Stream.of("1700000000", "", true, false, List.of(1L), Map.of("a", 1L));
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void nothingButANumberIsADate(Object value) {
        assertThat(NumericDate.read(Optional.of(value)).isMistyped()).isTrue();
    }

    private static long seconds(Object value) {
        NumericDate date = NumericDate.read(Optional.of(value));
        assertThat(date.isMistyped()).isFalse();
        return date.seconds();
    }
}
