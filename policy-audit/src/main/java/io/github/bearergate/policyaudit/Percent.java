package io.github.bearergate.policyaudit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2.1). */
final class Percent {
    private Percent() {}

    /** The text with every triplet decoded as UTF-8; what is no triplet stays. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            octets.write(low < 0 ? bytes[i] : high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
