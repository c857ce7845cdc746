package io.github.bearergate.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An HTTP response of a {@link TestIssuer}: status, headers and body. Immutable. */
public final class Reply {
    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;

    private Reply(int status, List<Map.Entry<String, String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A 200 with a JSON body. */
    public static Reply json(String body) {
        return of(200, body).withHeader("Content-Type", "application/json");
    }

    /** A response with this body and no content type. */
    public static Reply of(int status, String body) {
        return of(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A response with this body and no content type. */
    public static Reply of(int status, byte[] body) {
        return new Reply(status, List.of(), body.clone());
    }

    /** The same with another status. */
    public Reply withStatus(int other) {
        return new Reply(other, headers, body);
    }

    /** The same with another body; it keeps its headers. */
    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other.clone());
    }

    /** The same with this header field in place of any of that name. {@code Content-Length} replaces the true one. */
    public Reply withHeader(String name, String value) {
        List<Map.Entry<String, String>> others = headers.stream()
                .filter(header -> !header.getKey().equalsIgnoreCase(name))
                .toList();
        return new Reply(status, others, body).andHeader(name, value);
    }

    /** The same with one header field more, even if there is one of that name. */
    public Reply andHeader(String name, String value) {
        return new Reply(
                status,
                Stream.concat(headers.stream(), Stream.of(Map.entry(name, value)))
                        .toList(),
                body);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The body; a copy. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status line, header fields and the empty line after them (RFC 9112 section 2.1), with the body's length or without. */
    byte[] head(boolean framed) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        if (framed && headers.stream().noneMatch(header -> header.getKey().equalsIgnoreCase("Content-Length"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        for (Map.Entry<String, String> header : headers) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
