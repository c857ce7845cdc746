package io.github.bearergate.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A benchmark with its parameters, as one of those that {@link TurnsBenchmark} runs in turn. Immutable.
 *
 * @param benchmark class and method, such as {@code ComparisonBenchmark.accept}
 * @param params the value of each parameter
 */
public record Turn(String benchmark, SortedMap<String, String> params) {
    private static final String BETWEEN = "; ";

    /** A benchmark whose parameters are not chosen yet. */
    public static Turn of(String benchmark) {
        return new Turn(benchmark, new TreeMap<>());
    }

    /** The same with one more parameter. */
    public Turn with(String param, String value) {
        SortedMap<String, String> more = new TreeMap<>(params);
        more.put(param, value);
        return new Turn(benchmark, more);
    }

    /** Several as one parameter of {@link TurnsBenchmark}: {@code ComparisonBenchmark.accept library=raw; ...}. */
    public static String text(List<Turn> turns) {
        return turns.stream().map(Turn::text).collect(Collectors.joining(BETWEEN));
    }

    private String text() {
        return params.entrySet().stream()
                .map(param -> ' ' + param.getKey() + '=' + param.getValue())
                .collect(Collectors.joining("", benchmark, ""));
    }

    /** Reads what {@link #text} has written. */
    static List<Turn> parse(String text) {
        return Arrays.stream(text.split(BETWEEN, -1)).map(Turn::parseOne).toList();
    }

    private static Turn parseOne(String text) {
        String[] words = text.split(" ", -1);
        Turn turn = of(words[0]);
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            turn = turn.with(word.substring(0, equals), word.substring(equals + 1));
        }
        return turn;
    }

    String param(String name, String otherwise) {
        return params.getOrDefault(name, otherwise);
    }
}
