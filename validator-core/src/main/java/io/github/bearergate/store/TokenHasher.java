package io.github.bearergate.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Computes digests of tokens, one after the other, and keeps nothing of them. Not safe for concurrent use. */
final class TokenHasher {
    /** A usual token is one piece. */
    static final int PIECE = 1_024;

    private final MessageDigest sha256 = sha256();
    private final CharsetEncoder encoder = StandardCharsets.ISO_8859_1.newEncoder();
    private final char[] characters = new char[PIECE];
    private final byte[] bytes = new byte[PIECE];
    private final CharBuffer from = CharBuffer.wrap(characters);
    private final ByteBuffer to = ByteBuffer.wrap(bytes);

    /** The digest of the text from {@code start} to the end; null when a character is beyond U+00FF. */
    @Nullable
    TokenDigest digest(String text, int start) {
        TokenDigest digest = update(text, start) ? finish() : null;
        // Neither the token nor what tells it again may stay in memory.
        Arrays.fill(characters, '\0');
        Arrays.fill(bytes, (byte) 0);
        return digest;
    }

    private boolean update(String text, int start) {
        for (int at = start; at < text.length(); at += PIECE) {
            int length = Math.min(PIECE, text.length() - at);
            text.getChars(at, at + length, characters, 0);
            if (!encode(length)) {
                sha256.reset();
                return false;
            }
            sha256.update(bytes, 0, length);
        }
        return true;
    }

    /** Never replaces a character: the digest of one text would be that of another. */
    private boolean encode(int length) {
        from.position(0).limit(length);
        to.clear();
        return !encoder.reset().encode(from, to, true).isError();
    }

    private TokenDigest finish() {
        try {
            sha256.digest(bytes, 0, bytes.length);
            return TokenDigest.of(bytes);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for it", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
