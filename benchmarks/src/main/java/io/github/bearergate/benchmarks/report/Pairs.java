package io.github.bearergate.benchmarks.report;

import io.github.bearergate.benchmarks.results.EndToEndResults.Round;
import io.github.bearergate.benchmarks.results.EndToEndResults.Server;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Compares two servers within each round, so that what the machine did in one round cancels out. */
final class Pairs {
    private Pairs() {}

    static List<Double> compare(Server one, Server other, BiFunction<Round, Round, Double> compare) {
        int rounds = Math.min(one.rounds().size(), other.rounds().size());
        return IntStream.range(0, rounds)
                .mapToObj(i -> compare.apply(one.rounds().get(i), other.rounds().get(i)))
                .toList();
    }
}
