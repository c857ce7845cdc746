package io.github.bearergate.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationChaosTest {
    private static final System.Logger LOG = System.getLogger(RotationChaosTest.class.getName());

    /** Rotations, removals, faults, outages, storms and operators, at once: {@code -Pchaos} runs it for longer. */
    @Test
    void onTheRealFilterNoValidTokenIsRefusedAndNoRemovedKeyTrusted() {
        long seed = Long.getLong("bearergate.chaos.seed", 1);
        Duration length = Duration.ofSeconds(Long.getLong("bearergate.chaos.seconds", 25));
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
}
