package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {
    /** Every byte at which the table of well-formed sequences turns, and one between. */
    private static final int[] TURNS = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    private static final CharsetDecoder DECODER = StandardCharsets.UTF_8.newDecoder();

    @Test
    void everySequenceOfUpToFourTurningBytesIsReadAsTheJdkDoes() {
        for (int length = 0; length <= 4; length++) {
            int combinations = (int) Math.pow(TURNS.length, length);
            for (int i = 0; i < combinations; i++) {
                byte[] bytes = new byte[length];
                for (int place = 0, rest = i; place < length; place++, rest /= TURNS.length) {
                    bytes[place] = (byte) TURNS[rest % TURNS.length];
                }
                // Formatting a description each time would cost more than the test.
                if (!same(bytes)) {
                    assertThat(decode(bytes)).isEqualTo(jdk(bytes));
                }
            }
        }
    }

    @Property(tries = 2_000)
    void randomBytesAreReadAsTheJdkDoes(@ForAll byte[] bytes) {
        assertThat(decode(bytes)).isEqualTo(jdk(bytes));
    }

    @Test
    void everyCodePointIsReadBack() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                char[] characters = Character.toChars(codePoint);
                byte[] bytes = new String(characters).getBytes(StandardCharsets.UTF_8);
                if (!Arrays.equals(decode(bytes), characters)) {
                    assertThat(decode(bytes)).as("U+%X", codePoint).isEqualTo(characters);
                }
            }
        }
    }

    @Test
    void encodedSurrogatesAreRefusedAloneAndInPairs() {
        assertThat(decode(bytes(0xED, 0xA0, 0x80))).isNull();
        assertThat(decode(bytes(0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80))).isNull();
    }

    @Test
    void overlongFormsAreRefused() {
        assertThat(decode(bytes(0xC0, 0xAF))).isNull();
        assertThat(decode(bytes(0xE0, 0x80, 0xAF))).isNull();
        assertThat(decode(bytes(0xF0, 0x80, 0x80, 0xAF))).isNull();
    }

    private static char @Nullable [] decode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int length = StrictUtf8.append(bytes, at, text);
            if (length == 0) {
                return null;
            }
            at += length;
        }
        return text.toString().toCharArray();
    }

    private static boolean same(byte[] bytes) {
        return Arrays.equals(decode(bytes), jdk(bytes));
    }

    /** By results, since hundreds of thousands of exceptions take their time. */
    private static char @Nullable [] jdk(byte[] bytes) {
        CharBuffer characters = CharBuffer.allocate(bytes.length);
        DECODER.reset();
        boolean wrong = DECODER.decode(ByteBuffer.wrap(bytes), characters, true).isError()
                || DECODER.flush(characters).isError();
        return wrong ? null : Arrays.copyOf(characters.array(), characters.position());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
