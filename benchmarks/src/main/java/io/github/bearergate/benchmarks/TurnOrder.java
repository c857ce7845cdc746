package io.github.bearergate.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Whose turn it is: in each round everyone's once, in an order that is shuffled anew and yet the same in every run. */
public final class TurnOrder {
    private TurnOrder() {}

    /**
     * Whose turn an iteration is.
     *
     * @param iteration from 0, warm-up included
     * @param turns how many there are
     */
    public static int at(int iteration, int turns) {
        int round = iteration / turns;
        List<Integer> order = new ArrayList<>(IntStream.range(0, turns).boxed().toList());
        Collections.shuffle(order, new Random(round));
        return order.get(iteration % turns);
    }
}
