package io.github.bearergate.benchmarks.suite;

import io.github.bearergate.benchmarks.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of the suite: benchmarks that are to be compared with each other and so take turns in one JVM.
 *
 * @param name what results call it
 * @param turns who takes turns
 * @param threads how many threads measure at once: for each number a JVM, one after the other
 * @param jvms in how many JVMs of each pass
 * @param fullOnly whether only the full mode runs it
 */
record Group(String name, List<Turn> turns, List<Integer> threads, int jvms, boolean fullOnly) {
    static Group of(String name, List<Turn> turns) {
        return new Group(name, List.copyOf(turns), List.of(1), 1, false);
    }

    static Group of(String name, Turn... turns) {
        return of(name, Arrays.asList(turns));
    }

    Group onThreads(Integer... counts) {
        return new Group(name, turns, List.of(counts), jvms, fullOnly);
    }

    /** One that is to decide something, and so is run in more JVMs than others. */
    Group inJvms(int count) {
        return new Group(name, turns, threads, count, fullOnly);
    }

    Group inFullOnly() {
        return new Group(name, turns, threads, jvms, true);
    }

    /** One turn for each value of a parameter. */
    static List<Turn> each(Turn turn, String param, String... values) {
        return Arrays.stream(values).map(value -> turn.with(param, value)).toList();
    }

    /** All in one list. */
    @SafeVarargs
    static List<Turn> together(List<Turn>... lists) {
        List<Turn> all = new ArrayList<>();
        for (List<Turn> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
