package io.github.bearergate.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a whole token: what it is remembered by, so that no bearer token stays in memory and no two tokens that differ
 * in any character are taken for each other.
 */
public record TokenDigest(long first, long second, long third, long fourth) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /**
     * Computes the digest of a token, one byte each character.
     *
     * @param text the token from {@code start} to the end
     * @return null when a character is beyond U+00FF, so that no byte could stand for it: such a text is no token
     */
    public static @Nullable TokenDigest of(String text, int start) {
        return DigestPool.digest(text, start);
    }

    /** Reads the first 32 bytes. */
    static TokenDigest of(byte[] digest) {
        return new TokenDigest(longAt(digest, 0), longAt(digest, 8), longAt(digest, 16), longAt(digest, 24));
    }

    private static long longAt(byte[] digest, int index) {
        return (long) LONGS.get(digest, index);
    }

    /** Any part of a SHA-256 is as good a hash as the whole. */
    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /** Nothing of the digest, since whoever has it can recognise the token. */
    @Override
    public String toString() {
        return "TokenDigest[hidden]";
    }
}
