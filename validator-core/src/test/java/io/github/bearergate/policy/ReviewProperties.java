package io.github.bearergate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bearergate.policy.Reference.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The engine agrees with the definition, on every request of a small universe. */
class ReviewProperties {
    private static final int FIRST_LINE = 4;
    private static final Pattern OTHER_LINE = Pattern.compile("\\(line ([0-9]+)\\) both");
    private static final Pattern WITNESS = Pattern.compile("both match (\\S+) (\\S+),");
    private static final Pattern REMEDY = Pattern.compile("add the line `([^`]+)`");

    @Provide
    Arbitrary<List<Line>> rules() {
        Arbitrary<String> segments =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of("a", "b")), Tuple.of(2, Arbitraries.just("*")));
        Arbitrary<String> paths = Combinators.combine(
                        segments.list().ofMinSize(0).ofMaxSize(3), Arbitraries.of("", "", "/", "/**", "/**"))
                .as((list, end) -> list.stream().map(segment -> "/" + segment).collect(Collectors.joining()) + end)
                .filter(path -> !path.isEmpty());
        Arbitrary<List<String>> methods = Arbitraries.of(
                List.of("GET"),
                List.of("GET"),
                List.of("HEAD"),
                List.of("POST"),
                List.of("PUT"),
                List.of("GET", "POST"),
                List.of("POST", "PUT"),
                List.of("GET", "PUT", "POST"),
                List.of("ANY"));
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Combinators.combine(methods, paths)
                                .as(Line::new)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(9)),
                Tuple.of(1, families()));
    }

    /** Lines that cut one another's paths into pieces, so that some are covered by others together, or nearly so. */
    private static Arbitrary<List<Line>> families() {
        Arbitrary<String> roots = Arbitraries.of("", "/a", "/*");
        Arbitrary<List<String>> pieces = Arbitraries.of("/**", "/", "", "/*", "/*/", "/*/**", "/*/*", "/*/*/**", "/b")
                .set()
                .ofMinSize(3)
                .ofMaxSize(7)
                .map(List::copyOf);
        return Combinators.combine(roots, pieces, Arbitraries.of("GET", "ANY"))
                .as((root, ends, method) -> ends.stream()
                        .map(end -> root + end)
                        .filter(path -> !path.isEmpty())
                        .map(path -> new Line(List.of(method), path))
                        .toList());
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void refusesExactlyWhatTheDefinitionRefuses(@ForAll("rules") List<Line> lines) {
        List<PolicyProblem> problems = Policies.problemsOf(text(lines));
        Set<Integer> repeated = new Reference(lines).repeated();
        List<Integer> distinct = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!repeated.contains(i)) {
                distinct.add(i);
            }
        }
        Reference reference = new Reference(distinct.stream().map(lines::get).toList());

        assertThat(linesOf(problems, ProblemKind.EQUAL_RULES)).isEqualTo(withEquals(lines, repeated));
        assertThat(linesOf(problems, ProblemKind.DEAD_RULE))
                .isEqualTo(reference.dead().stream().map(distinct::get).collect(Collectors.toSet()));
        assertThat(pairs(problems))
                .isEqualTo(reference.ambiguous().stream()
                        .map(pair -> List.of(distinct.get(pair.get(0)), distinct.get(pair.get(1))))
                        .collect(Collectors.toSet()));
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void everyWitnessIsUndecidedAndEveryRemedySettlesItsPair(@ForAll("rules") List<Line> lines) {
        Reference reference = new Reference(lines);
        for (PolicyProblem problem : Policies.problemsOf(text(lines))) {
            if (problem.kind() == ProblemKind.AMBIGUOUS_RULES) {
                List<Integer> pair = pair(problem);
                Matcher witness = matching(WITNESS, problem);
                // What no rule names has other names here.
                String path =
                        ("/" + witness.group(2) + "/").replace("/x/", "/p/").replace("/x/", "/p/");
                path = path.substring(1, path.length() - 1);
                String method = Reference.METHODS.contains(witness.group(1)) ? witness.group(1) : "BREW";

                assertThat(reference.undefeated(Reference.METHODS.indexOf(method), Reference.PATHS.indexOf(path)))
                        .containsAll(pair);

                List<Line> mended = new ArrayList<>(lines);
                mended.add(line(matching(REMEDY, problem).group(1)));
                assertThat(new Reference(mended).ambiguous()).doesNotContain(pair);
            }
        }
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void aSoundPolicyDecidesEveryRequestAsTheDefinitionDoes(@ForAll("rules") List<Line> lines) {
        List<Line> sound = sound(lines);
        Policy policy = Policies.parse(text(sound));
        Reference reference = new Reference(sound);
        List<String> different = new ArrayList<>();
        for (int path = 0; path < Reference.PATHS.size(); path++) {
            for (int method = 0; method < Reference.METHODS.size(); method++) {
                Optional<Rule> rule = policy.ruleFor(Reference.METHODS.get(method), Reference.PATHS.get(path));
                List<Line> expected = reference.deciding(method, path);
                if (!rule.map(Rule::line)
                        .equals(expected.stream().findFirst().map(line -> sound.indexOf(line) + FIRST_LINE))) {
                    different.add(Reference.METHODS.get(method) + " " + Reference.PATHS.get(path) + ": " + rule);
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void theSetsOfPathsAreComparedAsTheDefinitionCompares(@ForAll("rules") List<Line> lines) {
        PathPattern first = PathPattern.of(lines.get(0).path());
        Set<String> paths = paths(lines.get(0));
        for (Line other : lines) {
            PathPattern second = PathPattern.of(other.path());
            Set<String> otherPaths = paths(other);
            Set<String> common = new HashSet<>(paths);
            common.retainAll(otherPaths);

            assertThat(first.contains(second)).isEqualTo(paths.containsAll(otherPaths));
            assertThat(second.contains(first)).isEqualTo(otherPaths.containsAll(paths));
            assertThat(first.strictlyContains(second))
                    .isEqualTo(paths.containsAll(otherPaths) && !paths.equals(otherPaths));
            assertThat(first.hasSamePathsAs(second)).isEqualTo(paths.equals(otherPaths));
            Optional<PathPattern> intersection = first.intersection(second);
            assertThat(Reference.PATHS.stream()
                            .filter(path -> intersection
                                    .filter(both -> both.matches(path))
                                    .isPresent())
                            .collect(Collectors.toSet()))
                    .isEqualTo(common);
            assertThat(intersection.isPresent()).isEqualTo(!common.isEmpty());
            assertThat(second.intersection(first)).isEqualTo(intersection);
        }
    }

    private static Set<String> paths(Line line) {
        return Reference.PATHS.stream().filter(line::matchesPath).collect(Collectors.toSet());
    }

    /** Removes lines that the definition refuses until it refuses none. */
    private static List<Line> sound(List<Line> lines) {
        List<Line> sound = new ArrayList<>();
        for (Line line : lines) {
            sound.add(line);
            Reference reference = new Reference(sound);
            if (!reference.repeated().isEmpty()
                    || !reference.dead().isEmpty()
                    || !reference.ambiguous().isEmpty()) {
                sound.remove(sound.size() - 1);
            }
        }
        return sound;
    }

    private static String text(List<Line> lines) {
        return Policies.withRules(
                lines.stream().map(line -> line.text() + " is denied").toList());
    }

    private static Line line(String rule) {
        List<String> words = List.of(rule.replace(" is denied", "").split(" "));
        return new Line(words.subList(0, words.size() - 1), words.get(words.size() - 1));
    }

    private static Set<Integer> withEquals(List<Line> lines, Set<Integer> repeated) {
        Set<Integer> all = new TreeSet<>(repeated);
        for (int line : repeated) {
            for (int other = 0; other < line; other++) {
                if (!new Reference(List.of(lines.get(other), lines.get(line)))
                        .repeated()
                        .isEmpty()) {
                    all.add(other);
                }
            }
        }
        return all;
    }

    private static Set<Integer> linesOf(List<PolicyProblem> problems, ProblemKind kind) {
        return problems.stream()
                .filter(problem -> problem.kind() == kind)
                .map(problem -> problem.line() - FIRST_LINE)
                .collect(Collectors.toSet());
    }

    private static Set<List<Integer>> pairs(List<PolicyProblem> problems) {
        return problems.stream()
                .filter(problem -> problem.kind() == ProblemKind.AMBIGUOUS_RULES)
                .map(ReviewProperties::pair)
                .collect(Collectors.toSet());
    }

    private static List<Integer> pair(PolicyProblem problem) {
        int line = problem.line() - FIRST_LINE;
        int other = Integer.parseInt(matching(OTHER_LINE, problem).group(1)) - FIRST_LINE;
        return List.of(Math.min(line, other), Math.max(line, other));
    }

    private static Matcher matching(Pattern pattern, PolicyProblem problem) {
        Matcher matcher = pattern.matcher(problem.message());
        assertThat(matcher.find()).as(problem.message()).isTrue();
        return matcher;
    }
}
