package io.github.bearergate.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One test of a rule's {@code where}: what a claim must be, or have.
 *
 * @param claim the claim that is read
 * @param relation how it is compared
 * @param value what it is compared with
 */
public record ClaimTest(ClaimPath claim, Relation relation, Value value) {
    /** How a claim is compared; exactly, without any conversion. */
    public enum Relation {
        /** The claim is this JSON string. */
        IS,
        /** The claim is an array, of strings only, that contains this one. */
        HAS;

        /** The word that a policy writes for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a claim is compared with. */
    public sealed interface Value {
        /**
         * A fixed text.
         *
         * @param text the text, without quotes
         */
        record Literal(String text) implements Value {
            @Override
            public boolean equalsIn(String path, String claim) {
                return text.equals(claim);
            }

            @Override
            public String written() {
                return Texts.word(text);
            }
        }

        /**
         * The segment of the request's path that the rule's path calls by this name.
         *
         * @param name the name, without braces
         * @param segment the segment's position in the path, counted from 0
         */
        record PathVariable(String name, int segment) implements Value {
            @Override
            public boolean equalsIn(String path, String claim) {
                int from = 1;
                for (int i = 0; i < segment; i++) {
                    int slash = path.indexOf('/', from);
                    if (slash < 0) {
                        return false;
                    }
                    from = slash + 1;
                }
                int slash = path.indexOf('/', from);
                int to = slash < 0 ? path.length() : slash;
                return to > from && claim.length() == to - from && claim.regionMatches(0, path, from, to - from);
            }

            @Override
            public String written() {
                return "{" + name + "}";
            }
        }

        /**
         * Tells whether a claim equals this value.
         *
         * @param path the request's path, which the rule's path matches
         * @param claim the claim's text
         */
        boolean equalsIn(String path, String claim);

        /** The value as a policy writes it, in quotes where it needs them. */
        String written();
    }

    /**
     * Tells whether a token's claims pass.
     *
     * @param claims the verified claims; an absent claim does not pass, nor one of another JSON type
     * @param path the request's path, which the rule's path matches
     */
    public boolean passes(Map<String, ? extends @Nullable Object> claims, String path) {
        Object actual = claim.read(claims);
        return switch (relation) {
            case IS -> actual instanceof String text && value.equalsIn(path, text);
            case HAS -> actual instanceof List<?> list && hasIn(list, path);
        };
    }

    private boolean hasIn(List<?> list, String path) {
        boolean found = false;
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return false;
            }
            found |= value.equalsIn(path, text);
        }
        return found;
    }

    /** Judges all the tests of a rule. */
    static Verdict judge(List<ClaimTest> tests, Map<String, ? extends @Nullable Object> claims, String path) {
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).passes(claims, path)) {
                return Verdict.CLAIM_MISMATCH;
            }
        }
        return Verdict.SATISFIED;
    }

    /** Copies tests into canonical order: all of them must pass, so their order means nothing. */
    static List<ClaimTest> inOrder(List<ClaimTest> tests) {
        return tests.stream().sorted(Comparator.comparing(ClaimTest::text)).toList();
    }

    /** The tests as the end of a rule, with a blank before; empty when there are none. */
    static String where(List<ClaimTest> tests) {
        return tests.isEmpty()
                ? ""
                : tests.stream().map(ClaimTest::text).collect(Collectors.joining(" and ", " where ", ""));
    }

    /** The test as a policy writes it, such as {@code tenant is {t}}. */
    public String text() {
        return Texts.claim(claim.text()) + " " + relation.word() + " " + value.written();
    }
}
