package io.github.bearergate.benchmarks.endtoend;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads answers of HTTP/1.1 that have a Content-Length: all that the servers here send. Not thread-safe. */
final class Answers {
    private static final int LONGEST_HEAD = 8_192;
    private static final String LENGTH = "\r\ncontent-length: ";

    private final InputStream in;
    private final byte[] head = new byte[LONGEST_HEAD];

    Answers(InputStream in) {
        this.in = in;
    }

    /** Reads one answer to its end. */
    void readOne() throws IOException {
        int length = 0;
        while (!endsHead(length)) {
            int octet = in.read();
            if (octet < 0 || length == head.length) {
                throw new EOFException("the answer has no end");
            }
            head[length++] = (byte) octet;
        }
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (!text.startsWith("http/1.1 200 ")) {
            throw new IOException("the answer is not 200: " + text);
        }
        in.skipNBytes(bodyLength(text));
    }

    private boolean endsHead(int length) {
        return length >= 4
                && head[length - 1] == '\n'
                && head[length - 2] == '\r'
                && head[length - 3] == '\n'
                && head[length - 4] == '\r';
    }

    private static int bodyLength(String text) throws IOException {
        int at = text.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("the answer has no length: " + text);
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
    }
}
