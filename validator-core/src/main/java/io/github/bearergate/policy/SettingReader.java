package io.github.bearergate.policy;

import io.github.bearergate.policy.IssuerDraft.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what the words of every setting of one issuer must be, whatever they mean. */
final class SettingReader {
    private final IssuerDraft draft;
    private final Problems problems;
    private boolean sound = true;

    SettingReader(IssuerDraft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** Tells whether nothing was wrong so far. */
    boolean areSound() {
        return sound;
    }

    /** Notes that something is wrong that was reported before. */
    void fail() {
        sound = false;
    }

    void refuse(Place place, ProblemKind kind, String message) {
        fail();
        problems.add(place, kind, message);
    }

    Place place(Setting setting) {
        return new Place(draft.words(setting).line(), draft.place().subject());
    }

    /** The values of a setting, or of its default; empty when it has none, and when they cannot be read. */
    List<String> values(Setting setting) {
        Words words = draft.words(setting);
        Place place = place(setting);
        if (!words.readable()) {
            fail();
            return List.of();
        }
        if (draft.has(setting) && words.values().isEmpty()) {
            refuse(
                    place,
                    ProblemKind.BAD_VALUE,
                    "`" + setting.word() + "` has no value; write one, or remove the line");
        }
        if (!setting.isList() && words.values().size() > 1) {
            refuse(place, ProblemKind.BAD_VALUE, "`" + setting.word() + "` has one value; write it without blanks");
            return List.of();
        }
        List<String> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String value : words.values()) {
            if (value.isEmpty() || !Texts.isPlain(value) || value.contains(Environment.BEGIN)) {
                refuse(
                        place,
                        ProblemKind.BAD_VALUE,
                        "a value of `" + setting.word() + "` is empty, or has a control"
                                + " character or `${` without a name and `}`");
            } else if (!seen.add(value)) {
                refuse(place, ProblemKind.VALUE_TWICE, "`" + value + "` stands twice; remove one");
            } else {
                values.add(value);
            }
        }
        return values;
    }

    /** The duration of a setting, or of its default; empty when it has none, and when it cannot be read. */
    Optional<Duration> duration(Setting setting) {
        List<String> values = values(setting);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = Durations.read(values.get(0));
        if (duration.isEmpty()) {
            refuse(
                    place(setting),
                    ProblemKind.BAD_VALUE,
                    "`" + values.get(0) + "` is not a duration; write an integer"
                            + " of up to nine digits and ms, s, m, h or d, such as `30s`");
        } else if (!setting.allows(duration.get())) {
            refuse(
                    place(setting),
                    ProblemKind.OUT_OF_RANGE,
                    "`" + setting.word() + "` must be " + setting.range() + ", not " + values.get(0));
        }
        return duration;
    }
}
