package io.github.bearergate.trace;

import java.util.Arrays;
import java.util.Optional;

/** Where we stand towards one requirement. */
enum Status {
    MET("met", "binds us, and tests show that it is met"),
    PARTLY("met in part", "binds us; tests show what is met, and the row says what is not"),
    NOT_MET("not met", "binds us and is not met; the row says why"),
    ABSENT("without", "can only be broken by a feature that we do not have"),
    LATER("later", "binds whoever offers a feature that we do not offer yet"),
    ELSEWHERE(
            "elsewhere",
            "binds somebody else: the container, the deployment, the application or the authorization server");

    private final String word;
    private final String meaning;

    Status(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    static Optional<Status> named(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }

    /** The word that the data files and the pages have for it. */
    String word() {
        return word;
    }

    String meaning() {
        return meaning;
    }

    /** Whether a row of this status must name a test. */
    boolean needsTest() {
        return this == MET || this == PARTLY;
    }

    /** Whether a row of this status must say why. */
    boolean needsReason() {
        return this != MET;
    }
}
