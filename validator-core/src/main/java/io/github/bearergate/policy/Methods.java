package io.github.bearergate.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The methods that a rule speaks for: a set that a policy can write, immutable.
 *
 * <p>{@code GET} speaks for GET and HEAD. {@code ANY} is every method but TRACE and CONNECT, unknown ones included. Methods are
 * case-sensitive (RFC 9110 section 9.1).
 */
public final class Methods {
    /** Every method but TRACE and CONNECT, unknown ones included. */
    public static final Methods ANY = new Methods((1L << HttpMethods.COUNT) - 1);

    private static final long GET_AND_HEAD = 1L << HttpMethods.GET | 1L << HttpMethods.HEAD;

    private final long bits;

    private Methods(long bits) {
        this.bits = bits;
    }

    /**
     * Makes a set of named methods.
     *
     * @throws IllegalArgumentException when there is none, or one that a policy cannot name
     */
    public static Methods of(Collection<String> names) {
        long bits = 0;
        for (String name : names) {
            int bit = HttpMethods.bit(name);
            if (bit < 0 || bit == HttpMethods.OTHER) {
                throw new IllegalArgumentException("a policy cannot name the method " + name);
            }
            bits |= 1L << bit;
        }
        if (bits == 0) {
            throw new IllegalArgumentException("no method is named");
        }
        return closing(bits);
    }

    /** The smallest set that a policy can write and that has all these bits, of which there must be one. */
    static Methods closing(long bits) {
        if ((bits & 1L << HttpMethods.OTHER) != 0) {
            return ANY;
        }
        return new Methods((bits & 1L << HttpMethods.GET) != 0 ? bits | GET_AND_HEAD : bits);
    }

    /** The words that a policy can write for methods, {@code ANY} excepted, in canonical order. */
    public static List<String> known() {
        return HttpMethods.NAMES;
    }

    /** The set as bits, one for each method of {@link HttpMethods}. */
    long bits() {
        return bits;
    }

    /** Tells whether this is {@code ANY}. */
    public boolean isAny() {
        return bits == ANY.bits;
    }

    /** Tells whether the set has a request's method. */
    public boolean includes(String method) {
        int bit = HttpMethods.bit(method);
        return bit >= 0 && (bits & 1L << bit) != 0;
    }

    /** Tells whether every method of the other set is in this one. */
    public boolean contains(Methods other) {
        return (other.bits & ~bits) == 0;
    }

    /** The methods that are in both sets, which a policy can write too; empty when there are none. */
    public Optional<Methods> intersection(Methods other) {
        long common = bits & other.bits;
        return common == 0 ? Optional.empty() : Optional.of(new Methods(common));
    }

    /** The words that a policy writes, in canonical order: {@code ANY}, or methods without a HEAD that GET includes. */
    public List<String> words() {
        if (isAny()) {
            return List.of("ANY");
        }
        long written = (bits & GET_AND_HEAD) == GET_AND_HEAD ? bits & ~(1L << HttpMethods.HEAD) : bits;
        return IntStream.range(0, HttpMethods.OTHER)
                .filter(bit -> (written & 1L << bit) != 0)
                .mapToObj(HttpMethods.NAMES::get)
                .toList();
    }

    /** The set as a policy writes it, such as {@code POST PUT}. */
    public String text() {
        return String.join(" ", words());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Methods that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return text();
    }
}
