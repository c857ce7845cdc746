package io.github.bearergate.fuzz;

import java.util.List;

/**
 * Something that reads what strangers write, together with the laws that must hold whatever they write.
 *
 * <p>A target has a public constructor without parameters, a directory of inputs with its class's name below
 * {@code src/fuzz/corpus}, and a static method {@code fuzzerTestOneInput} for Jazzer.
 */
public interface FuzzTarget {
    /**
     * Reads one input and checks every law about it.
     *
     * @return whether it was accepted: a run in which nothing is, or everything, proves little
     * @throws AssertionError when a law is broken
     */
    boolean accepts(byte[] input);

    /** Words of the language that is read, for putting into inputs; at least one. */
    List<String> words();

    /** How many changed inputs the run of every build tries. */
    int cases();
}
