package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RotationChaosTest {
    private static final System.Logger LOG = System.getLogger(RotationChaosTest.class.getName());

    /** Rotations, removals, faults, outages, storms and operators, at once: {@code -Pchaos} runs it for longer. */
    @Test
    void onTheRealFilterNoValidTokenIsRefusedAndNoRemovedKeyTrusted() {
        long seed = Long.getLong("bearergate.chaos.seed", 1);
        Duration length = Duration.ofSeconds(Long.getLong("bearergate.chaos.seconds", 18));
        ChaosPlan.Traffic traffic = new ChaosPlan.Traffic(
                Integer.getInteger("bearergate.chaos.threads", 16),
                Integer.getInteger("bearergate.chaos.rate", 1_200),
                0.05);

        ChaosReport report = ChaosWorld.run(ChaosSchedule.plan(seed, length, traffic), Optional.empty());

        LOG.log(System.Logger.Level.INFO, "{0}", report);
        assertThat(report.violations)
                .as(() -> report + "\n" + String.join("\n", report.violations))
                .isEmpty();
        assertThat(report.shareOfEither()).isLessThanOrEqualTo(0.35);
        assertThat(report.decided).isGreaterThan(length.toSeconds() * 100);
    }

    /** Quiet and outage take turns, so that both meet the same machine. */
    @Test
    void knownKidsAreServedInAnOutageAsOnAQuietDay() {
        List<SimFault> faults = List.of(SimFault.HANG, SimFault.REFUSED, SimFault.BROKEN, SimFault.GARBAGE);
        List<ChaosEvent> events = new ArrayList<>();
        long seconds = Long.getLong("bearergate.chaos.outage.seconds", 9);
        for (int turn = 0; 2 + 2 * turn < seconds; turn++) {
            SimFault fault = faults.get(turn % faults.size());
            events.add(everyKey(Duration.ofSeconds(2 + 2 * turn), world -> world.begin(fault)));
            events.add(everyKey(Duration.ofSeconds(3 + 2 * turn), world -> world.end(fault)));
        }
        ChaosScale prompt = ChaosScale.of(Duration.ofMillis(200), Duration.ofSeconds(30));
        ChaosPlan plan = new ChaosPlan(
                1, Duration.ofSeconds(seconds), prompt, false, false, new ChaosPlan.Traffic(4, 400, 0), events);

        ChaosReport report = ChaosWorld.run(plan, Optional.empty());

        LOG.log(
                System.Logger.Level.INFO,
                "p50 and p99 of known kids: quiet {0} and {1} us, outage {2} and {3} us, p99 ratio {4}",
                report.quiet.micros(0.5),
                report.quiet.micros(0.99),
                report.outage.micros(0.5),
                report.outage.micros(0.99),
                (double) report.outage.micros(0.99) / report.quiet.micros(0.99));
        assertThat(report.violations).isEmpty();
        assertThat(report.outage.count).isGreaterThan(seconds * 50);
        // Waiting for the provider would cost the deadline of 500 ms.
        assertThat(report.outage.micros(0.99)).isLessThan(3 * report.quiet.micros(0.99) + 50_000);
    }

    private static ChaosEvent everyKey(Duration at, Consumer<ChaosWorld> effect) {
        return new ChaosEvent(at.toNanos(), ChaosEvent.EVERY_KEY, "", effect);
    }
}
