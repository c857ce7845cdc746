package io.github.bearergate.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response of a {@link TestIssuer}: status, headers and body. Immutable. */
public final class Reply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(int status, Map<String, String> headers, byte[] body) {
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
        return new Reply(status, Map.of(), body.clone());
    }

    /** The same with another status. */
    public Reply withStatus(int other) {
        return new Reply(other, headers, body);
    }

    /** The same with another body; it keeps its headers. */
    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other.clone());
    }

    /** The same with one header field more, or with another value of it. {@code Content-Length} replaces the true one. */
    public Reply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
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

    /** The status line and the header fields with the empty line after them (RFC 9112 section 2.1). */
    byte[] head(boolean framed) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        if (framed && !headers.containsKey("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
