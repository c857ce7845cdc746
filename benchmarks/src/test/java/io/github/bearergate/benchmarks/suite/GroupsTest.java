package io.github.bearergate.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.benchmarks.Turn;
import io.github.bearergate.benchmarks.peers.Peer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsTest {
    @ParameterizedTest
    @CsvSource({"RS256", "PS256", "ES256", "EdDSA"})
    void theFullModeMeasuresEveryLibraryOnEveryAlgorithmThatItVerifiesWithBothProviders(String algorithm) {
        Set<String> able = Arrays.stream(Peer.values())
                .filter(peer -> peer.verifies(algorithm) && peer.worksHere())
                .map(Peer::parameter)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String provider : List.of("jdk", "native")) {
            assertThat(libraries(any -> true, algorithm, provider)).as(provider).isEqualTo(able);
        }
    }

    @Test
    void theQuickModeHasEveryLibraryOnRs256() {
        assertThat(libraries(group -> group.isDue(true, 1), "RS256", "jdk"))
                .isEqualTo(libraries(any -> true, "RS256", "jdk"));
    }

    @Test
    void whatTakesTurnsIsMeasuredBesideTheFloorOrItself() {
        for (Group group : Groups.all()) {
            assertThat(group.turns()).as(group.name()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        }
    }

    /** The provider that is put before all others of a JVM would also serve those that are to do without. */
    @Test
    void noLibraryOnTheProviderOfTheJdkSharesAJvmWithOneThatInstallsTheNativeOne() {
        for (Group group : Groups.all()) {
            Set<String> providers = group.turns().stream()
                    .filter(turn -> turn.benchmark().startsWith("Comparison")
                            || turn.benchmark().startsWith("RefusalComparison"))
                    .filter(turn -> !Set.of("raw", "bearergate", "bearergate-memo", "sha256")
                            .contains(turn.params().get("library")))
                    .map(turn -> turn.params().get("provider"))
                    .collect(Collectors.toSet());
            assertThat(providers).as(group.name()).hasSizeLessThan(2);
        }
    }

    /** One pass by the guess before the first; the time of the mode is kept whatever the guess is worth. */
    @Test
    void aPassOfTheQuickModeIsGuessedToFitIntoItsTime() {
        double seconds = Groups.all().stream()
                .filter(group -> group.isDue(true, 1))
                .mapToDouble(group -> Sizing.QUICK.seconds(group.turns().size())
                        * group.jvms()
                        * group.threads().size())
                .sum();

        assertThat(seconds).isLessThan(Sizing.QUICK.minutes() * 60);
    }

    private static Set<String> libraries(Predicate<Group> groups, String algorithm, String provider) {
        Set<String> found = new HashSet<>();
        Groups.all().stream()
                .filter(groups)
                .flatMap(group -> group.turns().stream())
                .filter(turn -> turn.benchmark().equals("ComparisonBenchmark.accept"))
                .map(Turn::params)
                .filter(params -> algorithm.equals(params.get("algorithm")) && provider.equals(params.get("provider")))
                .forEach(params -> found.add(params.getOrDefault("library", "")));
        found.removeAll(Set.of("raw", "sha256", "bearergate", "bearergate-memo"));
        return new TreeSet<>(found);
    }
}
