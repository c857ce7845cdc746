package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One sentence that is to be proved.
 *
 * @param where the file and the line of the sentence in front of messages about it; empty for an argument
 */
record Sentence(String where, String text) {
    static Sentence argument(String text) {
        return new Sentence("", text);
    }

    /** The sentences of a file, a line each; empty lines and those that begin with # are none. */
    static List<Sentence> inFile(String name) {
        List<String> lines = new String(Reading.bytes(name), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty() && !line.startsWith("#")) {
                sentences.add(new Sentence(Reading.shown(name) + ":" + (i + 1) + ": ", line));
            }
        }
        return sentences;
    }

    /**
     * Reads sentences about a policy.
     *
     * @throws CannotRunException with every sentence that is none, one a line
     */
    static List<Assertion> readAll(Policy policy, List<Sentence> sentences) {
        List<Assertion> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Sentence sentence : sentences) {
            try {
                read.add(AssertionReader.read(policy, sentence.text));
            } catch (CannotRunException e) {
                problems.add(sentence.where + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new CannotRunException(String.join("\n", problems));
        }
        return read;
    }
}
