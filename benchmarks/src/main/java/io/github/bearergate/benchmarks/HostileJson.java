package io.github.bearergate.benchmarks;

import io.github.bearergate.TokenValidator;
import io.github.bearergate.testkit.TokenBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Header and payload texts that are meant to cost a parser more than they cost their sender. */
final class HostileJson {
    /** Payload bytes that leave room for the header and a signature within the longest token. */
    private static final int MOST_BYTES = 11_000;

    private HostileJson() {}

    /** Members whose names have equal hash codes, as many as fit. */
    static String collidingNames() {
        return names().stream().map(name -> '"' + name + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    /** Arrays within arrays, closed again. */
    static String deepArrays() {
        int depth = MOST_BYTES / 2 - 10;
        return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    /** One number with thousands of digits. */
    static String longNumber() {
        return "{\"exp\":" + "9".repeat(MOST_BYTES - 10) + "}";
    }

    /** Harmless members, and at the very end one without a colon. */
    static String brokenAtTheEnd() {
        String paddingMembers =
                IntStream.range(0, 1_000).mapToObj(i -> "\"m" + i + "\":1,").collect(Collectors.joining());
        return "{" + paddingMembers + "\"b\" 2}";
    }

    /** A token padded with a claim to the longest that is read, or up to two characters less, since base64url has gaps. */
    static TokenBuilder longest(Mint mint) {
        return longest(mint.token());
    }

    /** The same for a token that is something else than a good one already. */
    static TokenBuilder longest(TokenBuilder token) {
        int room = TokenValidator.LONGEST_TOKEN - token.claim("pad", "").sign().length();
        return token.claim("pad", "x".repeat(room * 3 / 4));
    }

    /** The names of {@link #collidingNames}. */
    static List<String> names() {
        int most = MOST_BYTES / "\"AaAaAaAaAaAa\":1,".length();
        return collidingStrings(6).stream().limit(most).toList();
    }

    /** Strings of pairs of letters that are equal in {@link String#hashCode}. */
    private static List<String> collidingStrings(int pairs) {
        return pairs == 0
                ? List.of("")
                : collidingStrings(pairs - 1).stream()
                        .flatMap(start -> Stream.of(start + "Aa", start + "BB", start + "C#"))
                        .toList();
    }
}
