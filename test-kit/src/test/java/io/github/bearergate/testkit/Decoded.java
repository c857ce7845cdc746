package io.github.bearergate.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token taken apart without any check, for tests to look into. */
record Decoded(String headerText, String claimsText, String signatureHex) {
    static Decoded of(String token) {
        List<String> segments = List.of(token.split("\\.", -1));
        return new Decoded(
                text(segments.get(0)), text(segments.get(1)), HexFormat.of().formatHex(bytes(segments.get(2))));
    }

    Map<String, @Nullable Object> header() {
        return json(headerText);
    }

    Map<String, @Nullable Object> claims() {
        return json(claimsText);
    }

    static Map<String, @Nullable Object> json(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException invalid) {
            throw new AssertionError("not a JSON object: " + text, invalid);
        }
    }

    private static String text(String segment) {
        return new String(bytes(segment), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String segment) {
        return Base64.getUrlDecoder().decode(segment);
    }
}
