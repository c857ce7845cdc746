package io.github.bearergate.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The methods that a policy can name, each with its place in a set of bits.
 *
 * <p>The words are those of RFC 9110, RFC 5789 and QUERY, in the order in which they are printed, then the WebDAV family of the
 * IANA registry in alphabetical order. The bit after the last stands for every other method, so that sets are exact although
 * their universe is open.
 */
final class HttpMethods {
    static final int GET = 0;
    static final int HEAD = 1;

    /** In printing order; the index of a name is its bit. */
    static final List<String> NAMES = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "QUERY",
            "ACL",
            "BASELINE-CONTROL",
            "BIND",
            "CHECKIN",
            "CHECKOUT",
            "COPY",
            "LABEL",
            "LOCK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKCOL",
            "MKREDIRECTREF",
            "MKWORKSPACE",
            "MOVE",
            "ORDERPATCH",
            "PROPFIND",
            "PROPPATCH",
            "REBIND",
            "REPORT",
            "SEARCH",
            "UNBIND",
            "UNCHECKOUT",
            "UNLOCK",
            "UPDATE",
            "UPDATEREDIRECTREF",
            "VERSION-CONTROL");

    /** The bit of every method that has no name here, TRACE and CONNECT excepted. */
    static final int OTHER = NAMES.size();

    /** The number of bits: every name, and {@link #OTHER}. */
    static final int COUNT = OTHER + 1;

    /** What stands for no bit at all: TRACE and CONNECT, which no rule matches. */
    static final int NEVER = -1;

    /** A method that has no name here, for examples of requests. */
    static final String EXAMPLE_OF_OTHER = "PURGE";

    private static final Map<String, Integer> BITS = bits();

    private HttpMethods() {}

    private static Map<String, Integer> bits() {
        Map<String, Integer> bits = new HashMap<>();
        IntStream.range(0, NAMES.size()).forEach(i -> bits.put(NAMES.get(i), i));
        bits.put("TRACE", NEVER);
        bits.put("CONNECT", NEVER);
        return Map.copyOf(bits);
    }

    /** The bit of a request's method, compared exactly; {@link #OTHER} or {@link #NEVER} for what a policy cannot name. */
    static int bit(String method) {
        return BITS.getOrDefault(method, OTHER);
    }

    /** A method with this bit. */
    static String example(int bit) {
        return bit == OTHER ? EXAMPLE_OF_OTHER : NAMES.get(bit);
    }
}
