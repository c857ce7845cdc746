package io.github.bearergate.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes bytes the way a fuzzer does, but always the same way for the same seed, so that a run of the build is deterministic
 * in what it tries and in how much.
 *
 * <p>Not safe for concurrent use.
 */
public final class SeededNoise {
    private static final int MOST_CHANGES = 4;
    private static final byte[] TELLING = {0, 1, 9, 10, 13, 32, 34, 37, 44, 46, 47, 92, 123, 125, 127, -128, -17, -1};

    private final SplittableRandom random;
    private final List<byte[]> pieces;

    /**
     * Makes a source of noise.
     *
     * @param seed what all choices follow from
     * @param pieces words of the language that is read, to be put in; at least one
     */
    public SeededNoise(long seed, List<byte[]> pieces) {
        this.random = new SplittableRandom(seed);
        this.pieces = List.copyOf(pieces);
    }

    /** A number from 0 (inclusive) to the bound (exclusive). */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Says yes once in so many times. */
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of the list. */
    public <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The bytes with one to four changes; the array that was given stays as it is. */
    public byte[] changed(byte[] original) {
        byte[] bytes = original;
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            bytes = changedOnce(bytes);
        }
        return bytes;
    }

    private byte[] changedOnce(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int end = at + random.nextInt(Math.min(bytes.length - at, 8) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> spliced(bytes, at, at, new byte[] {(byte) random.nextInt()});
            case 1 -> spliced(bytes, at, Math.min(at + 1, bytes.length), new byte[] {(byte) random.nextInt()});
            case 2 ->
                spliced(
                        bytes,
                        at,
                        Math.min(at + 1, bytes.length),
                        new byte[] {TELLING[random.nextInt(TELLING.length)]});
            case 3 -> spliced(bytes, at, end, new byte[0]);
            case 4 -> spliced(bytes, at, at, part(bytes));
            case 5 -> spliced(bytes, at, end, pieces.get(random.nextInt(pieces.size())));
            case 6 -> flipped(bytes, at);
            default -> spliced(bytes, at, at, pieces.get(random.nextInt(pieces.size())));
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] part(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(bytes.length - from, 64) + 1);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(bytes, from, length);
        return part.toByteArray();
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] put) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(bytes.length + put.length);
        spliced.write(bytes, 0, from);
        spliced.writeBytes(put);
        spliced.write(bytes, to, bytes.length - to);
        return spliced.toByteArray();
    }
}
