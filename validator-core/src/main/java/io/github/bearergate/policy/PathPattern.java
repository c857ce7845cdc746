package io.github.bearergate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The path of a rule: a set of canonical paths, immutable.
 *
 * <p>A segment is a literal, or {@code *} or <code>{name}</code> for one non-empty segment. The end is nothing, a {@code /} for a
 * last empty segment, or {@code **} for zero or more segments, of which the last may be empty. The sets are closed under
 * intersection, and every question below is answered exactly.
 */
public final class PathPattern {
    /** How a pattern goes on after its segments. */
    enum Tail {
        /** Not at all. */
        END,
        /** With one empty segment: the path ends in a slash. */
        SLASH,
        /** With zero or more segments, the last of which may be empty. */
        REST
    }

    /**
     * One whole segment.
     *
     * @param literal whether the text is the segment; else the segment is any that is not empty
     * @param text the literal, or the name of a wildcard; empty for {@code *}
     */
    record Segment(boolean literal, String text) {
        static final Segment ANY = new Segment(false, "");

        /** Tells whether the segment matches everything that the other matches. */
        boolean contains(Segment other) {
            return !literal || (other.literal && text.equals(other.text));
        }

        String written() {
            return literal ? text : text.isEmpty() ? "*" : "{" + text + "}";
        }
    }

    private final List<Segment> segments;
    private final Tail tail;
    private final String text;

    PathPattern(List<Segment> segments, Tail tail) {
        this.segments = List.copyOf(segments);
        this.tail = tail;
        this.text = write();
    }

    /**
     * Reads a path as a policy writes it.
     *
     * @throws IllegalArgumentException when the language does not have it
     */
    public static PathPattern of(String text) {
        List<String> faults = new ArrayList<>();
        return PathReader.read(text, faults::add)
                .orElseThrow(() -> new IllegalArgumentException(text + ": " + String.join("; ", faults)));
    }

    private String write() {
        StringBuilder written = new StringBuilder();
        segments.forEach(segment -> written.append('/').append(segment.written()));
        return switch (tail) {
            case END -> written.toString();
            case SLASH -> written.append('/').toString();
            case REST -> written.append("/**").toString();
        };
    }

    List<Segment> segments() {
        return segments;
    }

    Tail tail() {
        return tail;
    }

    /** The path as a policy writes it, such as <code>/tenants/{t}/**</code>. */
    public String text() {
        return text;
    }

    /** The names of the path's variables, in their order; empty when there are none. */
    public List<String> variables() {
        return segments.stream()
                .filter(segment -> !segment.literal() && !segment.text().isEmpty())
                .map(Segment::text)
                .toList();
    }

    /** The position of the segment with this name, counted from 0; -1 when there is none. */
    int segmentOf(String name) {
        return name.isEmpty() ? -1 : segments.indexOf(new Segment(false, name));
    }

    /** Tells whether the pattern has more than one path. */
    public boolean isWildcard() {
        return tail == Tail.REST || segments.stream().anyMatch(segment -> !segment.literal());
    }

    /**
     * Tells whether a request's path is in the set.
     *
     * @param path the decoded path; one that is not canonical is in no set
     */
    public boolean matches(String path) {
        if (!CanonicalPath.isCanonical(path)) {
            return false;
        }
        int at = 0;
        for (Segment segment : segments) {
            if (at == path.length()) {
                return false;
            }
            int slash = path.indexOf('/', at + 1);
            int end = slash < 0 ? path.length() : slash;
            int length = end - at - 1;
            boolean same = segment.literal()
                    ? length == segment.text().length() && path.startsWith(segment.text(), at + 1)
                    : length > 0;
            if (!same) {
                return false;
            }
            at = end;
        }
        return switch (tail) {
            case END -> at == path.length();
            case SLASH -> at == path.length() - 1;
            case REST -> true;
        };
    }

    /** Tells whether both patterns have the same paths; the names of variables do not matter. */
    public boolean hasSamePathsAs(PathPattern other) {
        return contains(other) && other.contains(this);
    }

    /** Tells whether every path of the other pattern is in this one. */
    public boolean contains(PathPattern other) {
        boolean fits = tail == Tail.REST
                ? segments.size() <= other.segments.size()
                : tail == other.tail && segments.size() == other.segments.size();
        return fits && agreesWith(other, (mine, theirs) -> mine.contains(theirs));
    }

    /** Tells whether every path of the other pattern is in this one, and this one has more. */
    public boolean strictlyContains(PathPattern other) {
        return contains(other) && !other.contains(this);
    }

    /** The paths that both patterns have, as one pattern without names; empty when there are none. */
    public Optional<PathPattern> intersection(PathPattern other) {
        PathPattern longer = isLongerThan(other) ? this : other;
        PathPattern shorter = longer.equals(this) ? other : this;
        boolean fits = shorter.tail == Tail.REST
                || (shorter.tail == longer.tail && shorter.segments.size() == longer.segments.size());
        if (!fits || !shorter.agreesWith(longer, (mine, theirs) -> mine.contains(theirs) || theirs.contains(mine))) {
            return Optional.empty();
        }
        List<Segment> common = new ArrayList<>();
        for (int i = 0; i < longer.segments.size(); i++) {
            Segment segment = longer.segments.get(i);
            boolean narrower = !segment.literal() && i < shorter.segments.size();
            Segment chosen = narrower ? shorter.segments.get(i) : segment;
            common.add(chosen.literal() ? chosen : Segment.ANY);
        }
        return Optional.of(new PathPattern(common, longer.tail));
    }

    /** The same paths without names, so that two patterns with the same paths are equal. */
    PathPattern withoutNames() {
        return new PathPattern(
                segments.stream()
                        .map(segment -> segment.literal() ? segment : Segment.ANY)
                        .toList(),
                tail);
    }

    /** Tells whether this pattern has more segments, or as many and an end. */
    private boolean isLongerThan(PathPattern other) {
        int difference = segments.size() - other.segments.size();
        return difference > 0 || (difference == 0 && tail != Tail.REST);
    }

    private boolean agreesWith(PathPattern other, Agreement agreement) {
        int common = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < common; i++) {
            if (!agreement.holds(segments.get(i), other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Agreement {
        boolean holds(Segment mine, Segment theirs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
