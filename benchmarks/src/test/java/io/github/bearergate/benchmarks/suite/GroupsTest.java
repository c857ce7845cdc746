package io.github.bearergate.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.benchmarks.peers.Peer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupsTest {
    @Test
    void everyLibraryIsAskedOnlyForWhatItVerifiesAndTheFullModeAsksForAllOfIt() {
        for (String algorithm : List.of("RS256", "PS256", "ES256", "EdDSA")) {
            Set<String> asked = Groups.all().stream()
                    .filter(group -> group.name().equals("accept"))
                    .filter(group ->
                            group.params().getOrDefault("algorithm", List.of()).contains(algorithm)
                                    && group.params()
                                            .getOrDefault("provider", List.of())
                                            .contains("jdk"))
                    .flatMap(group -> group.params().getOrDefault("library", List.of()).stream())
                    .filter(library -> !Set.of("raw", "sha256", "bearergate", "bearergate-memo")
                            .contains(library))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(asked)
                    .as(algorithm)
                    .isEqualTo(Arrays.stream(Peer.values())
                            .filter(peer -> peer.verifies(algorithm))
                            .map(peer -> peer.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** A run is start, warm-up and samples of each fork; setting up 100,000 tokens takes longer. */
    @Test
    void theQuickModeTakesLessThanTenMinutes() {
        Sizing quick = Sizing.QUICK;
        double fork =
                1.3 + (quick.warmUps() * quick.warmUpMillis() + quick.iterations() * quick.iterationMillis()) / 1_000.0;
        double seconds = Groups.all().stream()
                .filter(group -> !group.fullOnly())
                .mapToDouble(
                        group -> group.combinations() * fork * (group.scaling() ? quick.scalingForks() : quick.forks()))
                .sum();

        assertThat(seconds).isLessThan(10 * 60);
    }
}
