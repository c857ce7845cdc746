package io.github.bearergate.fuzz;

/** Something that reads what strangers write, together with the laws that must hold whatever they write. */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * Reads one input and checks every law about it.
     *
     * @return whether it was accepted: a run in which nothing is, or everything, proves little
     * @throws AssertionError when a law is broken
     */
    boolean accepts(byte[] input);
}
