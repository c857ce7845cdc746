package io.github.bearergate.attacks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * An HTTP/1 request as the bytes that go over the wire: nothing is checked, escaped or put in order.
 *
 * @param method the method
 * @param target what stands between method and version
 * @param version HTTP/1.1, as a rule
 * @param lines the header lines, each without its line end, one character a byte
 * @param body what follows the empty line, one character a byte
 */
record RawRequest(String method, String target, String version, List<String> lines, String body) {
    static RawRequest get(String target) {
        return of("GET", target);
    }

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, "HTTP/1.1", List.of("Host: localhost"), "");
    }

    RawRequest bearer(String token) {
        return line("Authorization: Bearer " + token);
    }

    RawRequest line(String line) {
        return new RawRequest(
                method,
                target,
                version,
                Stream.concat(lines.stream(), Stream.of(line)).toList(),
                body);
    }

    /** The same with only these header lines. */
    RawRequest lines(String... only) {
        return new RawRequest(method, target, version, List.of(only), body);
    }

    RawRequest body(String text) {
        return new RawRequest(method, target, version, lines, text);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(latin1(method + ' ' + target + ' ' + version + "\r\n"));
        lines.forEach(line -> bytes.writeBytes(latin1(line + "\r\n")));
        bytes.writeBytes(latin1("\r\n" + body));
        return bytes.toByteArray();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
