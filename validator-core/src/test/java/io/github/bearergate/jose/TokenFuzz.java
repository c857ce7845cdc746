package io.github.bearergate.jose;

import io.github.bearergate.fuzz.FuzzTarget;
import io.github.bearergate.fuzz.Laws;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The text of a token to its header and claims. The input is read twice: as the text, and, up to its first line feed, as the bytes
 * of a header with those of a payload behind, which are encoded well so that the JSON reader sees them.
 *
 * <p>Laws: whatever {@link ReferenceToken} refuses is refused, and what it reads is read the same.
 */
public final class TokenFuzz implements FuzzTarget {
    private static final TokenFuzz INSTANCE = new TokenFuzz();

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Laws.check(INSTANCE, input);
    }

    @Override
    public List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\\",
                "\n",
                ".",
                "=",
                "-",
                "_",
                "\"alg\":",
                "\"kid\":",
                "\"typ\":",
                "\"crit\":[]",
                "\"RS256\"",
                "null",
                "true",
                "1e309",
                "-0",
                "1.5",
                "\\u0061",
                "\\ud800",
                "\u00e9",
                "\uFEFF",
                "\uD83D\uDE00",
                "\"a\":1,",
                "eyJhbGciOiJFUzI1NiJ9",
                "e30",
                "[[[[[[[[",
                "99999999999999999999");
    }

    @Override
    public int cases() {
        return 8_000;
    }

    @Override
    public boolean accepts(byte[] input) {
        boolean accepted = accepts(new String(input, StandardCharsets.ISO_8859_1));
        int cut = 0;
        while (cut < input.length && input[cut] != '\n') {
            cut++;
        }
        byte[] payload = Arrays.copyOfRange(input, Math.min(cut + 1, input.length), input.length);
        return accepts(Minted.encode(Arrays.copyOf(input, cut)) + '.' + Minted.encode(payload) + ".AA") || accepted;
    }

    private static boolean accepts(String token) {
        Optional<ReferenceToken> expected = ReferenceToken.parse(token);
        Optional<CompactJws> actual = CompactJws.parse(token);
        Laws.hold(expected.isPresent() == actual.isPresent(), () -> "accepted or refused unlike the reference");
        if (expected.isEmpty() || actual.isEmpty()) {
            return false;
        }
        checkHeader(actual.get(), expected.get());
        Optional<UnverifiedClaims> claims = actual.get().claims();
        Laws.hold(
                claims.map(UnverifiedClaims::members).equals(expected.get().claims()),
                () -> "other claims than the reference: " + claims.map(UnverifiedClaims::members));
        return claims.isPresent();
    }

    private static void checkHeader(CompactJws actual, ReferenceToken expected) {
        JwsHeader header = actual.header();
        Laws.hold(
                header.algorithm().equals(expected.string("alg"))
                        && header.kid().equals(expected.string("kid"))
                        && header.type().equals(expected.string("typ"))
                        && header.hasForbiddenMember() == expected.hasForbiddenMember(),
                () -> "another header than the reference");
        Laws.hold(ByteBuffer.wrap(actual.signature()).equals(expected.signature()), () -> "another signature");
    }
}
