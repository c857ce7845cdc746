package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Methods;
import io.github.bearergate.policy.RequestSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A set of methods, also one that no line of a policy can name.
 *
 * @param bits one bit for each of {@link RequestSpace#methods()}, in their order
 */
record MethodSet(long bits) {
    private static final List<String> NAMES = RequestSpace.methods();
    private static final Set<String> READING =
            Set.of("GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH");

    /** Every method but TRACE and CONNECT. */
    static final MethodSet ALL = where(name -> true);

    /** The methods that may change something: all but those which the IANA registry calls safe. */
    static final MethodSet CHANGING = where(name -> !READING.contains(name));

    static final MethodSet NONE = new MethodSet(0);

    static MethodSet where(Predicate<String> chosen) {
        long bits = 0;
        for (int i = 0; i < NAMES.size(); i++) {
            bits |= chosen.test(NAMES.get(i)) ? 1L << i : 0;
        }
        return new MethodSet(bits);
    }

    static MethodSet of(Methods methods) {
        return where(methods::includes);
    }

    boolean isEmpty() {
        return bits == 0;
    }

    boolean overlaps(MethodSet other) {
        return (bits & other.bits) != 0;
    }

    boolean contains(MethodSet other) {
        return (other.bits & ~bits) == 0;
    }

    MethodSet and(MethodSet other) {
        return new MethodSet(bits & other.bits);
    }

    MethodSet or(MethodSet other) {
        return new MethodSet(bits | other.bits);
    }

    MethodSet minus(MethodSet other) {
        return new MethodSet(bits & ~other.bits);
    }

    /** The first method of the set, of which there must be one. */
    String example() {
        return NAMES.get(Long.numberOfTrailingZeros(bits));
    }

    /** Every method of the set by its name; the last name of {@link RequestSpace#methods()} stands for all unknown ones. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if ((bits & 1L << i) != 0) {
                names.add(NAMES.get(i));
            }
        }
        return names;
    }

    /** The set as a policy writes it where one can; GET alone, HEAD having a line of its own, is {@code GET-not-HEAD}. */
    String text() {
        if (equals(ALL)) {
            return "ANY";
        }
        List<String> words = names();
        boolean other = words.remove(NAMES.get(NAMES.size() - 1));
        if (words.contains("GET") && !words.remove("HEAD")) {
            words.set(words.indexOf("GET"), "GET-not-HEAD");
        }
        if (!other) {
            return String.join(" ", words);
        }
        List<String> missing = ALL.minus(this).names();
        return "ANY-but-" + String.join("-", missing);
    }

    @Override
    public String toString() {
        return text();
    }
}
