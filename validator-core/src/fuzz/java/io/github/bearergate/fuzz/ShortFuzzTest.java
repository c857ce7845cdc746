package io.github.bearergate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The run that every build makes: of each target the whole corpus, then a fixed number of seeded changes of it. It tries the same
 * inputs each time; {@code -Dbearergate.fuzz.seed} and {@code -Dbearergate.fuzz.cases} try others and more.
 */
class ShortFuzzTest {
    private static final long SEED = Long.getLong("bearergate.fuzz.seed", 20_261_126L);

    @ParameterizedTest
    @MethodSource("targets")
    void theLawsHoldForTheCorpusAndForSeededChangesOfIt(String name) throws ReflectiveOperationException {
        FuzzTarget target = Class.forName(name).asSubclass(FuzzTarget.class).getConstructor().newInstance();
        List<byte[]> corpus = Corpus.inputs(name);
        List<byte[]> words = target.words().stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        SeededNoise noise = new SeededNoise(SEED, words);
        int cases = Integer.getInteger("bearergate.fuzz.cases", target.cases());

        int accepted = 0;
        for (byte[] input : corpus) {
            accepted += accepts(target, input, "corpus") ? 1 : 0;
        }
        int acceptedOfCorpus = accepted;
        for (int i = 0; i < cases; i++) {
            accepted += accepts(target, noise.changed(noise.oneOf(corpus)), "seed " + SEED + ", case " + i) ? 1 : 0;
        }

        assertThat(acceptedOfCorpus).as("accepted of the corpus").isBetween(1, corpus.size() - 1);
        assertThat(accepted).as("accepted of all").isBetween(acceptedOfCorpus, cases - cases / 100);
    }

    static Stream<String> targets() {
        return Corpus.targets().stream();
    }

    private static boolean accepts(FuzzTarget target, byte[] input, String description) {
        try {
            return Laws.check(target, input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    description + ", in base64 " + Base64.getEncoder().encodeToString(input), e);
        }
    }
}
