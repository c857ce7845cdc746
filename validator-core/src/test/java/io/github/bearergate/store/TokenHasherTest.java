package io.github.bearergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHasherTest {
    private static final int PIECE = TokenHasher.PIECE;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 900, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 16_384})
    void theDigestIsTheWholeSha256WhateverTheLength(int length) {
        String token = text(length, 1);

        assertThat(TokenDigest.of("Bearer " + token, 7)).isEqualTo(sha256(token));
    }

    @Test
    void everyCharacterOfEveryPieceCounts() {
        String token = text(2 * PIECE + 10, 2);
        for (int at = 0; at < token.length(); at++) {
            String other = token.substring(0, at) + '~' + token.substring(at + 1);

            assertThat(TokenDigest.of(other, 0)).isNotEqualTo(TokenDigest.of(token, 0));
        }
    }

    @Test
    void aCharacterThatNoByteCanStandForIsTakenForNoOther() {
        TokenHasher hasher = new TokenHasher();
        String token = text(PIECE + 10, 3);
        for (int at : List.of(0, 1, PIECE - 1, PIECE, token.length() - 1)) {
            for (int high : List.of(0x100, 0xFF00, 0xD800, 0xDC00)) {
                char twin = (char) (high | token.charAt(at));

                assertThat(hasher.digest(token.substring(0, at) + twin + token.substring(at + 1), 0))
                        .isNull();
                assertThat(hasher.digest(token, 0)).isEqualTo(sha256(token));
            }
        }
    }

    @Test
    void manyThreadsDoNotMixTheirTokens() throws Exception {
        List<FutureTask<Boolean>> tasks = IntStream.range(0, 70)
                .mapToObj(seed -> new FutureTask<>(() -> {
                    String token = text(1_500, seed);
                    TokenDigest expected = sha256(token);
                    return IntStream.range(0, 300).allMatch(i -> expected.equals(TokenDigest.of(token, 0)));
                }))
                .toList();
        tasks.forEach(task -> new Thread(task, "hashing").start());

        for (FutureTask<Boolean> task : tasks) {
            assertThat(task.get()).isTrue();
        }
    }

    private static String text(int length, int seed) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('A' + (i * 7 + seed) % 26));
        }
        return text.toString();
    }

    private static TokenDigest sha256(String token) {
        try {
            byte[] characters = token.getBytes(StandardCharsets.ISO_8859_1);
            return TokenDigest.of(MessageDigest.getInstance("SHA-256").digest(characters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
