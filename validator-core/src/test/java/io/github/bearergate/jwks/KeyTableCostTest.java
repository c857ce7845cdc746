package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bearergate.spi.Algorithm;
import io.github.bearergate.spi.VerificationKey;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A set of a thousand keys costs a request no more than a set of one. */
class KeyTableCostTest {
    private static final int KEYS = 1_000;
    private static final int LOOKUPS = 10_000;

    @Test
    void aLookupInASetOfAThousandKeysAllocatesNothingWhetherItFindsOneOrNot() {
        KeyTable table = KeyTable.of(keys(false));
        Optional<String> known = Optional.of("kid-999");
        Optional<String> unknown = Optional.of("kid-1000");

        assertThat(table.find(known, Algorithm.ES256)).hasSize(1);
        assertThat(table.find(unknown, Algorithm.ES256)).isEmpty();
        assertThat(bytes(table, known, Algorithm.ES256)).isLessThan(LOOKUPS);
        assertThat(bytes(table, unknown, Algorithm.ES256)).isLessThan(LOOKUPS);
        assertThat(bytes(table, known, Algorithm.RS256)).isLessThan(LOOKUPS);
    }

    @Test
    void aThousandKeysOfOneNameAreFourSignatureChecksAndNoMore() {
        KeyTable table = KeyTable.of(keys(true));

        assertThat(table.keys()).hasSize(KEYS);
        assertThat(table.find(Optional.of("kid-0"), Algorithm.ES256)).hasSize(KeyTable.MOST_CANDIDATES);
        assertThat(table.find(Optional.empty(), Algorithm.ES256)).isEmpty();
    }

    private static long bytes(KeyTable table, Optional<String> kid, Algorithm algorithm) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        find(table, kid, algorithm);
        long before = threads.getCurrentThreadAllocatedBytes();
        find(table, kid, algorithm);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void find(KeyTable table, Optional<String> kid, Algorithm algorithm) {
        for (int i = 0; i < LOOKUPS; i++) {
            assertThatNoMoreThanFour(table.find(kid, algorithm));
        }
    }

    private static void assertThatNoMoreThanFour(List<VerificationKey> found) {
        if (found.size() > KeyTable.MOST_CANDIDATES) {
            throw new AssertionError("too many candidates");
        }
    }

    private static List<VerificationKey> keys(boolean sameName) {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> TestKeys.named("kid-" + (sameName ? 0 : i), i))
                .toList();
    }
}
