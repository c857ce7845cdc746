package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long lookups of a known key take in an outage, against a quiet day. Measured and told, not judged: a time on a machine
 * that others use as well proves nothing, while that a lookup never stops is proven by {@link RequestThreadsTest}.
 */
@Timeout(120)
@Tag("raw-socket")
class OutageLatencyTest {
    private static final System.Logger LOG = System.getLogger(OutageLatencyTest.class.getName());
    private static final int LOOKUPS = 400_000;

    @Test
    @Tag("X09")
    void knownKeysAreServedInAnOutageAsOnAQuietDay() throws Exception {
        try (RawServer well = RawServer.start(RawServer.answering(RawServer.ok(FaultDrill.GOOD)));
                RawServer silent = RawServer.start(RawServer.answering(RawServer.ok(FaultDrill.GOOD)));
                FaultDrill quiet = new FaultDrill(well.uri());
                FaultDrill outage = new FaultDrill(silent.uri(), FaultDrill.often())) {
            silent.vanish();
            FaultDrill.soon().until(() -> outage.heard.count(RefreshOutcome.CONNECT) > 1);
            measure(quiet.source);
            measure(outage.source);
            long[] quietDay = new long[0];
            long[] outageDay = new long[0];
            // By turns, so that whatever else the machine does falls on both.
            for (int turn = 0; turn < 4; turn++) {
                quietDay = joined(quietDay, measure(quiet.source));
                outageDay = joined(outageDay, measure(outage.source));
            }
            Arrays.sort(quietDay);
            Arrays.sort(outageDay);
            LOG.log(
                    Level.INFO,
                    "lookups of a known key: p50 {0} ns quiet, {1} ns in the outage; p99 {2} ns and {3} ns, ratio {4};"
                            + " {5} failed fetches meanwhile",
                    at(quietDay, 0.5),
                    at(outageDay, 0.5),
                    at(quietDay, 0.99),
                    at(outageDay, 0.99),
                    String.format("%.2f", (double) at(outageDay, 0.99) / at(quietDay, 0.99)),
                    outage.heard.count(RefreshOutcome.CONNECT));
            assertThat(outage.source.status().failures()).isPositive();
            outage.assertUnchanged();
        }
    }

    private static long[] measure(JwksKeySource source) throws Exception {
        long[] times = new long[LOOKUPS];
        for (int i = 0; i < LOOKUPS; i++) {
            long start = System.nanoTime();
            boolean found = !source.find(FaultDrill.KNOWN).isEmpty();
            times[i] = System.nanoTime() - start;
            if (!found) {
                throw new AssertionError("a known key was not found");
            }
        }
        return times;
    }

    private static long[] joined(long[] one, long[] other) {
        long[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }
}
