package io.github.bearergate.policy;

/**
 * One word of a line.
 *
 * @param text the word, without its quotes
 * @param quoted whether it stood in quotes, so that it is never a word of the language
 */
record Word(String text, boolean quoted) {
    /** Tells whether this is the given word of the language. */
    boolean is(String word) {
        return !quoted && text.equals(word);
    }

    /** The word as a message shows it. */
    String shown() {
        return quoted ? '"' + text + '"' : "`" + text + "`";
    }
}
