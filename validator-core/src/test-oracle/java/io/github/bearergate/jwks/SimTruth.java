package io.github.bearergate.jwks;

/** What a provider truly publishes and how it is doing, at this moment: all that an oracle may look at. */
interface SimTruth {
    boolean publishes(int key);

    /** Whether nothing is wrong with it. */
    boolean isHealthy();

    /** Since when nothing was wrong with it; meaningless while something is. */
    long healthySince();
}
