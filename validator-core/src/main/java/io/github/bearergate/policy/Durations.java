package io.github.bearergate.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a policy writes them: an integer and one of the units ms, s, m, h and d. */
final class Durations {
    /** Nine digits hold three million years of days, and cannot overflow. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private record Unit(String word, Duration length) {}

    /** The longest first. */
    private static final List<Unit> UNITS = List.of(
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)),
            new Unit("ms", Duration.ofMillis(1)));

    private Durations() {}

    /** Reads a duration; empty when the text is not of the form. */
    static Optional<Duration> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(form.group(1));
        return UNITS.stream()
                .filter(unit -> unit.word.equals(form.group(2)))
                .findFirst()
                .map(unit -> unit.length.multipliedBy(count));
    }

    /** Writes a duration in the longest unit that it is a whole number of; one that has no such unit in a form not read back. */
    static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        return UNITS.stream()
                .filter(unit -> unit.length
                        .multipliedBy(duration.dividedBy(unit.length))
                        .equals(duration))
                .findFirst()
                .map(unit -> duration.dividedBy(unit.length) + unit.word)
                .orElseGet(duration::toString);
    }
}
