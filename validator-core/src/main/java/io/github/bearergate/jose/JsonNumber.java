package io.github.bearergate.jose;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number as Java's: a {@link Long} when it is written without fraction and exponent and fits, else a {@link BigDecimal}.
 *
 * <p>Numbers that a double cannot hold, too large or too near to zero, are refused, so that arithmetic with what is left stays
 * small (RFC 8259 section 6 lets a reader set such limits).
 */
final class JsonNumber {
    /** The longest integer of a double has 309 digits. */
    static final int LONGEST = 512;

    /** As many digits always fit a long. */
    static final int MOST_DIGITS_OF_LONG = 18;

    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private JsonNumber() {}

    /**
     * Reads a literal that follows the JSON grammar.
     *
     * @return null when it is longer than {@value #LONGEST} characters or outside a double's finite range
     */
    static @Nullable Number read(String literal, boolean integer) {
        if (integer && literal.length() <= MOST_DIGITS_OF_LONG) {
            return Long.parseLong(literal);
        }
        if (literal.length() > LONGEST) {
            return null;
        }
        double rounded = Double.parseDouble(literal);
        if (Double.isInfinite(rounded)) {
            return null;
        }
        if (rounded == 0) {
            // The exponent of a zero may be enormous, and says nothing.
            return isZero(literal) ? BigDecimal.ZERO : null;
        }
        BigDecimal exact = new BigDecimal(literal);
        if (integer && exact.compareTo(MIN_LONG) >= 0 && exact.compareTo(MAX_LONG) <= 0) {
            return exact.longValue();
        }
        return exact;
    }

    private static boolean isZero(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }
}
