package io.github.bearergate.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** The faults that {@link Chaos} offers. */
final class Faults {
    /** The whole answer, as it is. */
    static final Fault NONE = (truth, wire) -> wire.send(truth);

    /** What a HEAD request gets (RFC 9110 section 9.3.2). */
    static final Fault HEAD_ONLY = (truth, wire) -> wire.sendHead(truth);

    private Faults() {}

    static Fault slow(Duration delay) {
        return (truth, wire) -> {
            wire.pause(delay);
            wire.send(truth);
        };
    }

    static Fault drip(int bytes, Duration interval) {
        return (truth, wire) -> {
            wire.sendHead(truth);
            dribble(truth.body(), bytes, interval, wire);
        };
    }

    static Fault dripHead(int bytes, Duration interval) {
        return (truth, wire) -> {
            dribble(truth.head(true), bytes, interval, wire);
            wire.write(truth.body());
        };
    }

    private static void dribble(byte[] all, int bytes, Duration interval, Wire wire) throws IOException {
        for (int from = 0; from < all.length; from += bytes) {
            wire.pause(from == 0 ? Duration.ZERO : interval);
            wire.write(Arrays.copyOfRange(all, from, Math.min(all.length, from + bytes)));
        }
    }

    static Fault stall(int bodyBytes) {
        return (truth, wire) -> {
            wire.sendHead(truth);
            wire.write(Arrays.copyOf(truth.body(), Math.min(bodyBytes, truth.body().length)));
            wire.hang();
        };
    }

    static Fault truncate(int bodyBytes) {
        return (truth, wire) -> {
            wire.sendHead(truth);
            wire.write(Arrays.copyOf(truth.body(), Math.min(bodyBytes, truth.body().length)));
            wire.close();
        };
    }

    static Fault garbage(long seed) {
        return (truth, wire) -> wire.send(truth.withBody(randomBytes(seed)));
    }

    static Fault brokenHttp(long seed) {
        return (truth, wire) -> {
            wire.write(randomBytes(seed));
            wire.close();
        };
    }

    private static byte[] randomBytes(long seed) {
        byte[] bytes = new byte[512];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A key set of this many bytes, nearly all of them blanks, in chunks of 16 KiB without a length in front. */
    static Fault huge(long bytes) {
        return (truth, wire) -> {
            wire.write(Reply.of(200, "")
                    .withHeader("Content-Type", "application/json")
                    .withHeader("Transfer-Encoding", "chunked")
                    .head(false));
            byte[] blanks = new byte[16_384];
            Arrays.fill(blanks, (byte) ' ');
            chunk("{\"keys\":[".getBytes(StandardCharsets.US_ASCII), wire);
            for (long left = bytes - 11; left > 0; left -= blanks.length) {
                chunk(left < blanks.length ? Arrays.copyOf(blanks, (int) left) : blanks, wire);
            }
            chunk("]}".getBytes(StandardCharsets.US_ASCII), wire);
            chunk(new byte[0], wire);
        };
    }

    private static void chunk(byte[] bytes, Wire wire) throws IOException {
        wire.write(Integer.toHexString(bytes.length) + "\r\n");
        wire.write(bytes);
        wire.write("\r\n");
    }

    static Fault gzip() {
        return (truth, wire) -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(truth.body());
            }
            wire.send(truth.withBody(packed.toByteArray()).withHeader("Content-Encoding", "gzip"));
        };
    }
}
