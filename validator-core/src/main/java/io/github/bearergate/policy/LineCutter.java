package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts one line into words. */
final class LineCutter {
    private final String text;
    private final int number;
    private final int margin;
    private final Problems problems;
    private final List<Word> words = new ArrayList<>();
    private int at;

    /**
     * Takes one line.
     *
     * @param margin the number of characters that all lines of the policy begin with
     */
    LineCutter(String text, int number, int margin, Problems problems) {
        this.text = text;
        this.number = number;
        this.margin = margin;
        this.problems = problems;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The index of a line's first character that is no blank; its length when there is none. */
    static int indentation(String line) {
        int at = 0;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Cuts the line; empty when it has no words. */
    Optional<SourceLine> cut() {
        int indentation = indentation(text);
        boolean plain = isPlain();
        boolean readable = true;
        at = indentation;
        while (readable && at < text.length() && text.charAt(at) != '#') {
            readable = text.charAt(at) == '"' ? quotedWord() : bareWord();
            at += indentation(text.substring(at));
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceLine(number, indentation > margin, words, plain && readable));
    }

    private boolean isPlain() {
        int[] faults = text.codePoints()
                .filter(character -> character != '\t' && !Texts.isPlain(character))
                .toArray();
        if (faults.length > 0) {
            problems.add(
                    number,
                    ProblemKind.BAD_CHARACTER,
                    "the line has the character " + Texts.name(faults[0])
                            + ", which a reader cannot see; remove it, in comments too");
        }
        return faults.length == 0;
    }

    private boolean bareWord() {
        int from = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            int character = text.codePointAt(at);
            if (Character.isSpaceChar(character)) {
                problems.add(
                        number,
                        ProblemKind.BAD_CHARACTER,
                        "the line has the blank " + Texts.name(character) + "; write a space");
                return false;
            }
            if (character == '"') {
                problems.add(
                        number,
                        ProblemKind.BAD_QUOTE,
                        "a quote stands inside a word; put the whole word in quotes, with \\\" for a quote");
                return false;
            }
            at += Character.charCount(character);
        }
        words.add(new Word(text.substring(from, at), false));
        return true;
    }

    private boolean quotedWord() {
        StringBuilder word = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                words.add(new Word(word.toString(), true));
                return isFollowedByBlank();
            }
            if (c == '\\') {
                at++;
                if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
                    problems.add(
                            number,
                            ProblemKind.BAD_QUOTE,
                            "inside quotes, \\ stands only before \" and \\; write \\\\");
                    return false;
                }
            }
            word.append(text.charAt(at));
        }
        problems.add(number, ProblemKind.BAD_QUOTE, "a quote is not closed; add \" at its end");
        return false;
    }

    private boolean isFollowedByBlank() {
        boolean followed = at == text.length() || isBlank(text.charAt(at));
        if (!followed) {
            problems.add(number, ProblemKind.BAD_QUOTE, "a blank must follow a closing quote");
        }
        return followed;
    }
}
