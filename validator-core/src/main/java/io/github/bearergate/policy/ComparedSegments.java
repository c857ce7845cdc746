package io.github.bearergate.policy;

import io.github.bearergate.policy.PathPattern.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The segments that a test with a variable treats otherwise: those equal to a text which the same claim is compared with elsewhere,
 * be it a literal of a test or, where a rule compares another variable with the claim too, what a path names in that one's place.
 */
final class ComparedSegments {
    /** A rule's test with the variable at a position of its path. */
    private record Place(Rule rule, ClaimTest test, int position) {}

    /** A place, and a position whose texts matter there. */
    private record Pair(Place place, int other) {}

    private ComparedSegments() {}

    /** Adds, to patterns with those of the rules among them, the patterns that name these segments. */
    static void addTo(Set<PathPattern> patterns, List<Rule> rules) {
        List<Place> places = rules.stream().flatMap(ComparedSegments::places).toList();
        for (Place place : places) {
            literals(rules, place.test.claim()).forEach(text -> patterns.add(named(place, text)));
        }
        List<Pair> pairs = places.stream().flatMap(ComparedSegments::pairs).toList();
        // What is named in one place may be compared in the next, until nothing is new.
        boolean grown = true;
        while (grown) {
            grown = patterns.addAll(across(pairs, patterns));
        }
    }

    private static Stream<Place> places(Rule rule) {
        return rule.requirement().tests().stream()
                .filter(test -> test.value() instanceof ClaimTest.Value.PathVariable)
                .map(test -> new Place(rule, test, ((ClaimTest.Value.PathVariable) test.value()).segment()));
    }

    private static Stream<Pair> pairs(Place place) {
        return places(place.rule)
                .filter(other ->
                        other.position != place.position && other.test.claim().equals(place.test.claim()))
                .map(other -> new Pair(place, other.position));
    }

    /** The texts that a claim is compared with and that can be a segment. */
    private static Stream<String> literals(List<Rule> rules, ClaimPath claim) {
        return rules.stream()
                .flatMap(rule -> rule.requirement().tests().stream())
                .filter(test -> test.claim().equals(claim))
                .map(ClaimTest::value)
                .filter(ClaimTest.Value.Literal.class::isInstance)
                .map(value -> ((ClaimTest.Value.Literal) value).text())
                .filter(text -> text.indexOf('/') < 0 && !text.isEmpty() && CanonicalPath.isCanonical("/" + text));
    }

    private static List<PathPattern> across(List<Pair> pairs, Set<PathPattern> patterns) {
        List<PathPattern> named = new ArrayList<>();
        for (Pair pair : pairs) {
            for (PathPattern pattern : patterns) {
                if (pattern.segments().size() > pair.other
                        && pattern.segments().get(pair.other).literal()) {
                    named.add(
                            named(pair.place, pattern.segments().get(pair.other).text()));
                }
            }
        }
        return named;
    }

    private static PathPattern named(Place place, String text) {
        PathPattern path = place.rule.path().withoutNames();
        List<Segment> segments = new ArrayList<>(path.segments());
        segments.set(place.position, new Segment(true, text));
        return new PathPattern(segments, path.tail());
    }
}
