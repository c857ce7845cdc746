package io.github.bearergate.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a whole token: what it is remembered by, so that no bearer token stays in memory and no two tokens that differ
 * in any character are taken for each other.
 */
public record TokenDigest(long first, long second, long third, long fourth) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Computes the digest of a token that consists of ASCII characters. */
    public static TokenDigest of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
            return new TokenDigest(longAt(digest, 0), longAt(digest, 8), longAt(digest, 16), longAt(digest, 24));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
