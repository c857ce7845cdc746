package io.github.bearergate.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a whole token: what it is remembered by, so that no bearer token stays in memory and no two tokens that differ
 * in any character are taken for each other.
 */
public record TokenDigest(long first, long second, long third, long fourth) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /**
     * Computes the digest of a token.
     *
     * @param characters the token from {@code start} to the end, one character each byte
     */
    public static TokenDigest of(byte[] characters, int start) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(characters, start, characters.length - start);
            byte[] digest = sha256.digest();
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
