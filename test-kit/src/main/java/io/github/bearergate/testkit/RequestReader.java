package io.github.bearergate.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads HTTP/1.1 requests: what loopback clients of a test send, not what the open internet might. */
final class RequestReader {
    private static final int LONGEST_HEAD = 65_536;
    private static final int LONGEST_BODY = 1_048_576;

    private RequestReader() {}

    /** The next request; empty when the client closed the connection between two requests. */
    static Optional<ReceivedRequest> next(InputStream in) throws IOException {
        Optional<String> head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = head.get().lines().toList();
        String[] start = lines.get(0).split(" ", 3);
        if (start.length < 3) {
            throw new ProtocolException("not a request line");
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("not a header field");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        String path = start[1].split("\\?", 2)[0];
        return Optional.of(new ReceivedRequest(start[0], path, headers, body(headers, in)));
    }

    private static Optional<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0 && head.size() == 0) {
                return Optional.empty();
            }
            if (next < 0 || head.size() == LONGEST_HEAD) {
                throw new ProtocolException("the head of a request does not end");
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(head.toString(StandardCharsets.ISO_8859_1));
    }

    private static String body(Map<String, List<String>> headers, InputStream in) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new ProtocolException("a request body must say its length");
        }
        String said = headers.getOrDefault("content-length", List.of("0")).get(0);
        if (!said.matches("[0-9]{1,7}") || Integer.parseInt(said) > LONGEST_BODY) {
            throw new ProtocolException("a request body of " + said + " bytes");
        }
        int length = Integer.parseInt(said);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new ProtocolException("the request body ended early");
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
