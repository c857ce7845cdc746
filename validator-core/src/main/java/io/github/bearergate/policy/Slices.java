package io.github.bearergate.policy;

import io.github.bearergate.policy.PathPattern.Segment;
import io.github.bearergate.policy.PathPattern.Tail;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterns cut into patterns of one length and end each: the slices.
 *
 * <p>A slice lies inside a union of patterns only if it lies inside one of them: there are more segments than patterns can name,
 * so a path of the slice that has an unnamed segment at every wildcard escapes all patterns that do not contain the whole
 * slice. This is what makes questions about unions cheap and their answers exact.
 */
final class Slices {
    private Slices() {}

    /**
     * Cuts a pattern.
     *
     * @param depth the largest number of segments of any pattern of interest; all longer paths behave like those with one more
     * @return the slices with at most one segment more than that, the shortest first
     */
    static List<PathPattern> of(PathPattern pattern, int depth) {
        if (pattern.tail() != Tail.REST) {
            return List.of(pattern);
        }
        List<PathPattern> slices = new ArrayList<>();
        List<Segment> segments = new ArrayList<>(pattern.segments());
        do {
            if (!segments.isEmpty()) {
                slices.add(new PathPattern(segments, Tail.END));
            }
            slices.add(new PathPattern(segments, Tail.SLASH));
            segments.add(Segment.ANY);
        } while (segments.size() <= depth + 1);
        return slices;
    }

    /** A path of a slice, with the given segment at every wildcard. */
    static String example(PathPattern slice, String segment) {
        StringBuilder path = new StringBuilder();
        slice.segments().forEach(each -> path.append('/').append(each.literal() ? each.text() : segment));
        return slice.tail() == Tail.SLASH ? path.append('/').toString() : path.toString();
    }
}
