package io.github.bearergate.store;

/**
 * How a memory of verified tokens has served since it was made.
 *
 * @param size about how many tokens it holds
 * @param hits how often a token was found
 * @param misses how often a token was not found
 * @param puts how often a token was remembered
 * @param evictions how many tokens left for want of space, or because they ended
 */
public record MemoStatistics(long size, long hits, long misses, long puts, long evictions) {
    /** Of a memory that is turned off. */
    public static final MemoStatistics NONE = new MemoStatistics(0, 0, 0, 0, 0);
}
