package io.github.bearergate.jwks;

/**
 * A seed for jitter (SplitMix64).
 *
 * @param seed never used twice: {@link #next()} is the dice to throw next time
 */
record Dice(long seed) {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    Dice next() {
        return new Dice(seed + STEP);
    }

    /** A number from {@code low} to {@code high}, {@code high} excluded. */
    double between(double low, double high) {
        long mixed = seed + STEP;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return low + (high - low) * ((mixed >>> 11) * 0x1.0p-53);
    }
}
