package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
    @Property
    void everyLongIsReadAsLong(@ForAll long number) {
        assertThat(JsonNumber.read(Long.toString(number), true)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1700000000, 1700000000",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void anIntegerThatFitsIsLong(String literal, long value) {
        assertThat(JsonNumber.read(literal, true)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "100000000000000000000000000"})
    void anIntegerThatDoesNotFitStaysExact(String literal) {
        assertThat(JsonNumber.read(literal, true)).isEqualTo(new BigDecimal(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "1700000000.5", "1E4"})
    void aNumberWithFractionOrExponentIsNeverLong(String literal) {

        assertThat(JsonNumber.read(literal, false)).isEqualTo(new BigDecimal(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.7976931348623157e308", "-1.7976931348623157e308", "5e-324", "4.9E-324", "-5e-324"})
    void whatADoubleCanJustHoldIsRead(String literal) {
        assertThat(JsonNumber.read(literal, false)).isEqualTo(new BigDecimal(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e309",
                "-1e309",
                "1.8e308",
                "1e999999999999999999999",
                "-1e400",
                "1e-400",
                "9e-400",
                "0.9e-400",
                "2e-324",
                "-1e-99999999999",
                "0.00001e-330"
            })
    void whatADoubleCannotHoldIsRefused(String literal) {
        assertThat(JsonNumber.read(literal, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-0.0", "0e999999999999", "0.000e-99999", "-0E+5"})
    void aZeroHasNoExponent(String literal) {
        assertThat(JsonNumber.read(literal, false)).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void theLongestLiteralIsReadAndOneMoreCharacterIsRefused() {
        String longest = "0." + "1".repeat(JsonNumber.LONGEST - 2);

        assertThat(JsonNumber.read(longest, false)).isEqualTo(new BigDecimal(longest));
        assertThat(JsonNumber.read(longest + "1", false)).isNull();
    }

    @Test
    void theLargestIntegerOfADoubleIsReadAndOneDigitMoreIsRefused() {
        assertThat(JsonNumber.read("1" + "0".repeat(308), true)).isEqualTo(BigDecimal.TEN.pow(308));
        assertThat(JsonNumber.read("1" + "0".repeat(309), true)).isNull();
    }
}
