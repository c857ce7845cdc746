package io.github.bearergate.policyaudit;

import io.github.bearergate.policy.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The paths of one path template of an OpenAPI document: a parameter stands for one or more characters of one segment.
 *
 * @param text the template as the document writes it
 * @param paths the smallest set of paths that a policy can write and that has them all: these themselves, unless {@code mixed}
 * @param segments the template behind its base path, segment by segment
 * @param mixed the positions of segments that are neither a literal nor one parameter, such as <code>{name}.json</code>
 */
record SpecTemplate(String text, PathPattern paths, List<String> segments, Set<Integer> mixed) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)}");

    /** Copies the lists. */
    SpecTemplate {
        segments = List.copyOf(segments);
        mixed = Set.copyOf(mixed);
    }

    /**
     * Reads a template.
     *
     * @param base what stands before every path; empty or a path that does not end in a slash
     * @throws IllegalArgumentException when no policy can speak of such paths
     */
    static SpecTemplate of(String base, String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("must start with /");
        }
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("has a query or a fragment, which is no part of a path");
        }
        List<String> segments = List.of((base + text).substring(1).split("/", -1));
        Set<Integer> mixed = IntStream.range(0, segments.size())
                .filter(i -> PARAMETER.matcher(segments.get(i)).find()
                        && !PARAMETER.matcher(segments.get(i)).matches())
                .boxed()
                .collect(Collectors.toSet());
        String pattern = segments.stream()
                .map(segment -> PARAMETER.matcher(segment).find() ? "*" : literal(segment))
                .collect(Collectors.joining("/", "/", ""));
        return new SpecTemplate(text, PathPattern.of(pattern), segments, mixed);
    }

    private static String literal(String segment) {
        String decoded = Percent.decoded(segment);
        if (decoded.matches(".*[/*{}].*")) {
            throw new IllegalArgumentException("the segment `" + segment + "` has one of / * { } in it");
        }
        return decoded;
    }

    /** Tells whether a path is one of these. */
    boolean matches(String path) {
        return paths.matches(path)
                && mixed.stream().allMatch(i -> form(i).matcher(part(path, i)).matches());
    }

    /** Tells whether some path of a cell, whose example is given, is one of these. */
    boolean reaches(String closure, String path) {
        return paths.matches(path)
                && mixed.stream()
                        .allMatch(i -> part(closure, i).equals("*")
                                || form(i).matcher(part(path, i)).matches());
    }

    /** Tells whether, in a cell that both reach, this takes every request of one that it is inside of. */
    boolean takesAll(String closure, SpecTemplate other) {
        return mixed.stream().noneMatch(i -> part(closure, i).equals("*") && !other.mixed.contains(i));
    }

    /** A cell's path with a text of the right form at every mixed segment, which is none of the given literals. */
    String example(String closure, String path, Set<String> literals) {
        List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
        for (int i : mixed) {
            if (part(closure, i).equals("*")) {
                parts.set(
                        i,
                        Stream.iterate(parts.get(i), name -> name + "x")
                                .map(name ->
                                        PARAMETER.matcher(segments.get(i)).replaceAll(Matcher.quoteReplacement(name)))
                                .map(Percent::decoded)
                                .filter(name -> !literals.contains(name))
                                .findFirst()
                                .orElseThrow());
            }
        }
        return "/" + String.join("/", parts);
    }

    private static String part(String path, int position) {
        return List.of(path.substring(1).split("/", -1)).get(position);
    }

    private Pattern form(int position) {
        StringBuilder form = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(segments.get(position));
        int from = 0;
        while (parameter.find()) {
            form.append(Pattern.quote(Percent.decoded(segments.get(position).substring(from, parameter.start()))))
                    .append(".+");
            from = parameter.end();
        }
        return Pattern.compile(
                form.append(Pattern.quote(Percent.decoded(segments.get(position).substring(from))))
                        .toString(),
                Pattern.DOTALL);
    }

    /** Tells whether the document means this one where both match: it has a literal where the other has a parameter. */
    boolean isInside(SpecTemplate other) {
        return other.paths.contains(paths)
                && other.mixed.stream().allMatch(position -> isWithin(other, position))
                && (!paths.contains(other.paths) || mixed.size() > other.mixed.size());
    }

    /** Tells whether the segment here has no text that a mixed segment of the other does not have. */
    private boolean isWithin(SpecTemplate other, int position) {
        String segment = segments.get(position);
        return mixed.contains(position)
                ? form(position).pattern().equals(other.form(position).pattern())
                : !PARAMETER.matcher(segment).find()
                        && other.form(position)
                                .matcher(Percent.decoded(segment))
                                .matches();
    }

    /** The path as a policy writes it, with the parameters' names where it can have them; empty when no line can say it. */
    Optional<String> line() {
        if (!mixed.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = segments.stream().map(Percent::decoded).toList();
        try {
            return Optional.of(PathPattern.of("/" + String.join("/", named)).text());
        } catch (IllegalArgumentException e) {
            return Optional.of(paths.text());
        }
    }
}
