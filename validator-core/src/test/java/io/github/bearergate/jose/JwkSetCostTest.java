package io.github.bearergate.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.spi.Algorithm;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents made to be slow. What grows faster than the document takes minutes here; the limits suit a busy machine. */
@Timeout(30)
class JwkSetCostTest {
    private static final int SIZE = 255 * 1_024;

    @Test
    void aThousandKeysAreRead() {
        assertThat(read(repeated(Jwks.key(Algorithm.ES256), 1_000))
                        .orElseThrow()
                        .keys())
                .hasSize(1_000);
        assertThat(read(repeated(Jwks.key(Algorithm.EdDSA), 1_000))
                        .orElseThrow()
                        .keys())
                .hasSize(1_000);
        String rsa = Jwks.key(Algorithm.RS256);
        assertThat(read(repeated(rsa, SIZE / (rsa.length() + 1))).orElseThrow().keys())
                .hasSizeGreaterThan(500);
    }

    @Test
    void aThousandUnusableKeysAreSkipped() {
        String offCurve = Jwks.key(Algorithm.ES256, "y", "\"" + "A".repeat(43) + "\"");
        assertThat(read(repeated(offCurve, 1_000)).orElseThrow().skipped()).hasSize(1_000);
        String rsa = Jwks.key(Algorithm.RS256, "e", "\"AQ\"");
        assertThat(read(repeated(rsa, SIZE / (rsa.length() + 1))).orElseThrow().skipped())
                .hasSizeGreaterThan(500);
    }

    @Test
    void oneEnormousNumberOrTextIsSkipped() {
        for (String name : new String[] {"n", "e", "kid", "x5c", "exp", "alg", "use", "unknown"}) {
            String text = Jwks.key(Algorithm.RS256, name, "\"" + "9".repeat(SIZE - 1_000) + "\"");
            String number = Jwks.key(Algorithm.RS256, name, "9".repeat(SIZE - 1_000));
            assertThat(read(repeated(text, 1))).isPresent();
            assertThat(read(repeated(number, 1)).orElseThrow().keys()).isEmpty();
        }
    }

    @Test
    void manyMembersAreRead() {
        String members = IntStream.range(0, 15_000)
                .mapToObj(i -> "\"m" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(read(repeated(members, 1)).orElseThrow().skipped()).hasSize(1);
        assertThat(read("{\"keys\":[]," + members.substring(1))).isPresent();
    }

    @Test
    void manySmallElementsAreRefusedAtTheThousandAndFirst() {
        assertThat(read(repeated("{}", SIZE / 3))).isEmpty();
        assertThat(read(repeated("[[[[[[[[[[[[1]]]]]]]]]]]]", 1_000))
                        .orElseThrow()
                        .skipped())
                .hasSize(1_000);
    }

    private static String repeated(String element, int times) {
        return Jwks.set(String.join(",", Collections.nCopies(times, element)));
    }

    private static Optional<JwkSet> read(String document) {
        return JwkSetReader.read(Minted.utf8(document), Jwks.NOW);
    }
}
