package io.github.bearergate.policy;

import java.util.List;

/**
 * One line of a policy, cut into words; comments and the indentation common to all lines are gone.
 *
 * @param number the line's number, counted from 1
 * @param indented whether the line begins with a blank
 * @param words its words, at least one
 * @param sound whether all of it could be cut; if not, that was reported, and the words are those before the fault
 */
record SourceLine(int number, boolean indented, List<Word> words, boolean sound) {
    Word first() {
        return words.get(0);
    }

    /** Tells whether the line is exactly these words, one blank between two. */
    boolean is(String text) {
        return words.stream().noneMatch(Word::quoted) && text().equals(text);
    }

    /** The words, one blank between two. */
    String text() {
        return String.join(" ", words.stream().map(Word::text).toList());
    }
}
