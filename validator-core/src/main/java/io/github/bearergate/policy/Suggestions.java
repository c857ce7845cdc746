package io.github.bearergate.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
final class Suggestions {
    private Suggestions() {}

    /** The end of a message about an unknown word: {@code ; did you mean `x`?}, or nothing. */
    static String didYouMean(String word, Collection<String> candidates) {
        return closest(word, candidates)
                .map(candidate -> "; did you mean `" + candidate + "`?")
                .orElse("");
    }

    /** The candidate nearest to a word in any case: one edit away, or two for a word of four letters or more. */
    static Optional<String> closest(String word, Collection<String> candidates) {
        String lower = word.toLowerCase(Locale.ROOT);
        int reach = word.length() < 4 ? 1 : 2;
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= reach)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    /** Tells whether inserting, deleting or replacing one character makes one text of the other; equal texts are not. */
    static boolean areOneEditApart(String one, String other) {
        int difference = one.length() - other.length();
        if (difference > 1 || difference < -1 || one.equals(other)) {
            return false;
        }
        int same = 0;
        int shorter = Math.min(one.length(), other.length());
        while (same < shorter && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        String oneRest = one.substring(difference < 0 ? same : same + 1);
        String otherRest = other.substring(difference > 0 ? same : same + 1);
        return oneRest.equals(otherRest);
    }

    /** The number of characters to insert, delete or replace to make one text of the other. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
