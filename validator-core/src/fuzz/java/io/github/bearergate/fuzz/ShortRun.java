package io.github.bearergate.fuzz;

import java.util.Base64;
import java.util.List;

/**
 * The run that every build makes: the whole corpus, then a fixed number of seeded changes of it. It tries the same inputs each
 * time; {@code -Dbearergate.fuzz.seed} and {@code -Dbearergate.fuzz.cases} try others and more.
 */
public final class ShortRun {
    private static final long SEED = Long.getLong("bearergate.fuzz.seed", 20_261_126L);

    private ShortRun() {}

    /**
     * Runs.
     *
     * @param pieces words of the language that the target reads
     * @param cases how many changed inputs, unless the property says otherwise
     * @return how many of all inputs were accepted, and how many refused
     * @throws AssertionError when a law is broken or anything is thrown; it names the seed, the case and the input
     */
    public static Tally of(FuzzTarget target, List<byte[]> corpus, List<byte[]> pieces, int cases) {
        SeededNoise noise = new SeededNoise(SEED, pieces);
        int all = Integer.getInteger("bearergate.fuzz.cases", cases);
        int accepted = 0;
        for (byte[] input : corpus) {
            accepted += accepts(target, input, "corpus") ? 1 : 0;
        }
        for (int i = 0; i < all; i++) {
            byte[] input = noise.changed(noise.oneOf(corpus));
            accepted += accepts(target, input, "seed " + SEED + ", case " + i) ? 1 : 0;
        }
        return new Tally(accepted, corpus.size() + all - accepted);
    }

    private static boolean accepts(FuzzTarget target, byte[] input, String name) {
        try {
            return Laws.check(target, input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name + ", in base64 " + Base64.getEncoder().encodeToString(input), e);
        }
    }

    /** How many inputs were accepted, and how many refused. */
    public record Tally(int accepted, int refused) {}
}
