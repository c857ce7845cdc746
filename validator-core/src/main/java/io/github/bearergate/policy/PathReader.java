package io.github.bearergate.policy;

import io.github.bearergate.policy.PathPattern.Segment;
import io.github.bearergate.policy.PathPattern.Tail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the path of a rule. */
final class PathReader {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]*)}");
    private static final int MOST_SEGMENTS = 256;
    private static final String PUNCTUATION = "-._~!$&'()+,=:@";

    private final Consumer<String> faults;
    private final Set<String> names = new HashSet<>();
    private boolean sound = true;

    private PathReader(Consumer<String> faults) {
        this.faults = faults;
    }

    /**
     * Reads a path.
     *
     * @param faults is told everything that is wrong, a sentence each
     * @return the path; empty when anything is wrong
     */
    static Optional<PathPattern> read(String text, Consumer<String> faults) {
        return new PathReader(faults).read(text);
    }

    private Optional<PathPattern> read(String text) {
        if (!text.startsWith("/")) {
            fault("the path `" + text + "` must start with /");
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(List.of(text.substring(1).split("/", -1)));
        if (parts.size() > MOST_SEGMENTS) {
            fault("the path has " + parts.size() + " segments; a path has at most " + MOST_SEGMENTS);
            return Optional.empty();
        }
        String last = parts.get(parts.size() - 1);
        Tail tail = last.isEmpty() ? Tail.SLASH : last.equals("**") ? Tail.REST : Tail.END;
        if (tail != Tail.END) {
            parts.remove(parts.size() - 1);
        }
        List<Segment> segments = parts.stream().map(this::segment).toList();
        return sound ? Optional.of(new PathPattern(segments, tail)) : Optional.empty();
    }

    private Segment segment(String part) {
        if (part.equals("*")) {
            return Segment.ANY;
        }
        if (part.startsWith("{") || part.startsWith("*")) {
            return wildcard(part);
        }
        checkLiteral(part);
        return new Segment(true, part);
    }

    private Segment wildcard(String part) {
        var variable = VARIABLE.matcher(part);
        if (!variable.matches()) {
            fault(
                    part.equals("**")
                            ? "`**` can only be the last segment; write `*` for one segment"
                            : "`" + part
                                    + "` is not a segment: `*` and `{name}` stand for one whole segment, `**` for the"
                                    + " rest, and a name has letters, digits, _ and -");
            return Segment.ANY;
        }
        String name = variable.group(1);
        if (!names.add(name)) {
            fault("the name {" + name + "} stands twice in the path; write another name or `*`");
        }
        return new Segment(false, name);
    }

    private void checkLiteral(String part) {
        if (part.isEmpty()) {
            fault("the path has an empty segment; `//` never matches a request");
        } else if (part.equals(".") || part.equals("..")) {
            fault("the segment `" + part + "` never matches a request; write the path that it leads to");
        }
        part.codePoints()
                .filter(character -> !isLiteral(character))
                .findFirst()
                .ifPresent(character -> fault(faultOf(part, character)));
    }

    private static boolean isLiteral(int character) {
        if (character < 0x80) {
            return Character.isLetterOrDigit(character) || PUNCTUATION.indexOf(character) >= 0;
        }
        int type = Character.getType(character);
        return Character.isLetter(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static String faultOf(String part, int character) {
        String segment = "the segment `" + part + "` has " + Texts.name(character);
        return switch (character) {
            case '%' -> segment + "; write the path decoded, as the application sees it";
            case '*', '{', '}' -> segment + "; `*` and `{name}` stand for one whole segment";
            default -> segment + ", which no segment of a rule can have";
        };
    }

    private void fault(String sentence) {
        sound = false;
        faults.accept(sentence);
    }
}
