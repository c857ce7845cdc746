package io.github.bearergate.benchmarks.results;

/** What one command has found. */
public interface Results {
    /** Where and how. */
    Environment environment();
}
